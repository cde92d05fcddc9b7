Documentation.addTranslations({
  "locale": "nl",
  "messages": {
    ", in ": ", in ",
    "Hide Search Matches": "Verberg de gevonden woorden",
    "Preparing search...": "Het zoeken begint ...",
    "Search": "Zoeken",
    "Search Results": "Zoekresultaten",
    "Search finished, found one page matching the search query.": [
      "1 pagina gevonden.",
      "${resultCount} pagina’s gevonden."
    ],
    "Searching": "Bezig met zoeken",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.": "Niets gevonden. Kijk de spelling na of probeer een ander woord."
  },
  "plural_expr": "+(n != 1)"
});
