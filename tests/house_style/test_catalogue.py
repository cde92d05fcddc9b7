"""The Dutch texts themselves; what a reader sees of them is in test_labels.py and test_browser.py."""

import json
import re
import subprocess
import sys

from babel.messages.pofile import read_po
from tools.projects import write_sources

from house_style.catalogue import LOCALE, PO_FILE, load_catalogue


def entries():
    with PO_FILE.open("rb") as source:
        return [message for message in read_po(source, locale="nl") if message.id]


def test_every_text_is_translated_and_kept_whole():
    for message in entries():
        assert message.string, message.id
        placeholders = set(re.findall(r"%\(\w+\)s|%[sd]", message.string))
        assert placeholders <= set(re.findall(r"%\(\w+\)s|%[sd]", message.id)), message.id


def test_catalogue_is_compiled_in_memory():
    texts = load_catalogue()
    assert texts.gettext("Back to top") == "Naar boven"
    assert texts.gettext("Warning") == "Opgelet"
    assert not list(PO_FILE.parent.rglob("*.mo"))


def test_our_texts_come_before_those_of_sphinx(build):
    built = build("html", {"index.md": "# Proef\n\n:::{note}\nTekst\n:::\n"})
    assert "Weetje</p>" in built.read("index.html")
    assert "Notitie" not in built.read("index.html")


def test_texts_that_sphinx_asks_for_while_it_is_imported(tmp_path):
    """In a process of its own: this one has imported them before there was a project."""
    write_sources({"index.md": "# Proef\n\n:::{versionremoved} 1.1\n:::\n"}, tmp_path / "src")
    command = [sys.executable, "-m", "sphinx", "-b", "html", str(tmp_path / "src"), str(tmp_path / "out")]
    subprocess.run(command, check=True, capture_output=True)
    assert "Weggelaten in versie 1.1" in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_version_texts_follow_the_language(build):
    pages = {"index.md": "# Proef\n\n:::{versionadded} 1.1\n:::\n"}
    assert "Nieuw in versie 1.1" in build("html", pages).read("index.html")
    assert "Added in version 1.1" in build("html", pages, confoverrides={"language": "en"}).read("index.html")
    assert "Nieuw in versie 1.1" in build("html", pages).read("index.html")


def test_script_texts_have_a_plural_that_is_an_index():
    source = (LOCALE / "nl" / "LC_MESSAGES" / "sphinx.js").read_text(encoding="utf-8")
    messages = json.loads(re.search(r"TRANSLATIONS, (\{.*\})\)", source, re.DOTALL)[1])
    # The stock expression gives a truth value, and a list has no element `true`.
    assert "PLURAL_EXPR = (n) => Number(n !== 1)" in source
    assert "addTranslations(" not in source
    assert all(messages.values())


def test_another_language_keeps_its_own_texts(build):
    built = build("html", {"index.md": "# Sample\n\nText.\n"}, confoverrides={"language": "en"})
    assert "Skip to main content" in built.read("index.html")
