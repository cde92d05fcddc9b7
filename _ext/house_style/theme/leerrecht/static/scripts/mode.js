/* Before the first paint: light or dark as the reader chose, and what works only with scripts may be shown. */
"use strict";

(() => {
  const page = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // a browser that keeps nothing
    }
  };
  const unchosen = page.dataset.theme || "auto";
  page.dataset.mode = kept("mode") || unchosen;
  page.dataset.theme = kept("theme") || unchosen;
  page.dataset.scripts = "";
})();
