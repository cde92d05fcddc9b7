"""Settings of the publications. No logic lives here; see docs/ for what each setting does."""

# -- What is published ---------------------------------------------------------------------------
project = "Samen tegen Schooluitval Vlaams-Brabant"
author = "Samen tegen Schooluitval Vlaams-Brabant"
copyright = "Samen tegen Schooluitval Vlaams-Brabant, CC BY 4.0"
version = release = "0.1"
language = "nl"
# schooljaar = "2026-2027"        # default: the school year in which the sources last changed

typst_documents = [
    {
        "startdoc": "guidelines/leidraad/index",
        "name": "leidraad-problematische-afwezigheden",
        "title": "Leidraad problematische afwezigheden",
        "subtitle": "Samen zorgen dat elke leerling er is",
        "template": "rapport",
        "keywords": ["afwezigheid", "B-code", "leerrecht", "CLB", "Vlaams-Brabant"],
        "options": {
            "foreword": "Over deze leidraad",
            "status": "Ontwerp",
            "licence": "CC BY 4.0",
            "chapter_room": 36,
        },
    },
    {
        "startdoc": "guidelines/afsprakenkader/index",
        "name": "afsprakenkader-afwezigheden",
        "title": "Afsprakenkader afwezigheden",
        "subtitle": "Wie doet wat, en tegen wanneer: school en CLB",
        "template": "rapport",
        "keywords": ["afwezigheid", "afspraken", "school", "CLB", "Vlaams-Brabant"],
        "options": {
            "foreword": "Over dit afsprakenkader",
            "status": "Ontwerp",
            "licence": "CC BY 4.0",
            "chapter_room": 62,
        },
    },
    {
        "startdoc": "brochures/ik-maak-werk-van-mijn-toekomst/index",
        "name": "ik-maak-werk-van-mijn-toekomst",
        "title": "Ik maak werk van mijn toekomst",
        "subtitle": "Stoppen met school? Dit zijn je wegen.",
        "template": "brochure",
        "keywords": ["jongeren", "kwalificatie", "duaal leren", "werk", "hulp"],
        "options": {"foreword": "Welkom!", "status": "Ontwerp", "licence": "CC BY 4.0", "booklet": True},
    },
    {
        "startdoc": "guidelines/leidraad/voor-ouders",
        "name": "voor-ouders",
        "title": "Voor ouders: vraag en antwoord",
        "subtitle": "Mijn kind is niet op school. Wat nu?",
        "template": "brief",
        "keywords": ["ouders", "afwezigheid", "kleuter", "ziekte", "CLB"],
        "options": {"foreword": "Voor ouders: vraag en antwoord", "status": "Ontwerp"},
    },
    {
        "startdoc": "brochures/gespreksleidraad",
        "name": "gespreksleidraad-bij-de-brochure",
        "title": "Gespreksleidraad bij de brochure",
        "subtitle": "Voor wie met een jongere over later praat",
        "template": "brief",
        "keywords": ["gesprek", "jongeren", "uitschrijving"],
        "options": {"foreword": "Gespreksleidraad bij de brochure", "status": "Ontwerp"},
    },
]

# The publication that a CLB can have its own edition of, and where the files of the editions stand.
edities = {"startdoc": "guidelines/afsprakenkader/index", "map": "guidelines/afsprakenkader/edities"}

# -- How it is read ------------------------------------------------------------------------------
extensions = [
    "myst_parser",
    "sphinx_design",
    "facts",
    "editions",
    "escalation",
    "house_style",
    "embed",
    "typst_pdf",
    "letters",
    "news",
    "network",
    "editorial",
    "publication",
]
root_doc = "index"
source_suffix = {".md": "markdown"}
include_patterns = ["index.md", "guidelines/**", "brochures/**", "docs/**"]
exclude_patterns = ["_*", ".*", "tests"]  # else Sphinx looks through all of .venv, at every builder
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
myst_heading_anchors = 4
myst_url_schemes = ["http", "https", "mailto", "tel"]  # as `markup.safe_url` lets through
myst_ref_domains = ["std"]  # the other domains would each be asked for every reference
nitpicky = True
numfig = True
numfig_format = {
    "figure": "Figuur %s",
    "table": "Tabel %s",
    "code-block": "Voorbeeld %s",
    "section": "Hoofdstuk %s",
}

# -- How it is shown -----------------------------------------------------------------------------
html_theme = "sphinx_book_theme"
html_title = "Leerrecht"
verhuisde_paginas = "docs/verhuisd.yaml"
zoekwoorden = "docs/zoekwoorden.yaml"
# Pages for editors and lists, which hold every word of the texts.
zoeken_achteraan = ["docs/*", "guidelines/regelgeving/*", "**/bronnen", "guidelines/wat-is-nieuw/*"]
# Where a lost reader can go besides the publications: an old link often stood in a letter to parents.
verdwaald_ook = ["guidelines/leidraad/voor-ouders", "guidelines/brieven/index"]
netwerk_bestand = "docs/netwerk/netwerk.yaml"
nieuws_domein = "samentegenschooluitvalvb.be"  # for the ids of news, which never change
# Calm pages, where a number is no link.
regelgeving_zonder_link = ["brochures/ik-maak-werk-van-mijn-toekomst/*", "guidelines/leidraad/voor-ouders"]
html_baseurl = ""  # the public address, once the network has one; `leerrecht bouw --adres` sets it too

# -- What other sites can show -------------------------------------------------------------------
embed_zonder = ["docs/**", "guidelines/regelgeving/na-te-kijken"]  # for editors alone
