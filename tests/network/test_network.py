"""The network: a data file as tables, and what an editor hears about mistakes in it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import jsonschema
import pytest
import yaml
from lxml import html
from tools.projects import PROJECT, Build

_CASES = yaml.safe_load((Path(__file__).parent / "cases" / "fouten.yaml").read_text("utf-8"))
_FILE = PROJECT / "docs" / "netwerk" / "netwerk.yaml"
_SCHEMA = json.loads((_FILE.parent / "schema" / "netwerk.schema.json").read_text("utf-8"))
CONF = """
project = "Proef"
language = "nl"
extensions = ["myst_parser", "facts", "network"]
html_theme = "basic"
netwerk_bestand = "netwerk.yaml"
"""
DATA = """overleg:
  - naam: Overleg & co
    wat: Een overleg.
    bron: een-bron
regio's:
  - naam: Steunpunt
    regio: Hier
    wat: Een steunpunt.
    volgens: actieplan
aanbod:
  - naam: Website
    wat: Een website.
    adres: https://voorbeeld.be/aanbod
    bron: een-bron, punt 3
"""
PAGE = "# Start\n" + "".join(
    f"\n```{{netwerktabel}} {part}\n```\n" for part in ("overleg", "regio’s", "aanbod")
)
SOURCE = """bronnen:
  een-bron:
    titel: Een bron
    kort: Een bron
    uitgever: Iemand
    adres: https://voorbeeld.be/bron
    soort: netwerk
    geraadpleegd: 2026-11-23
"""
REGISTRY = {
    "bronnen.yaml": SOURCE,
    "feiten.yaml": "feiten: {}\n",
    "codes.yaml": "codes: {}\noude-codes: {}\n",
    "betrokkenen.yaml": "betrokkenen: {}\n",
    "na-te-kijken.yaml": "na-te-kijken: {}\n",
}


class _Text(yaml.SafeLoader):
    """Reads every value as text, as the loader does."""


_Text.yaml_implicit_resolvers = {}


def sources(data: str = DATA, page: str = PAGE, **more: str) -> dict[str, str]:
    registry = {f"guidelines/regelgeving/{name}": text for name, text in REGISTRY.items()}
    return {"conf.py": CONF, "index.md": page, "netwerk.yaml": data, **registry, **more}


def errors(data: str) -> list[str]:
    found = jsonschema.Draft202012Validator(_SCHEMA).iter_errors(yaml.load(data, _Text))  # noqa: S506
    return [error.message for error in found]


def test_tables_say_what_the_file_says_and_who_says_so(build: Build) -> None:
    page = html.fromstring(build("html", sources()).read("index.html"))
    meetings, regions, offer = page.iter("table")
    cells = regions.xpath(".//tbody//*[self::td or self::th]")
    assert [" ".join(cell.text_content().split()) for cell in cells] == [
        "Hier", "Steunpunt", "Een steunpunt. (volgens het actieplan)"
    ]  # fmt: skip
    assert "Overleg & co" in meetings.text_content()
    assert "actieplan" not in meetings.text_content()
    assert meetings.xpath(".//a/@href") == ["https://voorbeeld.be/bron"]
    assert offer.xpath(".//a/@href") == ["https://voorbeeld.be/aanbod", "https://voorbeeld.be/bron"]
    assert "punt 3" in offer.text_content()


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case["naam"])
def test_mistake_gives_its_message_and_the_schema_agrees(case: Mapping, build: Build) -> None:
    assert DATA.count(case["oud"]) >= 1
    data = DATA.replace(case["oud"], case["nieuw"], 1)
    said = [rf"netwerk\.yaml:{case['regel']}: .*{case['melding']}.* Tip: "]
    if case["schema"] is None:  # nothing of the file was read
        said.append("wordt nergens gebruikt")
    built = build("html", sources(data), warnings=said)
    assert "Start" in built.read("index.html")
    if case["schema"] is not None:
        assert bool(errors(data)) is case["schema"]


def test_unknown_part_and_missing_file(build: Build) -> None:
    page = PAGE + "\n```{netwerktabel} aanbot\n```\n"
    build("html", sources(page=page), warnings=[r"index\.md:12: .*aanbot.*Bedoel je «aanbod»"])
    for file, message in (
        ("weg.yaml", r"weg\.yaml:1: .*kan niet gelezen"),
        ("../x.yaml", "buiten het project"),
    ):
        said = [message, "wordt nergens gebruikt"]
        built = build("html", sources(), confoverrides={"netwerk_bestand": file}, warnings=said)
        assert "<table" not in built.read("index.html")
    said = [r"index\.md:\d+: .*geen bestand over het netwerk", "wordt nergens gebruikt"]
    build("html", sources(), confoverrides={"netwerk_bestand": ""}, warnings=said)


def test_real_file_follows_its_schema_and_names_nobody() -> None:
    text = _FILE.read_text("utf-8")
    jsonschema.Draft202012Validator.check_schema(_SCHEMA)
    assert errors(text) == []
    assert errors(DATA) == []
    assert "$schema=schema/netwerk.schema.json" in text.splitlines()[0]
    rows = yaml.safe_load(text)
    said = " ".join(str(value) for part in rows.values() for row in part for value in row.values())
    assert "@" not in said
    assert not re.search(r"\d{3}[\d /.]{4,}", said)  # no telephone number


def test_page_shows_every_part_and_says_what_is_not_public() -> None:
    page = (_FILE.parent / "index.md").read_text("utf-8")
    assert all(f"{{netwerktabel}} {part}\n" in page for part in ("overleg", "regio's", "aanbod"))
    assert "is niet openbaar" in page
