"""Who follows the handbook to the letter gets no message: its examples, typed where it says.

Every piece below is taken from a page of the handbook and put where that page says; only names of files and
places are changed, as the handbook asks. Then the whole project is checked as `leerrecht controle` does.
"""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from tools.projects import PROJECT

from editorial.diagnosis import Diagnosis
from publication.build import BuildOptions
from publication.control import inspect

GUIDE = "guidelines/nieuwe-gids"
#: The pages whose examples may stand in a chapter; those of charts and letters need a page of their own.
WITH_EXAMPLES = ("een-pagina-bewerken", "blokken", "begrippen-en-bronnen", "nieuws")


def pieces(page: str, language: str = "text") -> list[str]:
    """Return the code blocks of a page of the handbook in one language."""
    text = (PROJECT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    found = re.findall(rf"^(`{{3,}}){language}\n(.*?\n)\1$", text, re.MULTILINE | re.DOTALL)
    return [piece for _, piece in found]


def piece(page: str, start: str, language: str = "text") -> str:
    """Return the one code block of a page that starts so."""
    (found,) = [piece for piece in pieces(page, language) if piece.lstrip().startswith(start)]
    return found


class Copy:
    """A copy of the sources in which steps of the handbook are done."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("guidelines", "brochures", "docs"):
            shutil.copytree(PROJECT / name, root / name)
        for name in ("conf.py", "index.md"):
            shutil.copy(PROJECT / name, root / name)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def put(self, name: str, new: str, *, before: str) -> None:
        """Put a text before the first place where another one stands."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert before in text
        self.write(name, text.replace(before, new + before, 1))

    def add(self, name: str, new: str) -> None:
        self.write(name, (self.root / name).read_text(encoding="utf-8") + "\n" + new)


def examples() -> str:
    """Return every example, with links and names as a page in another folder must write them."""
    found = [text for page in WITH_EXAMPLES for text in pieces(page, "markdown")]
    text = "\n".join(found).replace("hb-figuur", "ng-figuur").replace("hb-tabel", "ng-tabel")
    text = re.sub(r"\]\(([\w-]+\.md)\)", r"](../../docs/\1)", text)
    text = re.sub(r"^:link: ([\w-]+)$", r":link: ../../docs/\1", text, flags=re.MULTILINE)
    return re.sub(r"(\(|\} )beeld/", r"\1../../docs/beeld/", text)


def new_publication(copy: Copy) -> None:
    copy.write(f"{GUIDE}/index.md", piece("nieuwe-publicatie", "(nieuwe-gids)="))
    cited = "Dit geldt {feit}`mijn-regel` lang {bron}`mijn-bron`. Zie {term}`mijn begrip`.\n"
    copy.write(f"{GUIDE}/eerste-hoofdstuk.md", f"# Eerste hoofdstuk\n\n{cited}\n{examples()}")
    copy.write(f"{GUIDE}/bronnen.md", piece("nieuwe-publicatie", "# Bronnen"))
    *_, last, own = piece("nieuwe-publicatie", "guidelines/leidraad/index").splitlines()
    copy.put("index.md", f"\n{own}", before=f"\n{last}\n")
    copy.put("index.md", piece("nieuwe-publicatie", ":::{publicatie}") + "\n", before=":::{opgelet}")
    copy.put("conf.py", piece("nieuwe-publicatie", "{"), before="]\n\n# The publication that a CLB")


def news(copy: Copy) -> None:
    copy.write("guidelines/wat-is-nieuw/nieuwe-gids.md", "# Nieuw in de gids\n\n" + piece("nieuws", ":::"))
    copy.put("guidelines/wat-is-nieuw/index.md", "nieuwe-gids\n", before="afsprakenkader\n")


def registry(copy: Copy) -> None:
    copy.add("guidelines/regelgeving/feiten.yaml", piece("regels-bijhouden", "mijn-regel:", "yaml"))
    copy.add("guidelines/regelgeving/bronnen.yaml", piece("begrippen-en-bronnen", "mijn-bron:", "yaml"))
    _, term = piece("begrippen-en-bronnen", "halve dag").split("\n\n")
    copy.put("guidelines/leidraad/begrippenlijst.md", f"{term}\n", before="halve dag\n")
    heading, *lines = piece("begrippen-en-bronnen", "regio's:", "yaml").splitlines(keepends=True)
    text = (copy.root / "docs/netwerk/netwerk.yaml").read_text(encoding="utf-8")
    copy.write("docs/netwerk/netwerk.yaml", text.replace(heading, heading + "".join(lines), 1))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Diagnosis]:
    copy = Copy(tmp_path_factory.mktemp("steps") / "project")
    for step in (new_publication, news, registry):
        step(copy)
    diagnoses, _ = inspect(BuildOptions(copy.root))
    return diagnoses


def test_following_the_handbook_gives_no_message(found: Sequence[Diagnosis]) -> None:
    assert [diagnosis.as_text() for diagnosis in found] == []


def keys_of(schema: object) -> set[str]:
    """Return the names that a schema knows below its lists."""
    if isinstance(schema, list):
        return set().union(*map(keys_of, schema))
    if not isinstance(schema, dict):
        return set()
    return set(schema.get("properties", ())).union(*map(keys_of, schema.values()))


REGISTRY = sorted((PROJECT / "guidelines" / "regelgeving").glob("*.yaml"))


@pytest.mark.parametrize("path", REGISTRY, ids=lambda path: path.stem)
def test_the_head_of_a_file_says_what_each_line_means(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    schema = json.loads((path.parent / "schema" / f"{path.stem}.schema.json").read_text(encoding="utf-8"))
    lists = set(schema["properties"])
    assert {key for key in keys_of(schema) - lists if not re.search(rf"\b{key}\b", head)} == set()
