// Sphinx's own call, Documentation.addTranslations, makes a function from a text: a strict Content Security
// Policy forbids that. It also takes a plural rule that gives a truth value, which crashes the search page.
Documentation.LOCALE = "nl";
Documentation.PLURAL_EXPR = (n) => Number(n !== 1);
Object.assign(Documentation.TRANSLATIONS, {
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
});
