/* The search page: repairs of the search of Sphinx. Runs after searchtools.js and before the index. */
"use strict";

(() => {
  let read = ""; // the words of the page that Search.htmlToText read last
  // Sphinx takes the summary of a search result from the whole main part, menu and buttons included.
  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const article = page.querySelector("article.bd-article");
    if (!article) return "";
    article.querySelectorAll("h1, .headerlink, .lr-onderdelen > summary, .lr-downloads, .lr-page-end, script, style, [aria-hidden=true]").forEach((part) => part.remove());
    // Words of neighbouring blocks must not run together.
    article.querySelectorAll("p, li, dt, dd, th, td, h2, h3, h4, div").forEach((part) => part.append(" "));
    const id = anchor ? decodeURIComponent(anchor.slice(1)) : "";
    const found = id && page.getElementById(id);
    const text = (found && article.contains(found) ? found : article).textContent;
    // Addresses of sources tell a reader nothing.
    read = text.replace(/https?:\/\/\S+/g, "").replace(/\s+/g, " ");
    return read;
  };
  // Sphinx cuts its summary in the middle of words. Where the summary has none of the words looked for, it is the
  // start of the page, and Sphinx puts its dots at the wrong end.
  const summarise = Search.makeSearchSummary;
  Search.makeSearchSummary = (html, keywords, anchor) => {
    const summary = summarise(html, keywords, anchor);
    if (!summary) return document.createDocumentFragment();
    let [, start, words, end] = /^(\.{3})?(.*?)(\.{3})?$/s.exec(summary.textContent);
    if (![...keywords].some((word) => read.toLowerCase().includes(word.toLowerCase()))) {
      [start, end] = ["", words.length < read.trim().length];
    }
    const whole = words.replace(start ? /^\S*\s+/ : /^/, "").replace(end ? /\s+\S*$/ : /$/, "");
    summary.textContent = `${start ? "… " : ""}${whole || words}${end ? " …" : ""}`;
    return summary;
  };
  // «Bronnen» is the title of many a page: say which publication a result is from, by the title of its first page.
  const perform = Search._performSearch;
  Search._performSearch = (...asked) => {
    const { docnames, titles } = Search._index;
    const results = perform(...asked);
    for (const result of results) {
      const folder = result[0].replace(/[^/]*$/, "");
      const home = folder ? docnames.indexOf(`${folder}index`) : -1;
      if (home >= 0 && docnames[home] !== result[0]) result[1] += ` – ${titles[home]}`;
    }
    return results;
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
