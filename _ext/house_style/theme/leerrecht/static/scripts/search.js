/* The search page: repairs of the search of Sphinx. Runs after searchtools.js and before the index. */
"use strict";

(() => {
  // Sphinx takes the summary of a search result from the whole main part, menu and buttons included.
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const article = page.querySelector("article.bd-article");
    if (!article) return "";
    article.querySelectorAll("h1, .headerlink, .lr-downloads, .lr-page-end, script, style, [aria-hidden=true]").forEach((part) => part.remove());
    // Words of neighbouring blocks must not run together.
    article.querySelectorAll("p, li, dt, dd, th, td, h2, h3, h4, div").forEach((part) => part.append(" "));
    const id = anchor ? decodeURIComponent(anchor.slice(1)) : "";
    const found = id && page.getElementById(id);
    return (found && article.contains(found) ? found : article).textContent.replace(/\s+/g, " ");
  };
  // Sphinx remembers the words looked for in the browser; a reader in trouble should leave no trace.
  const parse = Search._parseQuery;
  Search._parseQuery = (query) => {
    const parsed = parse(query);
    localStorage.removeItem("sphinx_highlight_terms");
    return parsed;
  };
  // A page opened from a folder may not read its neighbours: leave the summaries out, keep the results.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
  const results = document.getElementById("search-results");
  if (results) {
    results.setAttribute("role", "status");
    // Sphinx shows the highest score first; its own scores stay below a few hundred. It knows the words of a
    // title one by one only: a title with all of them, in this order, is what the reader means.
    const last = new Set(results.dataset.achteraan.split(" "));
    const words = (new URLSearchParams(location.search).get("q") || "").trim().toLowerCase();
    Scorer.score = ([name, title, , , score]) =>
      score + (title.toLowerCase().includes(words) ? 20 : 0) - (last.has(name) ? 10000 : 0);
  }

  // On the search page a reader types at once.
  const field = document.querySelector(".bd-search-container form.bd-search input");
  if (field) {
    field.focus();
    field.select();
  }
})();
