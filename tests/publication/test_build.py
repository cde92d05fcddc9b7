"""`leerrecht bouw`: what it makes, what it says, and what it leaves alone."""

import errno
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from filelock import FileLock
from publication_projects import CONF, leerrecht, leerrecht_process, leftovers, published, tree

import publication.build
import publication.produce

BROKEN = "# Woorden\n\nZie {ref}`nergens`.\n"


def test_first_build(project: Callable[..., Path]) -> None:
    root = project()
    code, text = leerrecht(root, "bouw")
    assert code == 0, text
    assert text.splitlines()[-4:] == [
        "Geen fouten, geen opmerkingen in 3 bestanden.",
        "Site:      _build/publicatie/site/index.html",
        "PDF's:     _build/publicatie/pdf/",
        "Overzicht: _build/publicatie/manifest.json",
    ]
    assert "\x1b" not in text
    assert sorted(p.name for p in (root / "_build").iterdir() if not p.name.endswith(".lock")) == [
        "gekende-woorden.txt",
        "publicatie",
    ]
    assert sorted(p.name for p in published(root).iterdir()) == ["manifest.json", "pdf", "site"]
    assert [p.name for p in (published(root) / "pdf").iterdir()] == ["gids.pdf"]
    assert not list(published(root).rglob("*.doctree"))
    assert not list(published(root).rglob(".buildinfo"))


def test_manifest(once_built: Path) -> None:
    manifest = json.loads((published(once_built) / "manifest.json").read_text("utf-8"))
    files = {entry["path"]: entry for entry in manifest["files"]}
    on_disk = tree(published(once_built))
    del on_disk["manifest.json"]
    assert {path: entry["sha256"] for path, entry in files.items()} == on_disk
    assert list(files) == sorted(files)
    assert files["site/gids/index.html"]["title"] == "Gids"
    assert files["site/gids/index.html"]["language"] == "nl"
    assert files["pdf/gids.pdf"]["title"] == "Gids"
    assert "title" not in files["site/searchindex.js"]
    assert all(
        entry["bytes"] == (published(once_built) / path).stat().st_size for path, entry in files.items()
    )
    assert (manifest["schooljaar"], manifest["publisher"], manifest["version"]) == (
        "2026-2027",
        "Proefnet",
        "0.1",
    )
    assert manifest["date"] == "2026-09-01"


def test_options_reach_every_output(project: Callable[..., Path]) -> None:
    root = project()
    code, text = leerrecht(root, "bouw", "--schooljaar", "2030-2031", "--adres", "https://voorbeeld.be/")
    assert code == 0, text
    manifest = json.loads((published(root) / "manifest.json").read_text("utf-8"))
    assert (manifest["schooljaar"], manifest["address"]) == ("2030-2031", "https://voorbeeld.be/")
    assert manifest["date"] == "2030-09-01"
    assert "https://voorbeeld.be/gids/index.html" in (published(root) / "site/gids/index.html").read_text(
        "utf-8"
    )
    with pikepdf.open(published(root) / "pdf/gids.pdf") as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20300901")


def test_nothing_changed(built: Path) -> None:
    code, text = leerrecht(built, "bouw")
    assert code == 0
    assert text.splitlines()[0] == "Niets gewijzigd sinds de vorige publicatie."
    assert len(text.splitlines()) == 4


