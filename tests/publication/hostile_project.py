"""A whole publication with a text in every field that an editor can fill in; see `FIELDS`.

The same function writes it with hostile and with harmless texts, so that both can be compared.
"""

import json
from collections.abc import Sequence

import hostile_charts
from tools.hostile import literally

#: No typographic quotes, so that a text must come out as it went in.
_CONF = """
language = "nl"
smartquotes = False
extensions = [
    "myst_parser", "sphinx_design", "facts", "editions", "escalation", "house_style", "embed", "typst_pdf",
    "letters", "news", "network", "editorial", "publication",
]
exclude_patterns = ["_*"]
suppress_warnings = ["epub.unknown_project_files"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "fieldlist", "tasklist"]
myst_ref_domains = ["std"]
numfig = True
html_theme = "sphinx_book_theme"
schooljaar = "2026-2027"
spelling = False
verhuisde_paginas = "verhuisd.yaml"
zoekwoorden = "woorden.yaml"
netwerk_bestand = "netwerk.yaml"
nieuws_domein = "voorbeeld.be"
edities = {"startdoc": "guidelines/gids/index", "map": "guidelines/gids/edities"}
"""
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
_PAGES = 10
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: With a number behind it, in what an actor has and no page shows: full name, one-liner and website.
ONLY_FOR_EDITORS = ("voluit", "wie", "website")
#: An edition may not say more in one field.
LONGEST = 200
#: Where the texts of an edition come.
EDITION = """\
```{editie}
```

```{clb-gegevens}
```

:::{lokaal} blok
Tekst
:::

:::{lokaal} meer
Voor iedereen.
:::

"""


def joined(texts: Sequence[str]) -> str:
    return " · ".join(texts)


def shares(texts: Sequence[str], number: int) -> list[Sequence[str]]:
    """Divide the texts over a number of fields."""
    return [texts[start::number] for start in range(number)]


def project(texts: Sequence[str]) -> dict[str, str]:
    """Return all files of the publication, by path."""
    regel = "guidelines/regelgeving"
    pages = shares(texts, _PAGES)
    return {
        "conf.py": _conf(texts),
        "index.md": _start(),
        "x.svg": _PICTURE,
        "woorden.yaml": _json({text: ["Tekst"] for text in texts}),
        "verhuisd.yaml": _json({f"oud#{text}": "guidelines/gids/index" for text in texts}),
        "netwerk.yaml": _network(texts),
        f"{regel}/bronnen.yaml": _sources(texts),
        f"{regel}/feiten.yaml": _facts(texts),
        f"{regel}/codes.yaml": _codes(texts),
        f"{regel}/betrokkenen.yaml": _actors(texts),
        f"{regel}/na-te-kijken.yaml": _gaps(texts),
        f"{regel}/index.md": _register(),
        "guidelines/gids/index.md": _guide(),
        **{
            f"guidelines/gids/edities/e{n}.yaml": edition(joined(mine)[:LONGEST], literally(joined(mine)))
            for n, mine in enumerate(shares(texts, 30)[:1])
        },
        "guidelines/plannen/index.md": _charts(),
        "guidelines/gids/feiten.md": _uses(texts),
        "guidelines/gids/begrippen.md": _glossary(texts),
        "guidelines/gids/bronnen.md": "# Bronnen\n\n```{bronnenlijst}\n```\n",
        **{f"guidelines/gids/p{n}.md": _page(n, mine) for n, mine in enumerate(pages)},
        **{f"guidelines/plannen/{name}.md": page for name, page in hostile_charts.files(texts).items()},
        **{f"guidelines/brieven/b{n}.md": _letter(mine) for n, mine in enumerate(shares(texts, 6))},
        "guidelines/brieven/index.md": _letters(),
        "nieuws.md": _news(texts),
    }


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _conf(texts: Sequence[str]) -> str:
    project, author, title, release, status, name = (joined(part[:20]) for part in shares(texts, 6))
    documents = [
        {
            "startdoc": "guidelines/gids/index",
            "name": "gids",
            "title": name,
            "subtitle": status,
            "template": "rapport",
            "keywords": [project, author],
            "options": {"status": status, "licence": release, "foreword": "Gids"},
        },
        {
            "startdoc": "guidelines/plannen/index",
            "name": "plannen",
            "title": name,
            "template": "rapport",
            "keywords": [project],
        },
    ]
    values = {
        "project": project,
        "author": author,
        "html_title": title,
        "release": release,
        "publicatiestatus": status,
        "typst_documents": documents,
    }
    return _CONF + "".join(f"{name} = {value!r}\n" for name, value in values.items())


