"""A block at the foot of a page that fits only without the page number behind its link."""

from pathlib import Path

import pypdfium2
from tools.projects import Build

#: The box fits on the page as long as its link names no page. With the number it moves to the next page,
#: where its target stands: then it needs no number, and fits on the page before.
_CHAPTER = """# Hoofdstuk {lines}

{filler}

:::{{note}}
Lees Lees Lees Lees Lees Lees Lees Lees Lees Lees [het doel](#doel-{lines}).
:::

(doel-{lines})=
## Doel

Slot.
"""


def test_a_page_always_settles(build: Build) -> None:
    counts = range(14, 30)
    names = [f"hoofdstuk{lines}" for lines in counts]
    sources = {
        "index.md": "# Boekje\n\n```{toctree}\n" + "\n".join(names) + "\n```\n",
        **{
            f"{name}.md": _CHAPTER.format(lines=lines, filler="\\\n".join(["Regel."] * lines))
            for name, lines in zip(names, counts, strict=True)
        },
    }
    documents = [{"startdoc": "index", "name": "boekje", "title": "Boekje", "template": "brochure"}]
    overrides = {"typst_documents": documents, "myst_enable_extensions": ["colon_fence"]}
    # The fixture fails on a warning of the compiler.
    built = build("typstpdf", sources, confoverrides=overrides)
    with pypdfium2.PdfDocument(Path(built.results[0].path)) as pdf:
        text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert text.count("(blz.") == len(counts), "an occasion without restlessness tests nothing"
