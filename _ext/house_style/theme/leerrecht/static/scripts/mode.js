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
  const theme = kept("theme") || unchosen;
  // The theme's script would find out what the reader's system asks for, but only after the first paint.
  page.dataset.theme = theme !== "auto" ? theme : matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  page.dataset.scripts = "";
})();
