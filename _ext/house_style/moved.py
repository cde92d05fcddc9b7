"""Pages that moved: their old address, also one in a QR code on paper, leads to the new one.

The list is a data file, old address to new one. An old address may name a place on the page with `#`: then
that place alone moved. Each old address gets a small page with a link. A script follows the link at once and
keeps the place on the page that was asked for; without scripts the browser goes to the top of the new page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from house_style.reporting import warn
from house_style.theme import is_ours
from markup import OutsideProjectError, inside


@dataclass(frozen=True)
class Move:
    """One line of the list.

    Attributes:
        old: document name of the old page.
        old_place: the place on it that moved; empty for the page as a whole.
        new: document name of the new page.
        new_place: the place to go to; empty for the place that the reader asked for.
        line: line in the list, from 1.
    """

    old: str
    old_place: str
    new: str
    new_place: str
    line: int


class ListError(Exception):
    """The list cannot be read; the text is a Dutch sentence, `line` says where (0 if unknown)."""

    def __init__(self, text: str, line: int = 0) -> None:
        super().__init__(text)
        self.line = line


def read_moves(text: str) -> list[Move]:
    """Read the list.

    Raises:
        ListError: if it is no list of addresses.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ListError("De lijst is niet te lezen.", mark.line + 1 if mark else 0) from None
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        raise ListError("De lijst is niet te lezen.", node.start_mark.line + 1)
    moves = []
    for old, new in node.value:
        line = old.start_mark.line + 1
        if not (isinstance(old, yaml.ScalarNode) and isinstance(new, yaml.ScalarNode) and new.value):
            raise ListError("Na een oud adres hoort één nieuw adres.", line)
        moves.append(Move(*_split(old.value), *_split(new.value), line))
    return moves


def _split(address: str) -> tuple[str, str]:
    page, _, place = address.strip().partition("#")
    return page.strip("/").removesuffix(".html").removesuffix(".md"), place


def faults(moves: list[Move], pages: set[str]) -> Iterator[tuple[Move, str, str]]:
    """Yield each line that cannot work, with cause and repair in Dutch."""
    seen: set[tuple[str, str]] = set()
    gone = {move.old for move in moves if not move.old_place}
    for move in moves:
        key = move.old, move.old_place
        if key in seen:
            yield move, f"Het adres «{move.old}» staat er twee keer.", "Houd één van de twee regels."
        seen.add(key)
        if move.old in pages:
            yield (
                move,
                f"De pagina «{move.old}» bestaat nog, dus ze is niet verhuisd.",
                "Wis deze regel, of wis de oude pagina.",
            )
        elif not _is_plain(move.old):
            yield move, f"«{move.old}» is geen adres van een pagina.", "Schrijf map/pagina, zonder .html."
        if move.new in gone and move.new not in pages:
            yield (
                move,
                f"De pagina «{move.new}» is zelf verhuisd.",
                "Verwijs meteen naar het nieuwste adres.",
            )
        elif move.new not in pages:
            yield move, f"De pagina «{move.new}» bestaat niet.", "Schrijf de naam van een pagina die er is."


def _is_plain(page: str) -> bool:
    parts = page.split("/")
    return all(part and part[0] not in "._" and not set(part) & set('\\:*?"<>|&%') for part in parts)


def moves_of(app: Sphinx) -> list[Move]:
    """Return the lines of the list that work, and report the others."""
    name = app.config.verhuisde_paginas
    if not name:
        return []
    try:
        path = inside(Path(app.srcdir), name)
        moves = read_moves(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, OutsideProjectError):
        _report(
            name,
            0,
            "De lijst kan niet gelezen worden.",
            "Zet ze terug, of wis «verhuisde_paginas» in conf.py.",
        )
        return []
    except ListError as error:
        _report(path, error.line, str(error), "Schrijf op elke regel: oud/adres: nieuw/adres")
        return []
    wrong = set()
    for move, cause, repair in faults(moves, set(app.env.all_docs)):
        _report(path, move.line, cause, repair)
        wrong.add(move)
    return [move for move in moves if move not in wrong]


def _report(path: Path | str, line: int, cause: str, repair: str) -> None:
    place = f"{path}:{line or ''}"  # the colon keeps Sphinx from taking the file for a page
    warn(cause, repair, "verhuisd", place)


def check_list(app: Sphinx, _env: BuildEnvironment) -> None:
    """Report faults in the list in every build and check, whatever it makes."""
    moves_of(app)


def add_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Make a page at each old address."""
    if not is_ours(app) or app.builder.name not in {"html", "dirhtml"}:
        return
    by_page: dict[str, list[Move]] = {}
    for move in moves_of(app):
        by_page.setdefault(move.old, []).append(move)
    for old, moves in sorted(by_page.items()):
        whole = next((move for move in moves if not move.old_place), moves[0])
        shown = {
            "title": app.env.titles[whole.new].astext(),
            "lr_target": _target(app, old, whole),
            "lr_keeps_place": not whole.new_place,
            "lr_places": [
                (move.old_place, _target(app, old, move), app.env.titles[move.new].astext())
                for move in moves
                if move.old_place
            ],
        }
        yield old, shown, "lr-moved.html"


def _target(app: Sphinx, old: str, move: Move) -> str:
    place = f"#{move.new_place}" if move.new_place else ""
    return app.builder.get_relative_uri(old, move.new) + place


def setup_moved(app: Sphinx) -> None:
    """Register the setting and the events."""
    app.add_config_value("verhuisde_paginas", "", "html", [str])
    app.connect("env-check-consistency", check_list)
    app.connect("html-collect-pages", add_pages)
