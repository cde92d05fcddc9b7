/* A page that moved: go to the new one, to the same place as was asked for. */
"use strict";

(() => {
  const place = decodeURIComponent(location.hash.slice(1));
  const part = place && document.getElementById(place)?.querySelector("a");
  const whole = document.querySelector("a[data-lr-moved]");
  if (part) {
    location.replace(part.href);
  } else if (whole) {
    location.replace(whole.href + ("lrKeepsPlace" in whole.dataset ? location.hash : ""));
  }
})();