def test_nothing_changed_does_not_wait_for_sphinx(built: Path) -> None:
    script = (
        "import sys; from publication.__main__ import main; "
        "code = main(['bouw']); print(code, 'sphinx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=built, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[0].startswith("Niets gewijzigd")
    assert done.stdout.splitlines()[-1] == "0 False"


@pytest.mark.parametrize(
    "damage", ["source", "new source", "published file", "missing file", "extra file", "again"]
)
def test_anything_else_is_built_again(built: Path, damage: str) -> None:
    before = tree(published(built))
    site = published(built) / "site"
    arguments = []
    match damage:
        case "source":
            (built / "gids/index.md").write_text("# Gids\n\n(stap)=\n## Anders\n", encoding="utf-8")
        case "new source":
            (built / "data.csv").write_text("a,b\n", encoding="utf-8")
        case "published file":
            (site / "index.html").write_text("kapot", encoding="utf-8")
        case "missing file":
            (site / "woorden.html").unlink()
        case "extra file":
            (site / "oud.html").write_text("oud", encoding="utf-8")
        case "again":
            arguments = ["--opnieuw"]
    code, text = leerrecht(built, "bouw", *arguments)
    assert code == 0, text
    assert "Niets gewijzigd" not in text
    after = tree(published(built))
    if damage == "source":
        assert after["site/gids/index.html"] != before["site/gids/index.html"]
    else:
        del after["manifest.json"], before["manifest.json"]
        assert after == before


def test_removed_page_does_not_stay(built: Path) -> None:
    (built / "woorden.md").unlink()
    (built / "index.md").write_text("# Start\n\n```{toctree}\ngids/index\n```\n", encoding="utf-8")
    code, text = leerrecht(built, "bouw")
    assert code == 0, text
    assert not (published(built) / "site/woorden.html").exists()


def test_fault_keeps_the_old_publication(built: Path) -> None:
    before = tree(published(built))
    (built / "woorden.md").write_text(BROKEN, encoding="utf-8")
    code, text = leerrecht(built, "bouw")
    assert code == 1
    assert "woorden.md, regel 3: Er is geen plaats met de naam «nergens»." in text
    assert text.splitlines()[-2:] == [
        "1 fout, geen opmerkingen in 3 bestanden. Fouten moet je oplossen voor publicatie.",
        "Er is niets gepubliceerd. De vorige publicatie blijft staan.",
    ]
    assert tree(published(built)) == before
    assert leftovers(built) == []


def test_remark_does_not_stop_publishing(built: Path) -> None:
    (built / "woorden.md").write_text("# Woorden\n\n- punt.\nZin erna.\n", encoding="utf-8")
    code, text = leerrecht(built, "bouw")
    assert code == 0, text
    assert "woorden.md, regel 4 (opmerking): " in text


LIMITS = '["gids"]\nnaam = "Gids"\nlangste-zin = 6\ngemiddelde-zin = 4\nflesch-douma = 100\n'
LONG = """\
# Gids

Deze zin telt wel veel meer dan zes woorden.

(stap)=
## Een shool

- punt.
Zin erna.
"""


def test_build_counts_the_remarks_on_language_and_check_gives_them(built: Path) -> None:
    (built / "docs/leesbaarheid.toml").write_text(LIMITS, encoding="utf-8")
    (built / "gids/index.md").write_text(LONG, encoding="utf-8")
    code, text = leerrecht(built, "bouw")
    assert code == 0, text
    assert "gids/index.md, regel 9 (opmerking): " in text
    assert "shool" not in text
    assert text.splitlines()[-5:-3] == [
        "Geen fouten, 3 opmerkingen in 3 bestanden.",
        "Daarvan 2 over de taal: bekijk ze met leerrecht controle.",
    ]
    code, text = leerrecht(built, "controle")
    assert code == 0
    assert "gids/index.md, regel 3 (opmerking): De zin «Deze zin telt wel veel meer …» telt 9" in text
    assert "gids/index.md, regel 6 (opmerking): «shool» staat niet in het woordenboek." in text
    assert text.endswith("\nGeen fouten, 3 opmerkingen in 3 bestanden.\n")


def test_a_fault_in_the_limits_stops_the_build_as_it_does_the_check(built: Path) -> None:
    (built / "docs/leesbaarheid.toml").write_text("[gids\n", encoding="utf-8")
    told = "docs/leesbaarheid.toml, regel 1: Deze regel is niet te lezen."
    for command in ("controle", "bouw"):
        code, text = leerrecht(built, command)
        assert code == 1
        assert told in text


def test_fault_of_the_pdf_builder_stops_publishing(project: Callable[..., Path]) -> None:
    root = project({"conf.py": CONF.replace('"startdoc": "gids/index"', '"startdoc": "gids/weg"')})
    code, text = leerrecht(root, "bouw")
    assert code == 1
    assert text.count("maar die is er niet.") == 1
    assert text.count("fout,") == 1
    assert not published(root).exists()


def test_crash_gives_one_sentence_and_a_log(built: Path) -> None:
    before = tree(published(built))
    conf = CONF.replace(
        "def setup(app):\n",
        'def boem(app, name, text):\n    if name == "woorden":\n        raise ZeroDivisionError("boem")\n'
        'def setup(app):\n    app.connect("source-read", boem)\n',
    )
    (built / "conf.py").write_text(conf, encoding="utf-8")
    code, text = leerrecht(built, "bouw")
    assert code == 1
    assert "woorden.md: Er ging iets onverwachts mis bij het verwerken van woorden.md." in text
    assert "Traceback" not in text
    assert "boem" not in text
    assert "ZeroDivisionError" in (built / "_build/leerrecht-fout.log").read_text("utf-8")
    assert tree(published(built)) == before


@pytest.mark.parametrize(
    "conf", ["project = (\n", "raise SystemExit(3)\n", "extensions = ['bestaat_niet']\n", "1 / 0\n"]
)
def test_broken_settings(project: Callable[..., Path], conf: str) -> None:
    code, text = leerrecht(project({"conf.py": conf}), "bouw")
    assert code == 1
    assert "conf.py" in text
    assert "Traceback" not in text
    assert "Technische melding" not in text


def test_second_build_at_the_same_time(built: Path) -> None:
    before = tree(published(built))
    with FileLock(built / "_build/.leerrecht.lock"):
        code, text = leerrecht(built, "bouw", "--opnieuw")
    assert code == 3
    assert (
        text
        == "Er loopt al een andere bouw van deze publicatie. Wacht tot die klaar is en probeer opnieuw.\n"
    )
    assert tree(published(built)) == before


@pytest.mark.parametrize("step", ["_gather", "_write_manifest", "faults"])
@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "De schijf is vol"), (errno.EACCES, "Geen toegang bij «x.html»")]
)
def test_disk_fault_keeps_the_old_publication(
    built: Path, monkeypatch: pytest.MonkeyPatch, step: str, number: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, "mislukt", "map/x.html")

    monkeypatch.setattr(publication.produce, step, fail)
    before = tree(published(built))
    code, text = leerrecht(built, "bouw", "--opnieuw")
    assert code == 1
    assert words in text
    assert "Traceback" not in text
    assert tree(published(built)) == before
    assert leftovers(built) == []


