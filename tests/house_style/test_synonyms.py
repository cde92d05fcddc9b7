"""Words that readers type and texts do not hold."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils.utils import new_document

from house_style import synonyms
from house_style.synonyms import read_synonyms, words_for

PROJECT = Path(__file__).resolve().parents[2]
PAGES = {
    "index.md": "# Start\n\nNiets.\n\n```{toctree}\nb\nc\n```\n",
    "b.md": "# B\n\nDe problematische\nafwezigheden <tellen>.\n".replace("<", "\\<"),
    "c.md": "# C\n\nEen protest.\n",
}


def built_with(build, text, **more):
    overrides = {"zoekwoorden": "woorden.yaml"}
    return build("html", {**PAGES, "woorden.yaml": text}, confoverrides=overrides, **more)


def terms(built):
    text = built.read("searchindex.js").strip().removeprefix("Search.setIndex(").removesuffix(")")
    index = json.loads(text)
    names = index["docnames"]

    def pages(word):
        found = index["terms"].get(word, [])
        return {names[at] for at in (found if isinstance(found, list) else [found])}

    return pages


def test_page_is_found_by_the_word_of_the_reader(build):
    pages = terms(built_with(build, "spijbelen: problematische afwezig\n"))
    assert pages("spijbel") == {"b"}


def test_word_inside_another_word_does_not_count():
    assert words_for("een protest", {"toets": ("test",)}) == []
    assert words_for("De Testen", {"toets": ("test",)}) == ["toets"]


def test_keyword_stays_text(build):
    built = built_with(build, '"a\\"><script>x": problematische\n')
    assert "<script>x" not in built.read("b.html")


def test_word_that_leads_nowhere_is_reported(build):
    built_with(build, "spijbelen: weg\n", warnings=["«spijbelen» leidt naar geen enkele pagina"])


@pytest.mark.parametrize(("written", "told"), [(("b",), 0), (("b", "c"), 1)])
def test_word_is_only_missed_when_every_page_was_written(written, told, tmp_path, monkeypatch):
    (tmp_path / "woorden.yaml").write_text("spijbelen: weg\n", encoding="utf-8")
    env = SimpleNamespace(all_docs={"b": 0, "c": 0}, metadata={"b": {}, "c": {}})
    app = SimpleNamespace(srcdir=tmp_path, config=SimpleNamespace(zoekwoorden="woorden.yaml"), env=env)
    heard = []
    monkeypatch.setattr(synonyms, "warn", lambda *said, **_: heard.append(said))
    searching = synonyms.Searching(app)
    for docname in written:
        searching.add(app, new_document(docname), docname)
    searching.report(app, None)
    assert len(heard) == told


@pytest.mark.parametrize("text", ["- a\n", "a: [\n", "a:\n", "a: []\n", "1: b\n", "a: [1]\n"])
def test_wrong_list_is_reported_and_pages_are_made(build, text):
    built = built_with(build, text, warnings=[r"woorden\.yaml:.*WARNING: .* Tip: Schrijf op elke regel"])
    assert (built.outdir / "c.html").is_file()


def test_a_word_that_stands_twice_loses_nothing(build):
    text = "spijbelen: problematische\nboete: protest\nspijbelen: protest\n"
    built_with(build, text, warnings=[r"Het zoekwoord «spijbelen» staat er twee keer \(regel 3\)\."])


def test_list_outside_the_project_is_not_read(build):
    overrides = {"zoekwoorden": "/etc/hostname"}
    build("html", PAGES, confoverrides=overrides, warnings=["De lijst kan niet gelezen worden"])


def test_list_of_this_project_can_be_read():
    assert "spijbelen" in read_synonyms((PROJECT / "docs" / "zoekwoorden.yaml").read_text(encoding="utf-8"))
