"""Nothing outside the project is read, and no page brings the others down."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from editorial_projects import CONF, make_project

MARK = "GEHEIM-BUITEN-HET-PROJECT"
OUTSIDE = [
    "../buiten.txt",
    "../../buiten.txt",
    "/../buiten.txt",
    "C:/Windows/win.ini",
    r"C:\Windows\win.ini",
    "//server/share/x.txt",
    r"\\server\share\x.txt",
    "file:///etc/hostname",
    "%2e%2e/buiten.txt",
    "..%2fbuiten.txt",
    "koppeling.txt",
]
DIRECTIVES = {
    "include": ":::{{include}} {path}\n:::",
    "literalinclude": "```{{literalinclude}} {path}\n```",
    "literalinclude-diff": "```{{literalinclude}} schema.svg\n:diff: {path}\n```",
    "image": "```{{image}} {path}\n:alt: Iets\n```",
    "figure": "```{{figure}} {path}\n:alt: Iets\n:figwidth: image\n\nBijschrift\n```",
    "csv-table": "```{{csv-table}} T\n:file: {path}\n```",
    "csv-table-url": "```{{csv-table}} T\n:url: {path}\n```",
    "raw": "```{{raw}} html\n:file: {path}\n```",
    "download": "{{download}}`{path}`",
    "markdown-image": "![Iets](<{path}>)",
    "rst-include": "```{{eval-rst}}\n.. include:: {path}\n```",
    "rst-image": "```{{eval-rst}}\n.. image:: {path}\n   :alt: Iets\n```",
}


@pytest.fixture(scope="module")
def outside_messages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """Read one project in which every directive names every path outside."""
    from editorial_projects import short

    from publication.build import BuildOptions
    from publication.control import inspect

    base = tmp_path_factory.mktemp("safety")
    (base / "buiten.txt").write_text(MARK)
    pages: dict[str, str | bytes] = {
        f"p-{name}-{number}.md": f"# Titel\n\n{form.format(path=path)}\n\nDe rest staat er nog.\n"
        for name, form in DIRECTIVES.items()
        for number, path in enumerate(OUTSIDE)
    }
    root = make_project(base / "project", pages)
    (root / "koppeling.txt").symlink_to(base / "buiten.txt")
    diagnoses, _ = inspect(BuildOptions(root))
    return root, [f"{d.path} {d.rule} {short(d)}" for d in diagnoses]


@pytest.mark.parametrize("number", range(len(OUTSIDE)), ids=OUTSIDE)
@pytest.mark.parametrize("name", DIRECTIVES)
def test_path_outside_is_refused_with_one_message(
    outside_messages: tuple[Path, list[str]], name: str, number: int
) -> None:
    about = [m for m in outside_messages[1] if m.startswith(f"p-{name}-{number}.md ")]
    if name in {"download", "rst-image", "markdown-image"} and "\\" in OUTSIDE[number]:
        # A backslash escapes in text, so that the name is another one, which is not found.
        assert len(about) == 1
        return
    assert len(about) == 1, about
    if name == "markdown-image" and OUTSIDE[number].startswith("file:"):
        assert "is een plek op je eigen computer" in about[0]
        return
    assert " buiten-project regel " in about[0]
    assert "regel 0" not in about[0]
    assert "ligt buiten het project en wordt niet gelezen" in about[0]


def test_plain_sphinx_build_publishes_nothing_from_outside(tmp_path: Path) -> None:
    (tmp_path / "buiten.txt").write_text(MARK)
    body = "\n\n".join(form.format(path="../buiten.txt") for form in DIRECTIVES.values())
    root = make_project(tmp_path / "project", {"p.md": f"# Titel\n\n{body}\n\nDe rest staat er nog.\n"})
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-D", "html_theme=basic", str(root), str(out)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("ligt buiten het project") == len(DIRECTIVES)
    published = "".join(p.read_text("utf-8", "replace") for p in out.rglob("*") if p.is_file())
    assert "De rest staat er nog." in published
    assert MARK not in published


def test_page_that_is_a_link_to_outside(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    root = project({"goed.md": "# Goed\n"})
    (root.parent / "elders.md").write_text("# Elders\n")
    (root / "koppeling.md").symlink_to(root.parent / "elders.md")
    assert messages(root) == [
        (
            "koppeling.md: regel 1: Deze pagina is een koppeling naar een bestand buiten het project. "
            "| Zet het bestand zelf hier."
        )
    ]


def test_honest_files_are_read(project: Callable[..., Path], messages: Callable[..., list[str]]) -> None:
    root = project(
        {
            "a/p.md": "# Titel\n\n:::{include} ../_deel/stuk.md\n:::\n\n:::{include} /_deel/stuk.md\n:::\n\n"
            "```{figure} ../schema.svg\n:alt: Schema\n```\n\n"
            "```{csv-table} T\n:file: ../_deel/t.csv\n```\n\n{download}`../schema.svg`\n",
            "_deel/stuk.md": "Een stuk tekst.\n",
            "_deel/t.csv": "a,b\n1,2\n",
            "index.md": "# Start\n\n```{toctree}\na/p\n```\n",
        }
    )
    assert messages(root) == []


def test_pages_that_include_themselves(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    root = project(
        {
            "zelf.md": "# Titel\n\nTekst\n\n```{include} zelf.md\n```\n",
            "een.md": "# Een\n\n```{include} _twee.md\n```\n",
            "_twee.md": "Twee\n\n```{include} _drie.md\n```\n",
            "_drie.md": "Drie\n\n```{include} _twee.md\n```\n",
            "goed.md": "# Goed\n",
        }
    )
    assert messages(root) == [
        (
            "_drie.md: regel 3: «_twee.md» voegt zichzelf in, in een kring. "
            "| Wis deze {include}, of voeg een ander bestand in."
        ),
        (
            "zelf.md: regel 5: Deze pagina voegt zichzelf in. "
            "| Wis deze {include}, of voeg een ander bestand in."
        ),
    ]


@pytest.mark.parametrize("depth", [25, 200, 900])
@pytest.mark.parametrize("character", [":", "`"])
def test_deep_nesting(
    project: Callable[..., Path], messages: Callable[..., list[str]], depth: int, character: str
) -> None:
    opening = "".join(f"{character * (depth - i + 3)}{{note}}\n" for i in range(depth))
    closing = "".join(f"{character * (i + 4)}\n" for i in range(depth))
    found = messages(project({"diep.md": f"# Diep\n\n{opening}Tekst\n{closing}\nSlot\n"}))
    assert found == [
        (
            "diep.md: regel 23: Er staan meer dan 20 blokken in elkaar. "
            "| Sluit blokken af, of maak er aparte stukken van."
        )
    ]


def test_nesting_up_to_the_limit_is_read(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    opening = "".join(f"{':' * (20 - i + 3)}{{note}}\n" for i in range(20))
    closing = "".join(f"{':' * (i + 4)}\n" for i in range(20))
    assert messages(project({"diep.md": f"# Diep\n\n{opening}Tekst\n{closing}"})) == []


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            "# Titel\n\nTwee\n\nBeëindigd\n".encode("latin-1"),
            "regel 5: Het bestand is niet als UTF-8 bewaard.",
        ),
        ("# Titel\n".encode("utf-16"), "regel 1: Het bestand is niet als UTF-8 bewaard."),
        (b"\x89PNG\x00\x01", "regel 1: Dit is geen tekstbestand."),
    ],
    ids=["latin-1", "utf-16", "binary"],
)
def test_unreadable_page_leaves_the_others_alone(
    project: Callable[..., Path], messages: Callable[..., list[str]], data: bytes, expected: str
) -> None:
    found = messages(project({"goed.md": "# Goed\n\n{ref}`nergens`\n", "stuk.md": data}))
    assert [m.split(" | ")[0] for m in found] == [
        "goed.md: regel 3: Er is geen plaats met de naam «nergens».",
        f"stuk.md: {expected}",
    ]


def test_utf8_with_byte_order_mark_is_fine(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    assert messages(project({"bom.md": "\ufeff# Titel\n\nTekst\n"})) == []


def test_unreadable_start_page(project: Callable[..., Path], messages: Callable[..., list[str]]) -> None:
    found = messages(project({"index.md": "# Début\n".encode("latin-1")}))
    assert [m.split(" | ")[0] for m in found] == [
        ": regel 0: De startpagina index.md ontbreekt of is onleesbaar.",
        "index.md: regel 1: Het bestand is niet als UTF-8 bewaard.",
    ]


def test_start_document_that_is_missing(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    conf = CONF + 'typst_documents = [\n    {"startdoc": "weg/index", "name": "weg"},\n]\n'
    conf = conf.replace('"editorial"', '"typst_pdf", "editorial"')
    assert messages(project({"conf.py": conf, "p.md": "# P\n"})) == [
        (
            "conf.py: regel 11: De publicatie «weg» begint met de pagina «weg/index», maar die is er niet. "
            "| Verbeter «startdoc» in conf.py, of zet de pagina terug."
        )
    ]


def test_publication_in_the_wrong_brackets(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    conf = CONF + 'typst_documents = [({"startdoc": "index", "name": "p", "title": "P"},)]\n'
    conf = conf.replace('"editorial"', '"typst_pdf", "editorial"')
    assert messages(project({"conf.py": conf, "p.md": "# P\n"})) == [
        (
            "conf.py: regel 0: Stuk 1 van typst_documents is geen publicatie. "
            "| Elk stuk begint met { en eindigt met }, met een komma erachter; zet er geen haakjes rond."
        )
    ]


def test_page_in_no_table_of_contents(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    root = project(
        {"index.md": "# Start\n", "los.md": "# Los\n", "mag.md": "---\norphan: true\n---\n\n# Mag\n"}
    )
    assert messages(root) == [
        (
            "los.md: regel 0: Deze pagina staat in geen enkele inhoudstafel en is dus onvindbaar. "
            "| Zet de bestandsnaam, zonder .md, in een {toctree}: meestal die van index.md in dezelfde map."
        )
    ]


def test_node_without_form(tmp_path: Path) -> None:
    conf = CONF.replace('"editorial"', '"node_without_form", "editorial"')
    page = "# Titel\n\n:::{vreemd}\nDe tekst blijft.\n:::\n"
    root = make_project(tmp_path / "project", {"conf.py": conf, "p.md": page})
    from publication.engine import Engine

    engine = Engine(root, tmp_path / "d", overrides={"html_theme": "basic"}, workers=1, log=tmp_path / "log")
    engine.run("html", tmp_path / "out", work=lambda app: app.build(force_all=True))
    (diagnosis,) = engine.diagnoses()
    assert (diagnosis.path, diagnosis.line, diagnosis.rule) == ("p.md", 3, "onbekend-onderdeel")
    assert "De tekst blijft." in (tmp_path / "out" / "p.html").read_text("utf-8")


def test_messages_are_the_same_for_every_number_of_workers(
    project: Callable[..., Path], messages: Callable[..., list[str]]
) -> None:
    root = project(
        {
            f"p{n}.md": f"# P{n}\n\n{{ref}}`weg{n}`\n\n![](schema.svg)\n\n:::{{niets}}\n:::\n"
            for n in range(12)
        }
    )
    assert messages(root) == messages(root, workers=2)
    assert len(messages(root)) == 36
