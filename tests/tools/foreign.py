"""Tries the PDF builder on documentation from elsewhere and tells what it could not do.

    python tests/tools/foreign.py path/to/folder-with-conf.py [--out folder]

Extensions that are not installed are left out, so some directives will be unknown; that is part of the trial.
The settings of the project run as code: use it on documentation that you trust.
"""

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import docutils_namespace, patch_docutils

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from tools import pdftext, verapdf

# The settings of the project itself, minus what this machine lacks, plus our builder.
_CONF = """
import importlib.util, os, sys
__file__ = {conf!r}
sys.path.insert(0, os.path.dirname(__file__))
exec(compile(open(__file__, encoding="utf-8").read(), __file__, "exec"))
def _installed(name):
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        return False
_wanted = [name for name in globals().get("extensions", []) if _installed(name)]
_left_out = sorted(set(globals().get("extensions", [])) - set(_wanted))
extensions = [*dict.fromkeys([*_wanted, "typst_pdf"])]
typst_documents = [{{
    "startdoc": globals().get("root_doc", globals().get("master_doc", "index")), "name": "foreign",
    "title": str(globals().get("project", "Foreign")), "template": "rapport",
}}]
intersphinx_mapping = {{}}
templates_path = []
"""

#: Not text of the document: never printed, or printed only by some builders.
_UNPRINTED = (
    nodes.comment,
    nodes.raw,
    nodes.substitution_definition,
    nodes.Invisible,
    nodes.image,
    nodes.math,
    nodes.math_block,
    addnodes.index,
    addnodes.toctree,
)
_WORD = re.compile(r"[^\W_]{4,}")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def lost_words(env: BuildEnvironment, docnames: list[str], pdf: Path, app: Sphinx) -> dict[str, list[str]]:
    """Return, by document, the words of its sources that do not stand in the PDF."""
    printed = pdftext.squeeze(pdftext.text(pdf)).casefold()
    lost = {}
    for docname in docnames:
        words = dict.fromkeys(
            word for text in _texts(env.get_doctree(docname), app) for word in _WORD.findall(text)
        )
        missing = [word for word in words if pdftext.squeeze(word).casefold() not in printed]
        if missing:
            lost[docname] = missing
    return lost


def _texts(node: nodes.Node, app: Sphinx) -> Iterator[str]:
    if isinstance(node, nodes.Text):
        yield node.astext()
        return
    if isinstance(node, _UNPRINTED) or (
        isinstance(node, addnodes.only) and not app.tags.eval_condition(node["expr"])
    ):
        return
    for child in node.children:
        yield from _texts(child, app)


def main() -> int:
    """Build, and print what came of it; 1 if there is no PDF, a word is lost or a rule is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    srcdir = options.folder.resolve()
    out = (options.out or Path(tempfile.mkdtemp(prefix="foreign-"))).resolve()
    confdir = out / "conf"
    confdir.mkdir(parents=True, exist_ok=True)
    conf = _CONF.format(conf=str(srcdir / "conf.py"))
    (confdir / "conf.py").write_text(conf, encoding="utf-8")
    stream = StringIO()
    started = time.monotonic()
    with patch_docutils(str(confdir)), docutils_namespace():
        app = Sphinx(srcdir, confdir, out / "pdf", out / "doctrees", "typstpdf", status=None, warning=stream)
        app.build(force_all=True)
    print(f"Built in {time.monotonic() - started:.1f} s, in {out}")
    warnings = [line for line in _COLOUR.sub("", stream.getvalue()).splitlines() if line.strip()]
    kinds = Counter(match[1] if (match := re.search(r"\[([a-z_.]+)\]$", line)) else "-" for line in warnings)
    print("Warnings:", dict(kinds.most_common()))
    for line in warnings:
        if "[typst" in line:
            print("   ", line.replace(str(srcdir), "."))
    results = list(getattr(app.builder, "results", ()))
    bad = not results
    for result in results:
        pdf = Path(result.path)
        print(f"{pdf.name}: {result.pages} pages, {pdf.stat().st_size:,} bytes, {result.bookmarks} bookmarks")
        docnames = [name for name in sorted(app.env.all_docs) if name not in orphans(app.env)]
        lost = lost_words(app.env, docnames, pdf, app)
        print(f"Lost words: {sum(map(len, lost.values()))}")
        for docname, words in lost.items():
            print(f"    {docname}: {', '.join(words[:20])}")
        bad |= bool(lost)
        if missing := verapdf.why_missing():
            print(f"veraPDF cannot run: {missing}")
            continue
        for report in verapdf.verify([pdf]):
            print(f"veraPDF {report.profile}: {report.checks} checks, {len(report.failures)} rules broken")
            for failure in report.failures:
                print(f"    {failure}")
            bad |= bool(report.failures)
    return int(bad)


def orphans(env: BuildEnvironment) -> set[str]:
    """Return the documents that no table of contents leads to."""
    reached: set[str] = set()
    queue = [str(env.config.root_doc)]
    while queue:
        docname = queue.pop()
        if docname not in reached:
            reached.add(docname)
            queue.extend(env.toctree_includes.get(docname, ()))
    return set(env.all_docs) - reached


if __name__ == "__main__":
    sys.exit(main())
