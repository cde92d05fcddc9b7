"""A small project with letters, and what comes out of it, for these tests."""

import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from lxml import html
from tools.projects import Built

CONF = """
project = "Proef"
author = "Proefnet"
release = "0.1"
language = "nl"
extensions = ["myst_parser", "sphinx_design", "house_style", "typst_pdf", "letters"]
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "deflist", "tasklist"]
html_theme = "sphinx_book_theme"
brieven_map = "brieven"
"""
START = """
# Brieven

```{brievenlijst}
```

```{toctree}
welkom
```
"""
LETTER = """\
---
wanneer: De leerling komt terug.
lezer: leerling
---

# Fijn dat je er bent

:::{afzender}
{veld}`naam van de school`\\
{veld}`adres van de school`
:::

:::{plaats-en-datum}
{veld}`plaats`, {veld}`datum van de brief, datum`
:::

Dag {veld}`voornaam van de leerling`

- Je komt **vroeg**.
- Je gaat naar {veld}`de klas / het lokaal, keuze`.

## Wat je nog wilt zeggen

{veld}`jouw vraag, lijnen`

:::{kort-gezegd}
Je bent welkom.
:::

:::{ondertekening}
Tot gauw

{veld}`naam van wie tekent`
:::
"""


def sources(letter: str = LETTER, **more: str) -> dict[str, str]:
    """Return a project with one letter, or with another text in its place."""
    start = "# Start\n\n```{toctree}\nbrieven/index\n```\n"
    return {
        "conf.py": CONF,
        "index.md": start,
        "brieven/index.md": START,
        "brieven/welkom.md": letter,
        **more,
    }


def opened(built: Built, name: str = "brief-welkom") -> DocumentObject:
    """Open a letter that was built."""
    return Document(str(built.outdir / f"{name}.docx"))


def words(text: str) -> list[str]:
    """Return the words of a text, without the marks that one form has and another has not."""
    return re.sub(r"[\[\]\u200b•☐☑]", " ", text).split()


def words_of_docx(path: Path) -> list[str]:
    """Return all words of the body, in order: of paragraphs, tables and content controls."""
    body = Document(str(path)).element.body
    lines = []
    for paragraph in body.iter(qn("w:p")):
        parts = [n.text or "" if n.tag == qn("w:t") else "\n" for n in paragraph.iter(qn("w:t"), qn("w:br"))]
        lines.append("".join(parts))
    return words("\n".join(lines))


def words_of_page(path: Path) -> list[str]:
    """Return the words of the article, without its downloads and the marks behind headings."""
    tree = html.document_fromstring(path.read_bytes())
    article = next(tree.iter("article"))
    for gone in article.xpath(".//*[contains(@class, 'headerlink') or contains(@class, 'lr-downloads')]"):
        gone.drop_tree()
    for broken in article.iter("br", "p", "li", "td", "th", "h1", "h2", "h3"):
        broken.tail = f"\n{broken.tail or ''}"
    return words(article.text_content())


def parts_of(path: Path) -> Mapping[str, bytes]:
    """Return the parts of a package by name."""
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}
