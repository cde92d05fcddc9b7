"""The command `leerrecht`: `bouw`, `controle`, `voorbeeld` and `klaarzetten`."""

import argparse
import re
import sys
import traceback
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from facts.school_year import SchoolYear
from markup.numbers import whole_number
from publication.build import BuildOptions, ExitCode, UsageError, build, chosen_editions
from publication.console import Console
from publication.folders import Folders, find_root


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks Dutch."""

    def error(self, message: str) -> NoReturn:
        """Print one Dutch line and stop with exit code 2."""
        dutch = _CHOICE.sub(_chosen, message)
        for english, translated in _DUTCH.items():
            dutch = dutch.replace(english, translated)
        self.exit(ExitCode.USAGE, f"{dutch[:1].upper()}{dutch[1:]}.\nHulp: leerrecht --help\n")

    def format_help(self) -> str:
        """Return the help with Dutch headings."""
        text = super().format_help()
        # Only the command itself is followed by an order; an order is followed by what it works on.
        heading = "opdrachten:" if " " not in self.prog else "in te vullen:"
        text = text.replace("positional arguments:", heading)
        for english, translated in _DUTCH_HELP.items():
            text = text.replace(english, translated)
        return text


_CHOICE = re.compile(
    r"argument (?P<what>\S+): invalid choice: '(?P<given>.*)' \(choose from (?P<choices>.*)\)"
)


def _chosen(found: re.Match[str]) -> str:
    choices = found["choices"].replace("'", "")
    return f"de {found['what']} «{found['given']}» bestaat niet; kies uit {choices}"


_DUTCH = {
    "the following arguments are required:": "er ontbreekt iets:",
    "unrecognized arguments:": "onbekend:",
    "expected one argument": "hier hoort een waarde achter",
    "argument ": "",
    "invalid int value:": "geen geheel getal:",
}
_DUTCH_HELP = {"usage:": "gebruik:", "options:": "opties:"}


def _parser() -> _Parser:
    parser = _Parser(
        prog="leerrecht",
        description="Maakt van de bronnen een site en PDF's over het recht op leren.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="toon deze hulp")
    parser.add_argument("--version", action="version", version=version("leerrecht"), help="toon de versie")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht", parser_class=_Parser)
    make = commands.add_parser(
        "bouw", help="maak en publiceer alles: site, PDF's en overzicht", add_help=False
    )
    _common(make)
    make.add_argument(
        "--werkers", type=_workers, default=1, metavar="N", help="aantal processen (standaard 1)"
    )
    make.add_argument(
        "--schooljaar", type=_school_year, metavar="2026-2027", help="schooljaar van de publicatie"
    )
    make.add_argument("--adres", type=_address, metavar="URL", help="adres waar de site komt te staan")
    _editions(make, "maak ook deze editie; alle: allemaal")
    make.add_argument("--opnieuw", action="store_true", help="bouw ook als er niets gewijzigd is")
    check = commands.add_parser("controle", help="kijk de bronnen na, zonder iets te maken", add_help=False)
    _common(check)
    check.add_argument(
        "--werkers", type=_workers, default=1, metavar="N", help="aantal processen (standaard 1)"
    )
    _editions(check, "kijk ook deze editie na; alle: allemaal")
    check.add_argument(
        "--leesbaarheid", action="store_true", help="toon van elke pagina hoe eenvoudig ze leest"
    )
    show = commands.add_parser("voorbeeld", help="bekijk de site terwijl je schrijft", add_help=False)
    _common(show)
    show.add_argument(
        "--poort", type=_port, default=8000, metavar="N", help="poort op deze computer (standaard 8000)"
    )
    place = commands.add_parser(
        "klaarzetten", help="zet de publicatie in de map van een webserver", add_help=False
    )
    _common(place)
    place.add_argument("map", type=Path, metavar="MAP", help="map die de webserver toont")
    place.add_argument("--voorstel", default="", metavar="NAAM", help="zet ze apart, als voorstel")
    place.add_argument("--weg", action="store_true", help="haal dat voorstel weg")
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="toon deze hulp")
    parser.add_argument("--technisch", action="store_true", help="toon ook de oorspronkelijke meldingen")


def _editions(parser: argparse.ArgumentParser, help_text: str) -> None:
    parser.add_argument("--editie", action="append", default=[], metavar="NAAM", help=help_text)


def _workers(text: str) -> int:
    number = whole_number(text, 64)
    if number is None:
        raise argparse.ArgumentTypeError(f"«{text}» is geen aantal van 1 tot 64")
    return number


def _port(text: str) -> int:
    number = whole_number(text, 65535)
    if number is None:
        raise argparse.ArgumentTypeError(f"«{text}» is geen poort van 1 tot 65535")
    return number


def _school_year(text: str) -> str:
    try:
        return str(SchoolYear.parse(text))
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(character.isspace() for character in text):
        raise argparse.ArgumentTypeError(f"«{text}» is geen webadres dat met https:// begint")
    return text


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    console = Console()
    given = _parser().parse_args(arguments)
    root = find_root(Path.cwd().resolve())
    if root is None:
        console.line("Hier is geen publicatie: ga eerst naar de map met conf.py.")
        return ExitCode.USAGE
    options = BuildOptions(
        root,
        workers=getattr(given, "werkers", 1),
        school_year=getattr(given, "schooljaar", None),
        address=getattr(given, "adres", None),
        technical=given.technisch,
        again=getattr(given, "opnieuw", False),
    )
    try:
        options = replace(options, editions=chosen_editions(root, getattr(given, "editie", [])))
        return _run(given, options, console)
    except UsageError as error:
        console.line(str(error))
        return ExitCode.USAGE
    except KeyboardInterrupt:
        console.line("Gestopt. De vorige publicatie is niet veranderd.")
        return ExitCode.INTERRUPTED
    except OSError as error:
        from publication.engine import disk_fault

        console.line(disk_fault(error).as_text(technical=options.technical))
        return ExitCode.FAULT
    except Exception:
        return _unexpected(Folders(root), console)


def _run(given: argparse.Namespace, options: BuildOptions, console: Console) -> int:
    match given.command:
        case "bouw":
            return build(options, console)
        case "controle":
            from publication.control import control

            return control(options, console, every_page=given.leesbaarheid)
        case "klaarzetten":
            from publication.hosting import put_online, take_away

            if given.weg:
                return take_away(given.map, given.voorstel, console)
            return put_online(Folders(options.root), given.map, given.voorstel, console)
        case _:
            from publication.preview import preview

            return preview(options, given.poort, console)


def _unexpected(folders: Folders, console: Console) -> int:
    """Keep the trace for a programmer and tell the editor in one sentence."""
    try:
        folders.build.mkdir(parents=True, exist_ok=True)
        folders.log.write_text(traceback.format_exc(), encoding="utf-8")
        where = f" Bezorg de beheerder het bestand {folders.shown(folders.log)}."
    except OSError:
        where = ""
    console.line(f"Er ging iets onverwachts mis.{where}")
    return ExitCode.FAULT


if __name__ == "__main__":
    sys.exit(main())