def _start() -> str:
    return """\
# Start

:::{publicatie} guidelines/gids/index
:voor: scholen
Tekst.
:::

```{laatste-nieuws} 50
```

```{toctree}
guidelines/gids/index
guidelines/plannen/index
guidelines/brieven/index
guidelines/regelgeving/index
nieuws
```
"""


# -- the registry --------------------------------------------------------------------------------------


def _sources(texts: Sequence[str]) -> str:
    entries = {
        f"b{n}": {
            "titel": text,
            "kort": text,
            "uitgever": text,
            "adres": f"https://voorbeeld.be/{n}",
            "soort": "officieel",
            "geraadpleegd": "2026-11-23",
            "datum": f"x {text}",
            "opmerking": f"x {text}",
        }
        for n, text in enumerate(texts)
    }
    return _json({"bronnen": entries})


def _facts(texts: Sequence[str]) -> str:
    entries = {
        f"f{n}": {
            "zegt": f"{text.replace('{}', '{ }')} {{}} {text.replace('{}', '{ }')}",
            "eenheid": f"x/x {text}",
            "waarden": [{"getal": "5", "bron": f"b{n}, {text.replace(';', ',')}", "opmerking": text}],
            "zekerheid": "waarschijnlijk",
            "nagekeken": "2026-11-23",
            "nakijken-door": text,
            "opmerking": text,
            "herken-aan": [text],
        }
        for n, text in enumerate(texts)
    }
    return _json({"feiten": entries})


def _codes(texts: Sequence[str]) -> str:
    def entry(mine: Sequence[str]) -> dict[str, str]:
        said = joined(mine)
        words = dict.fromkeys(("betekent", "wanneer", "bewijs", "waar", "nu"), said)
        return {**words, "bron": "b1", "zekerheid": "zeker"}

    parts = shares(texts, len(_LETTERS))
    codes = {letter: entry(mine) for letter, mine in zip(_LETTERS, parts, strict=True)}
    old = {letter: {**code, "tot-en-met": "2018-2019"} for letter, code in codes.items()}
    return _json({"codes": codes, "oude-codes": old})


def _actors(texts: Sequence[str]) -> str:
    entries = {
        f"a{n}": {
            "naam": text,
            "voluit": f"{text} voluit-{n}",
            "wie": f"{text} wie-{n}",
            "website": f"https://voorbeeld.be/website-{n}",
        }
        for n, text in enumerate(texts)
    }
    return _json({"betrokkenen": entries})


def _gaps(texts: Sequence[str]) -> str:
    entries = {f"g{n}": {"vraag": text, "bij-wie": text, "feiten": [f"f{n}"]} for n, text in enumerate(texts)}
    return _json({"na-te-kijken": entries})


def _register() -> str:
    parts = [
        "feitentabel",
        "codetabel",
        "codetabel} oud",
        "wat-verandert",
        "na-te-kijken} feiten",
        "na-te-kijken} vragen",
        "na-te-kijken} kaders",
        "edities-na-te-kijken",
        "netwerktabel} overleg",
        "netwerktabel} regio's",
        "netwerktabel} aanbod",
    ]
    blocks = [f"```{{{part}}}\n```\n" if "}" not in part else f"```{{{part}\n```\n" for part in parts]
    return "# Register\n\n" + "\n".join(blocks) + "\n```{bronnenlijst}\n:alle:\n```\n"


def _uses(texts: Sequence[str]) -> str:
    lines = [f"- Tekst {{feit}}`f{n}` {{bron}}`b{n}, {_role(text)}`" for n, text in enumerate(texts)]
    codes = [f"- Code {{code}}`{letter}` of {{code}}`{letter}, voluit`" for letter in _LETTERS]
    return "# Feiten\n\n" + "\n".join([*lines, *codes]) + "\n"


def _role(text: str) -> str:
    """Write a text as the point of a source in a role, where `;` begins the next source."""
    return text.replace("`", "'").replace(";", ",")


# -- other data ----------------------------------------------------------------------------------------


def _network(texts: Sequence[str]) -> str:
    def rows(**more: str) -> list[dict[str, str]]:
        return [
            {"naam": text, "wat": text, "bron": "b1", **{key: more[key] or text for key in more}}
            for text in texts
        ]

    return _json(
        {
            "overleg": rows(),
            "regio's": rows(regio=""),
            "aanbod": rows(adres="https://voorbeeld.be/aanbod"),
        }
    )


