/* Repairs and comforts on top of the theme's scripts. Stores nothing, asks nothing of other sites. */
"use strict";

(() => {
  // Sphinx takes the summary of a search result from the whole main part, menu and buttons included.
  if (typeof Search !== "undefined") {
    Search.htmlToText = (html, anchor) => {
      const page = new DOMParser().parseFromString(html, "text/html");
      const article = page.querySelector("article.bd-article");
      if (!article) return "";
      article.querySelectorAll("h1, .headerlink, .lr-downloads, script, style, [aria-hidden=true]").forEach((part) => part.remove());
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
    if (results) results.setAttribute("role", "status");
  }

  // On the search page a reader types at once.
  const field = document.querySelector(".bd-search-container form.bd-search input");
  if (field) {
    field.focus();
    field.select();
  }

  // The theme closes its menus without giving the focus back.
  for (const side of ["primary", "secondary"]) {
    const dialog = document.getElementById(`pst-${side}-sidebar-modal`);
    const button = document.querySelector(`.${side}-toggle`);
    if (dialog && button) dialog.addEventListener("close", () => button.focus());
  }

  // Rows shown as cards (display: block) would lose their table roles.
  const roles = { table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", th: "columnheader", td: "cell" };
  document.querySelectorAll("table.lr-cards").forEach((table) => {
    for (const [name, role] of Object.entries(roles)) {
      (name === "table" ? [table] : table.querySelectorAll(name)).forEach((part) => part.setAttribute("role", role));
    }
    table.querySelectorAll("tbody th").forEach((cell) => cell.setAttribute("role", "rowheader"));
  });

  // Paper shows what is folded away, also where the style sheet cannot reach it.
  const folded = [];
  addEventListener("beforeprint", () => {
    document.querySelectorAll("article details:not([open])").forEach((part) => {
      part.open = true;
      folded.push(part);
    });
  });
  addEventListener("afterprint", () => {
    while (folded.length) folded.pop().open = false;
  });
})();