def test_disk_full_while_sphinx_writes(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from sphinx.builders.html import StandaloneHTMLBuilder

    def fail(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "mislukt", "woorden.html")

    monkeypatch.setattr(StandaloneHTMLBuilder, "write_doc", fail)
    before = tree(published(built))
    code, text = leerrecht(built, "bouw", "--opnieuw")
    assert code == 1
    assert "De schijf is vol bij «woorden.html»." in text
    assert tree(published(built)) == before


def test_swap_that_fails_keeps_the_old_publication(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(errno.EACCES, "mislukt", "publicatie")

    monkeypatch.setattr(publication.build, "put_in_place", fail)
    before = tree(published(built))
    code, text = leerrecht(built, "bouw", "--opnieuw")
    assert code == 1
    assert "Geen toegang bij «publicatie»." in text
    assert tree(published(built)) == before
    assert leftovers(built) == []


def test_sources_are_read_once(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[list[str]] = []
    monkeypatch.setattr(publication.produce, "_second_readings", lambda names: read.append(list(names)) or [])
    assert leerrecht(built, "bouw", "--opnieuw")[0] == 0
    assert read == [["gids/index", "index", "woorden"]]
    monkeypatch.undo()
    assert publication.produce._second_readings(["a", "b", "a"]) == [
        "De pagina «a» werd meer dan één keer gelezen."
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["bouw", "--schooljaar", "2026"], "«2026» is geen schooljaar. Schrijf het als 2026-2027"),
        (["bouw", "--schooljaar", "2026-2028"], "«2026-2028» is geen schooljaar."),
        (["bouw", "--werkers", "nul"], "«nul» is geen aantal van 1 tot 64"),
        (["bouw", "--adres", "javascript:x"], "is geen webadres"),
        (["voorbeeld", "--poort", "99999999"], "is geen poort"),
        (["maak"], "De opdracht «maak» bestaat niet; kies uit bouw, controle"),
        ([], "er ontbreekt iets"),
    ],
)
def test_wrong_use(
    once_built: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = leerrecht(once_built, *arguments)
    text = capsys.readouterr().err
    assert code == 2
    assert words.lower() in text.lower()
    assert "error" not in text


def test_help_is_dutch(once_built: Path) -> None:
    for verb in ([], ["bouw"], ["controle"], ["voorbeeld"], ["klaarzetten"]):
        code, text = leerrecht(once_built, *verb, "--help")
        assert code == 0
        assert "gebruik: leerrecht" in text
        assert not {"usage", "options", "show", "exit", "arguments"} & set(text.replace(":", " ").split())


def test_outside_a_project(tmp_path: Path) -> None:
    assert leerrecht(tmp_path, "bouw") == (2, "Hier is geen publicatie: ga eerst naar de map met conf.py.\n")


def test_wrong_school_year_in_the_settings(project: Callable[..., Path]) -> None:
    code, text = leerrecht(project({"conf.py": CONF + 'schooljaar = "26-27"\n'}), "bouw")
    assert code == 2
    assert text.startswith("«26-27» is geen schooljaar.")


def test_control(built: Path) -> None:
    code, text = leerrecht(built, "controle")
    assert code == 0
    assert text.startswith("Leesbaarheid ")
    assert text.endswith("\nGeen fouten, geen opmerkingen in 3 bestanden.\n")
    assert "  gids/index.md " not in text
    assert "  gids/index.md " in leerrecht(built, "controle", "--leesbaarheid")[1]
    (built / "woorden.md").write_text("# Woorden\n\n- punt.\nZin erna.\n", encoding="utf-8")
    assert leerrecht(built, "controle")[0] == 0
    (built / "woorden.md").write_text(BROKEN, encoding="utf-8")
    code, text = leerrecht(built, "controle", "--technisch")
    assert code == 1
    assert "    [undefined label: 'nergens' [ref.ref]]" in text


def test_terminal_that_knows_no_dutch_quotes(built: Path) -> None:
    (built / "woorden.md").write_text(BROKEN, encoding="utf-8")
    done = leerrecht_process(built, "controle", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 1
    assert "?nergens?" in done.stdout
    assert done.stderr == ""


def test_text_in_conf(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('a = b = "x"\nschooljaar = "2026-2027"\nc = 1\n')
    assert [publication.conf.text_in_conf(tmp_path, name) for name in ("schooljaar", "b", "c", "d")] == [
        "2026-2027",
        "x",
        "",
        "",
    ]
    (tmp_path / "conf.py").write_text("schooljaar = (")
    assert publication.conf.text_in_conf(tmp_path, "schooljaar") == ""