def edition(text: str, local: str) -> str:
    """Return the file of an edition with a text in each field that takes one.

    Args:
        text: at most `LONGEST` characters.
        local: Markdown of a local agreement, on one line.
    """
    contact = dict.fromkeys(("adres", "telefoon", "bereikbaar"), text)
    head = {"naam": text, "streek": text, "contact": {**contact, "website": "https://voorbeeld.be"}}
    lines = [f"{key}: {_json(value)}" for key, value in head.items()]
    more = (
        f"- x {local}\n\n:::{{tip}} x {local}\ny {local}\n:::\n\n"
        f"| x {local} | b |\n| --- | --- |\n| y {local} | b |\n"
    )
    lines += ["teksten:", "  blok:", "    tekst: |", f"      Tekst {local}"]
    lines += [
        "  meer:",
        "    wijze: vul-aan",
        "    tekst: |",
        *(f"      {line}" for line in more.splitlines()),
    ]
    return "\n".join([*lines, ""])


# -- pages ---------------------------------------------------------------------------------------------


def _guide() -> str:
    names = ["feiten", *(f"p{n}" for n in range(_PAGES)), "begrippen", "bronnen"]
    return "# Gids\n\n" + EDITION + "```{toctree}\n:numbered:\n\n" + "\n".join(names) + "\n```\n"


def _charts() -> str:
    names = [*(f"plan{n}" for n in range(hostile_charts.CHARTS)), "hulp"]
    return "# Plannen\n\n```{toctree}\n" + "\n".join(names) + "\n```\n"


def _page(number: int, texts: Sequence[str]) -> str:
    """Write a page with each text in every block and option."""
    title = literally(joined(texts))
    front = {"myst": {"html_meta": {"description": joined(texts), "keywords": joined(texts)}}}
    parts = [f"---\n{json.dumps(front)}\n---\n\n# {title}\n\nTekst {literally(texts[0])}\n"]
    parts += (_blocks(f"{number}-{n}", text) for n, text in enumerate(texts))
    return "\n".join(parts)


def _blocks(key: str, text: str) -> str:
    said = literally(text)
    return (
        f"## x {said}\n\nTekst {said} en *{said}*.\n\n"
        f":::{{opgelet}} x {said}\nx {said}\n:::\n\n"
        f":::{{admonition}} Te bevestigen door de werkgroep\nx {said}\n:::\n\n"
        f":::{{dropdown}} x {said}\nx\n:::\n\n"
        f"::::{{tab-set}}\n:::{{tab-item}} x {said}\nx {said}\n:::\n::::\n\n"
        f":::{{card}} x {said}\nx\n:::\n\n"
        f":::{{figure}} /x.svg\n:alt: {_json('x ' + text)}\n\nx {said}\n:::\n\n"
        f":::{{list-table}} x {said}\n:header-rows: 1\n"
        f"* - x {said}\n  - b\n* - x {said}\n  - b\n:::\n\n"
        f":::{{schrijflijnen}} 2\n:label: {_json('x ' + text)}\n:::\n\n"
        f"- [ ] x {said}\n\n"
        f"x[^{key}]\n\n[^{key}]: x {said}\n\n"
    )


def _glossary(texts: Sequence[str]) -> str:
    terms = "\n\n".join(f"b{n} {literally(text)}\n  x {literally(text)}" for n, text in enumerate(texts))
    uses = "\n".join(
        f"- {{term}}`x <b{n} {text}>`" for n, text in enumerate(texts) if not set(text) & set("`<>")
    )
    return f"# Begrippen\n\n:::{{glossary}}\n{terms}\n:::\n\n{uses}\n"


def _letters() -> str:
    names = "\n".join(f"b{n}" for n in range(6))
    return f"# Brieven\n\n```{{brievenlijst}}\n```\n\n```{{toctree}}\n{names}\n```\n"


def _letter(texts: Sequence[str]) -> str:
    front = {"wanneer": joined(texts), "lezer": joined(texts)}
    fields = "\n\n".join(_field(text) for text in texts)
    return (
        f"---\n{json.dumps(front)}\n---\n\n# {literally(joined(texts[:5]))}\n\n"
        f":::{{afzender}}\n{{veld}}`naam`\n:::\n\n"
        f":::{{plaats-en-datum}}\n{{veld}}`plaats`\n:::\n\n{fields}\n\n"
        f":::{{kort-gezegd}}\n{literally(joined(texts))}\n:::\n\n"
        f":::{{ondertekening}}\n{literally(joined(texts))}\n:::\n"
    )


def _field(text: str) -> str:
    prompt = f"x {text}".replace("`", "'")[:64].strip()
    return f"{literally(text)} {{veld}}`{prompt}`"


def _news(texts: Sequence[str]) -> str:
    return "# Nieuws\n\n" + "\n".join(
        f":::{{nieuws}} x{n} {literally(text)}\n:datum: 2026-11-25\n:schooljaar: 2026-2027\n"
        f":voor: {json.dumps('x ' + text, ensure_ascii=False)}\nTekst {literally(text)}\n:::\n"
        for n, text in enumerate(texts)
    )
