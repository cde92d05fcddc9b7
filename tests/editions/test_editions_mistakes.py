"""What an editor of an edition gets to read: the file, the line, the cause and the repair."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from edition_projects import PNG, edition_project
from publication_projects import leerrecht, published

from editions.reading import read_edition

Project = Callable[..., Path]
HEAD = "naam: CLB De Fout\nstreek: Zuid\n"
FILE = "gids/edities/fout.yaml"

CASES = {
    case["name"]: case
    for case in tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text("utf-8"))["case"]
}


def file_of(name: str) -> str:
    return f"gids/edities/fout-{name.replace(' ', '-')}.yaml"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said when all editions are built, of which each has one of the mistakes.

    What is wrong in a file is told before any edition is read; what is wrong in its texts, only without that.
    """
    files = {file_of(name): HEAD + case["below"] for name, case in CASES.items()}
    root = edition_project(tmp_path_factory.mktemp("fouten") / "project", files)
    texts = []
    for _ in ("files", "texts"):
        code, text = leerrecht(root, "bouw", "--editie", "alle")
        assert code == 1
        assert "Traceback" not in text
        assert not published(root).exists()
        texts.append(text)
        for file in files:
            if f"{file}, " in text:
                (root / file).unlink()
    return "".join(texts)


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_on_its_line(said: str, name: str) -> None:
    case, file = CASES[name], file_of(name)
    lines = said.splitlines()
    found = [at for at, line in enumerate(lines) if line.startswith(f"{file}, ")]
    told = [" ".join(" ".join(lines[at : at + 3]).split()) for at in found]
    assert [one for one in told if one.startswith(f"{file}, regel {case['line']}:")] == told, said
    assert [case["cause"] in one and case["repair"] in one for one in told] == [True], told


def test_a_file_that_is_no_data(project: Project) -> None:
    code, text = leerrecht(project({FILE: "naam: [\n"}), "controle")
    assert code == 1
    assert FILE in text


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("# Contact\n\n:::{lokaal} politie\nx\n:::\n\n:::{lokaal} politie\ny\n:::\n", "bestaat al"),
        ("# Contact\n\n:::{lokaal} Politie!\nx\n:::\n", "is geen goede naam"),
        ("# Contact\n\n:::{lokaal} politie\n{bdg-dark}`PLICHT` Meld.\n:::\n", "staat een PLICHT"),
        ("# Contact\n\n```{clb-gegevens} mial\n```\n\n:::{lokaal} politie\nx\n:::\n", "Bedoel je «mail»?"),
    ],
)
def test_a_mistake_in_the_source(project: Project, source: str, cause: str) -> None:
    root = project({"gids/contact.md": source, "gids/edities/haven.yaml": "", "gids/edities/brug.yaml": ""})
    code, text = leerrecht(root, "controle")
    assert code == 1
    assert cause in text
    assert "gids/contact.md, regel" in text


HOSTILE = '<script>alert(1)</script>"#eval("x")\\{% raw %}'


def test_every_field_is_text_and_nothing_else(project: Project) -> None:
    quoted = HOSTILE.replace("'", "''")
    fields = "".join(f"  {key}: '{quoted}'\n" for key in ("adres", "telefoon", "bereikbaar"))
    root = project({FILE: f"naam: '{quoted}'\nstreek: '{quoted}'\ncontact:\n{fields}"})
    code, text = leerrecht(root, "bouw", "--editie", "fout")
    assert code == 0, text
    for page in (published(root) / "edities" / "fout").glob("*.html"):
        content = page.read_text("utf-8")
        assert "<script>alert" not in content
    assert "&lt;script&gt;alert(1)" in (published(root) / "edities/fout/contact.html").read_text("utf-8")


def test_a_logo_must_be_what_its_name_says(project: Project) -> None:
    root = project({FILE: HEAD + "logo: vals.png\n"})
    file = root / "gids/edities/vals.png"
    file.write_bytes(b"<html>")
    assert [p.cause for p in read_edition(root, root / FILE)[1]] == [
        "Het logo «vals.png» is geen echt beeld."
    ]
    file.write_bytes(PNG)
    edition, problems = read_edition(root, root / FILE)
    assert problems == ()
    assert edition is not None
    assert edition.logo == "gids/edities/vals.png"


def test_the_check_reads_local_texts_too(project: Project) -> None:
    below = CASES["role that is not there"]["below"]
    root = project({FILE: HEAD + below})
    assert leerrecht(root, "controle")[0] == 0
    code, text = leerrecht(root, "controle", "--editie", "alle")
    assert code == 1
    assert f"{FILE}, regel 8:" in text


def test_local_texts_are_spelled_on_their_own_line(project: Project) -> None:
    below = "teksten:\n  politie:\n    tekst: |\n      Eerste regel.\n\n      We bellen de shool.\n"
    code, text = leerrecht(project({FILE: HEAD + below}), "controle")
    assert code == 0
    assert f"{FILE}, regel 8 (opmerking): «shool» staat niet in het woordenboek." in text


LIMITS = '["gids"]\nnaam = "Gids"\nlangste-zin = 6\ngemiddelde-zin = 4\nflesch-douma = 100\n'


def test_local_texts_keep_to_the_limits_of_their_publication(project: Project) -> None:
    short = "Bel het CLB. Wacht niet. Vraag het. Schrijf het op."
    long = "Wie het eerst een verontrustende onderwijssituatie opmerkt, belt."
    below = f"teksten:\n  politie:\n    wijze: vul-aan\n    tekst: |\n      {short}\n\n      {long}\n"
    root = project({FILE: HEAD + below, "docs/leesbaarheid.toml": LIMITS})
    assert f"{FILE}, regel" not in leerrecht(root, "controle")[1]
    code, text = leerrecht(root, "controle", "--editie", "fout")
    told = " ".join(text.split())
    assert code == 0
    start = "De zin «Wie het eerst een verontrustende onderwijssituatie …» telt 8 woorden; Gids: hoogstens 6."
    assert f"{FILE}, regel 9 (opmerking): {start}" in told
    assert f"{FILE}, regel 1 (opmerking): De eigen tekst van deze editie leest moeilijk:" in told
    assert "regel 8 (opmerking)" not in told
    counted = next(line for line in text.splitlines() if line.startswith("Geen fouten, "))
    code, text = leerrecht(root, "bouw", "--editie", "fout")
    assert code == 0
    assert counted in text
    assert "over de taal: bekijk ze met leerrecht controle --editie fout.\n" in text
    assert "Wie het eerst" not in text


def test_limits_do_not_count_the_text_that_is_for_everyone(project: Project) -> None:
    block = ":::{lokaal} politie\nx\n:::\n"
    page = f"# Contact\n\nDeze zin van iedereen is lang genoeg om te lang te zijn.\n\n{block}"
    below = "teksten:\n  politie:\n    tekst: |\n      We bellen.\n"
    changes = {"gids/contact.md": page, FILE: HEAD + below, "docs/leesbaarheid.toml": LIMITS}
    root = project({**changes, "gids/edities/haven.yaml": "", "gids/edities/brug.yaml": ""})
    assert leerrecht(root, "controle", "--editie", "fout")[1].count("De zin «Deze zin van iedereen is") == 1
