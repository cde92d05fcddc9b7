"""A tiny publication with named blocks, and editions of it."""

import json
from collections.abc import Mapping
from pathlib import Path

from publication_projects import CONF, make_project

EPOCH = {"SOURCE_DATE_EPOCH": "1764000000"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0h40v20z"/></svg>'
PAGES = {
    "conf.py": CONF.replace('"publication"]', '"house_style", "editions", "publication"]')
    .replace('html_theme = "basic"\n', 'html_theme = "sphinx_book_theme"\n')
    .partition("def setup")[0]
    + 'edities = {"startdoc": "gids/index", "map": "gids/edities"}\n',
    "index.md": "# Start\n\n```{toctree}\ngids/index\nwoorden\nna-te-kijken\n```\n",
    "gids/index.md": """\
# Gids

```{editie}
```

Zie [de woorden](../woorden.md) en [contact](contact.md).

```{toctree}
:numbered:

contact
plicht
```
""",
    "gids/contact.md": """\
---
los-blad: Contactblad
---

# Contact

```{clb-gegevens}
```

:::{lokaal} kanaal
Nog te kiezen.
:::

## Politie

:::{lokaal} politie
De gewone tekst over politie.
:::
""",
    "gids/plicht.md": "# Plicht\n\nPLICHT De school meldt meteen.\n",
    "na-te-kijken.md": "# Na te kijken\n\n```{edities-na-te-kijken}\n```\n",
    "gids/edities/logo.svg": SVG,
    "gids/edities/brug.yaml": """\
naam: CLB De Brug
streek: Oost
voorbeeld: ja
logo: logo.svg
contact:
  mail: info@voorbeeld.be
teksten:
  politie:
    wijze: vul-aan
    tekst: |
      We bellen **eerst** het kind.
""",
    "gids/edities/haven.yaml": """\
naam: CLB De Haven
streek: West
teksten:
  kanaal:
    tekst: |
      Het kanaal van de haven.
""",
    "gids/edities/toren.yaml": "naam: CLB De Toren\nstreek: Noord\n",
}


def edition_project(root: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the project; a text that is empty leaves the file out."""
    texts = {name: text for name, text in {**PAGES, **(changes or {})}.items() if text}
    return make_project(root, texts)


def words_of_search(folder: Path) -> dict[str, object]:
    text = (folder / "searchindex.js").read_text("utf-8")
    found: dict[str, object] = json.loads(text.removeprefix("Search.setIndex(").rstrip().removesuffix(")"))
    return found
