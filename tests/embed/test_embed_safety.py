"""Texts that try to be more than text, in each place of a page, of oEmbed and of the codes to copy."""

import json
from collections import Counter
from types import SimpleNamespace

from docutils import nodes
from lxml import html
from tools import hostile

from embed.directive import codes
from embed.finishing import Page
from embed.oembed import discovery_link, oembed_json
from embed.parts import with_links_to_page
from embed.snippets import frame_code, link_code, script_code

ROOT = "https://leerrecht.example/embed/"


def config(text: str = "Proef") -> SimpleNamespace:
    return SimpleNamespace(
        project=text,
        html_baseurl="https://leerrecht.example/site",
        embed_adres="",
        embed_pages=[],
        root_doc="index",
    )


def page(text: str) -> Page:
    return Page("map/pagina.html", "map/pagina", text, part=False, height=900, narrow=1200)


def elements(markup: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return every element of a piece of HTML with the names of its attributes."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    return [(str(each.tag), tuple(sorted(each.attrib))) for each in tree.iter()]


def test_there_are_enough_of_them():
    assert len(hostile.strings()) >= 500


def test_codes_have_no_more_elements_than_they_should():
    plain = [elements(code) for code in (link_code(ROOT, "x"), frame_code(ROOT, "x", 900), script_code(ROOT))]
    for text in hostile.strings():
        address = f"{ROOT}{text}"
        found = [link_code(address, text), frame_code(address, text, 900), script_code(address)]
        assert [elements(code) for code in found] == plain, text


def test_oembed_stays_one_answer():
    usual = json.loads(oembed_json(page("Titel"), ROOT, config()))
    for text in hostile.strings():
        raw = oembed_json(page(text), ROOT, config(text))
        assert not set(raw) & set("<>\u2028\u2029"), text
        answer = json.loads(raw)
        assert answer.keys() == usual.keys()
        assert elements(answer["html"]) == elements(usual["html"]), text
        link = discovery_link(config(), "map/pagina.html", text)
        assert elements(link) == elements(discovery_link(config(), "map/pagina.html", "x")), text


def test_codes_on_the_page_are_text():
    for text in hostile.strings("html"):
        settings = config()
        settings.embed_pages = [page(text).as_setting()]
        env = SimpleNamespace(toctree_includes={"index": ["map/pagina"]})
        made = codes(SimpleNamespace(config=settings, env=env))
        kinds = Counter(type(node).__name__ for part in made for node in part.findall(nodes.Element))
        link = {"bullet_list": 1, "list_item": 1, "reference": 1}
        assert kinds == {"container": 1, "rubric": 1, "paragraph": 5, "literal_block": 3, **link}, text


def test_data_of_a_part_stays_data():
    for text in hostile.strings():
        data = json.dumps({"page": "#elders", "words": text}).replace("<", "\\u003c")
        moved, _ = with_links_to_page(
            f'<p><script type="application/json">{data}</script></p>', "pagina.html"
        )
        assert elements(moved) == [("div", ()), ("p", ()), ("script", ("type",))], text
        held = html.fragment_fromstring(moved, create_parent="div").findtext(".//script")
        assert json.loads(held)["page"] == "pagina.html#elders"


def test_titles_reach_the_page_as_text(build):
    texts = [text for text in hostile.strings("html") if "\n" not in text and "`" not in text][:40]
    listed = "\n".join(f"s{number}" for number in range(len(texts)))
    sources = {
        "index.md": f"# Begin\n\n```{{toctree}}\n{listed}\n```\n",
        **{
            f"s{number}.rst": f"{_escaped(text)}\n{'=' * 400}\n\nTekst.\n"
            for number, text in enumerate(texts)
        },
    }
    extensions = ["myst_parser", "sphinx_design", "house_style", "embed"]
    overrides = {
        "extensions": extensions,
        "author": "<b>Auteur</b>",
        "html_baseurl": "https://leerrecht.example/site",
    }
    built = build("embed", sources, confoverrides=overrides)
    shape = None
    for number, text in enumerate(texts):
        tree = html.document_fromstring((built.outdir / f"s{number}.html").read_bytes())
        assert tree.get("data-titel"), text
        found = Counter(str(each.tag) for each in tree.iter())
        found["a"] = 0  # the first and the last page have one less
        shape = shape or found
        assert found == shape, text


def _escaped(text: str) -> str:
    return "".join(
        f"\\{character}" if not character.isalnum() and character != " " else character for character in text
    )
