"""The whole check on a small project: messages with their line, and the table."""

from pathlib import Path

import pytest
from editorial_projects import make_project, short

from editorial.language.check import LanguageCheck
from editorial.language.table import table
from publication.build import BuildOptions
from publication.control import inspect

LIMITS = '["b"]\nnaam = "Brochure"\nlangste-zin = 8\ngemiddelde-zin = 4\nflesch-douma = 90\n'
SHORTER = "Kort de langste zinnen in."
EASIER = "Gebruik kortere woorden en kortere zinnen."
CUT = "Maak er twee zinnen van."
PAGE = """\
# Een lang en moeilijk kopje telt niet mee in de zinnen

Je mag altijd bellen. Deze zin heeft veel meer woorden
dan wij hier willen lezen. Een afwezighied.

| Kop | Kop |
|---|---|
| een cel zonder punt telt hier niet als zin | Een cel met punt wel. |

- verantwoordelijkheid voor onderwijsinstellingen
- `code` hoort erbij

:::{admonition} Een shool met afwezighied
Bel gerust.
:::
"""


def look(root: Path, *, workers: int = 1) -> tuple[list[str], LanguageCheck]:
    check = LanguageCheck(root, root / "_build" / "gekend.txt")
    diagnoses, _ = inspect(BuildOptions(root, workers=workers), check.build)
    return [f"{d.path}, {short(d)}" for d in diagnoses], check


@pytest.fixture
def root(tmp_path: Path) -> Path:
    index = "# Start\n\n```{toctree}\n:glob:\n\nb/*\n```\n"
    return make_project(
        tmp_path / "project",
        {"index.md": index, "b/pagina.md": PAGE, "docs/leesbaarheid.toml": LIMITS},
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_messages(root: Path, workers: int) -> None:
    listed = "Is het woord juist, zet het dan in docs/woordenlijst.txt."
    expected = [
        (1, "Deze pagina leest moeilijk: Flesch-Douma 67; Brochure: minstens 90.", EASIER),
        (1, "Deze pagina telt gemiddeld 4,3 woorden per zin; Brochure: hoogstens 4,0.", SHORTER),
        (3, "De zin «Deze zin heeft veel meer woorden …» telt 11 woorden; Brochure: hoogstens 8.", CUT),
        (4, "«afwezighied» staat niet in het woordenboek. Ook op regel 13.", listed),
        (13, "«shool» staat niet in het woordenboek.", listed),
    ]
    found, check = look(root, workers=workers)
    assert found == [f"b/pagina.md, regel {n} (opmerking): {cause} | {tip}" for n, cause, tip in expected]
    assert list(check.groups()) == ["Brochure"]


def test_own_words_are_right(root: Path) -> None:
    (root / "docs" / "woordenlijst.txt").write_text("afwezighied\nshool\n", "utf-8")
    assert not [message for message in look(root)[0] if "woordenboek" in message]


def test_faults_in_the_settings_leave_the_rest(root: Path) -> None:
    (root / "docs" / "leesbaarheid.toml").write_text("[b\n", "utf-8")
    (root / "docs" / "woordenlijst.txt").write_text("goed\nniet goed\n", "utf-8")
    found, check = look(root)
    limits = "Deze regel is niet te lezen. | Vergelijk met de uitleg bovenaan het bestand."
    words = "Op deze regel staat meer dan één woord: «niet goed». | Zet één woord op elke regel."
    assert found == [
        f"docs/leesbaarheid.toml, regel 1: {limits}",
        f"docs/woordenlijst.txt, regel 2: {words}",
    ]
    assert list(check.groups()) == ["Andere pagina's"]


def test_table(root: Path) -> None:
    _, check = look(root)
    assert list(table(check.groups(), every_page=True)) == [
        "Leesbaarheid (woorden per zin; Flesch-Douma: hoger leest gemakkelijker)",
        "               zinnen  gemiddeld  langste  Flesch-Douma",
        "Brochure            7        4,3       11            67",
        "  b/pagina.md       7        4,3       11            67",
    ]
    assert list(table(check.groups(), every_page=False))[2:] == [
        "Brochure       7        4,3       11            67",
        "Leest het moeilijkst in Brochure: b/pagina.md (67)",
    ]
    assert list(table({}, every_page=False)) == []
