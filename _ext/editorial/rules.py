"""Source checks: one rule per function, for mistakes that the parser passes over in silence.

A rule takes a `Source` and yields `Finding`s. It has no other input, so its cases are plain data
(`tests/editorial/cases`). A rule is a *fout* when text gets lost or says something else than was meant.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from editorial.diagnosis import Level
from editorial.source import Block, Line, Source

#: The deepest nesting of blocks that is read; deeper, Python runs out of stack (measured: between 40 and 60).
MAX_DEPTH = 20
#: What may stand at the top of a page: with its values, with none if any will do, or None for what only a
#: programmer types (of Sphinx and MyST).
PAGE_SETTINGS: Mapping[str, tuple[str, ...] | None] = {
    "bladzijde": ("eigen",),
    "los-blad": (),
    "wanneer": (),
    "lezer": (),
    **dict.fromkeys(("html_meta", "myst", "nocomments", "nosearch", "orphan", "substitutions", "tocdepth")),
}


@dataclass(frozen=True)
class Finding:
    """What a rule found: the line, the cause and the repair, in Dutch."""

    line: int
    cause: str
    repair: str = ""


Rule = Callable[[Source], Iterator[Finding]]


@dataclass(frozen=True)
class NamedRule:
    """A rule with the name under which messages refer to it."""

    name: str
    level: Level
    check: Rule


RULES: list[NamedRule] = []


def rule(name: str, level: Level = Level.FOUT) -> Callable[[Rule], Rule]:
    """Register a source check under a name."""

    def register(check: Rule) -> Rule:
        RULES.append(NamedRule(name, level, check))
        return check

    return register


def check(text: str) -> Iterator[tuple[NamedRule, Finding]]:
    """Run every rule over the text of a page."""
    source = Source(text)
    for named in RULES:
        for finding in named.check(source):
            yield named, finding


# -- Blocks --------------------------------------------------------------------------------------


#: Blocks of which none can stand in another.
_CHART_BLOCKS = frozenset({"stappenplan", "drempel", "stap", "vraag", "einde"})


@rule("blok-niet-afgesloten")
def unclosed_block(source: Source) -> Iterator[Finding]:
    """A block without a closing fence swallows the rest of the page."""
    for block in source.blocks:
        if block.closed:
            continue
        outer = block.parent
        if outer and {outer.name, block.name} <= _CHART_BLOCKS:
            continue  # package `escalation` says which step is not closed
        if outer and outer.marker[0] == block.marker[0] and len(outer.marker) <= len(block.marker):
            yield Finding(
                outer.first,
                f"Het blok «{outer.label}» is niet afgesloten vóór regel {block.first}.",
                f"Zet een regel met {outer.marker} vóór regel {block.first}. Hoort «{block.label}» erin? "
                f"Geef de regels rond «{outer.label}» dan een teken {outer.marker[0]} meer.",
            )
        elif block.label and (block.name or block.marker[0] == ":"):
            yield Finding(
                block.first,
                f"Het blok «{block.label}» is niet afgesloten.",
                f"Zet een regel met {block.marker} waar het blok eindigt.",
            )
        elif block.marker[0] == ":":
            yield Finding(
                block.first,
                f"Deze sluitregel {block.marker} hoort bij geen enkel blok.",
                "Wis de regel, of zet de beginregel van het blok erboven.",
            )
        else:
            yield Finding(
                block.first,
                "Dit stuk code is niet afgesloten.",
                f"Zet een regel met {block.marker} waar de code eindigt.",
            )


@rule("titel-in-blok")
def heading_in_unclosed_block(source: Source) -> Iterator[Finding]:
    """A heading that an unclosed block has swallowed."""
    open_blocks = [b for b in source.blocks if not b.closed and b.name and not b.verbatim]
    for block in open_blocks:
        for line in source.prose:
            if line.block is block and re.match(r"#{1,6}\s", line.text):
                yield Finding(
                    line.number,
                    f"Titel binnen het blok «{block.label}» (regel {block.first}).",
                    "Is dat blok wel afgesloten? Zet de sluitregel vóór deze titel.",
                )
                break


@rule("blok-zonder-accolades")
def block_without_braces(source: Source) -> Iterator[Finding]:
    """`:::tip` is a box without a look: the braces are missing."""
    for block in source.blocks:
        match = re.match(r"\s*([a-z][\w-]*)(.*)$", block.info)
        if block.marker[0] == ":" and match and not block.name:
            yield Finding(
                block.first,
                f"«{block.marker + block.info.strip()}» mist accolades.",
                f"Schrijf {block.marker}{{{match[1]}}}{match[2].rstrip()}",
            )


@rule("te-diep")
def too_deep(source: Source) -> Iterator[Finding]:
    """Blocks in blocks in blocks: deeper than the parser can follow."""
    for block in source.blocks:
        if block.depth == MAX_DEPTH:
            yield Finding(
                block.first,
                f"Er staan meer dan {MAX_DEPTH} blokken in elkaar.",
                "Sluit blokken af, of maak er aparte stukken van.",
            )
            return


@rule("lege-regel-voor-instelling")
def blank_before_option(source: Source) -> Iterator[Finding]:
    """An option after an empty line is read as text."""
    for block in source.blocks:
        if not block.name or block.name == "eval-rst":
            continue
        number = block.first + 1
        while number < block.last and not source.lines[number - 1].strip():
            number += 1
        if number > block.first + 1 and re.match(r"\s*:[a-z][\w-]*:(\s|$)", source.lines[number - 1]):
            yield Finding(
                number,
                "Lege regel vóór een instelling.",
                "Zet instellingen direct onder de beginregel, zonder lege regel.",
            )


@rule("instelling-in-instelling")
def option_in_option(source: Source) -> Iterator[Finding]:
    """An indented option becomes part of the value of the one above it."""
    for block in source.blocks:
        numbers = source.option_lines(block)
        in_yaml = bool(numbers) and source.lines[numbers[0] - 1].strip() == "---"
        for number in numbers[1:]:
            text = source.lines[number - 1]
            above = source.lines[number - 2]
            match = re.match(r"(\s*):?([a-z][a-z-]*):(\s|$)", text)
            indented = len(text) - len(text.lstrip()) > len(above) - len(above.lstrip())
            if (
                match
                and indented
                and above.strip() != "---"
                and (in_yaml or not text.lstrip().startswith(":"))
            ):
                yield Finding(
                    number,
                    f"De instelling «{match[2]}» springt in en wordt deel van de regel erboven.",
                    "Zet alle instellingen even ver naar links.",
                )


@rule("begrippenlijst-met-dubbelepunt")
def colon_in_glossary(source: Source) -> Iterator[Finding]:
    """An explanation behind a colon becomes a term of its own: a glossary wants it indented."""
    for block in source.blocks:
        if block.name == "glossary":
            for number in range(block.first + 1, block.last + 1):
                if re.match(r":\s", source.lines[number - 1]):
                    yield Finding(
                        number,
                        "In een begrippenlijst begint de uitleg niet met een dubbelepunt.",
                        "Wis de dubbelepunt en spring de uitleg twee spaties in.",
                    )


# -- Front matter --------------------------------------------------------------------------------


@rule("lang-streepje")
def dash_for_front_matter(source: Source) -> Iterator[Finding]:
    """A word processor turns `---` into a dash; the settings are then printed on the page."""
    for number, text in enumerate(source.lines[:15], 1):
        if re.fullmatch(r"\s*[—–]+-?\s*", text):
            yield Finding(number, "Een lang streepje in plaats van ---.", "Typ drie gewone streepjes.")
        elif text.startswith("#"):
            return


@rule("instellingen-bovenaan")
def broken_front_matter(source: Source) -> Iterator[Finding]:
    """Settings at the top of the page that are no YAML."""
    end = source.front_matter
    repair = (
        "Elke regel is «naam: waarde», zonder spaties vooraan. "
        "Staat er een dubbelepunt in de waarde? Zet er rechte aanhalingstekens rond."
    )
    if not end:
        if source.lines and source.lines[0].rstrip() == "---":
            yield Finding(1, "De instellingen bovenaan de pagina zijn niet afgesloten met ---.", repair)
        return
    text = "\n".join(source.lines[1 : end - 1])
    for number, line in enumerate(source.lines[1 : end - 1], 2):
        if re.search(r":\s*[“”„‘’]", line):
            yield Finding(number, "Krullende aanhalingstekens in de instellingen bovenaan de pagina.", repair)
            return
    try:
        settings = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line_number = min((mark.line if mark else 0) + 2, end - 1)
        yield Finding(line_number, "De instellingen bovenaan de pagina (tussen ---) kloppen niet.", repair)
        return
    except RecursionError:
        yield Finding(1, "De instellingen bovenaan de pagina (tussen ---) kloppen niet.", repair)
        return
    if settings is None:
        return
    if not isinstance(settings, dict):
        yield Finding(2, "De instellingen bovenaan de pagina (tussen ---) kloppen niet.", repair)
        return
    yield from _unknown_settings(source, settings)


def _unknown_settings(source: Source, settings: Mapping[object, object]) -> Iterator[Finding]:
    """A setting that nothing reads is passed over in silence, and the page is not what was meant."""
    for name, value in settings.items():
        starts = (line.startswith(f"{name}:") for line in source.lines)
        number = next((number for number, found in enumerate(starts, 1) if found), 2)
        if name not in PAGE_SETTINGS:
            choice = ", ".join(sorted(key for key, values in PAGE_SETTINGS.items() if values is not None))
            yield Finding(
                number, f"De instelling «{name}» bovenaan de pagina bestaat niet.", f"Kies uit: {choice}."
            )
        elif (values := PAGE_SETTINGS[str(name)]) and value not in values:
            cause = f"De instelling «{name}» bovenaan de pagina kent de waarde «{value}» niet."
            yield Finding(number, cause, f"Kies uit: {', '.join(values)}.")


# -- Titles --------------------------------------------------------------------------------------


def _headings(source: Source) -> Iterator[tuple[int, int]]:
    """Yield line and level of each heading that is no part of a block."""
    before: Line | None = None
    for line in source.prose:
        if line.block is None:
            match = re.match(r" {0,3}(#{1,6})(?:[ \t]|$)", line.text)
            if match:
                yield line.number, len(match[1])
            elif (
                before
                and before.number == line.number - 1
                and before.text.strip()
                and not before.is_list
                and not before.text.lstrip().startswith(("|", ">", "#", "("))
                and (underline := re.fullmatch(r" {0,3}(=+|-{2,})\s*", line.text))
            ):
                yield before.number, 1 if "=" in underline[1] else 2
        before = line


@rule("geen-hoofdtitel")
def no_title(source: Source) -> Iterator[Finding]:
    """A page without a title is called after its file in every list."""
    headings = list(_headings(source))
    if not headings or headings[0][1] != 1:
        line = headings[0][0] if headings else source.front_matter + 1
        yield Finding(
            line,
            "De pagina begint niet met een hoofdtitel." if headings else "De pagina heeft geen hoofdtitel.",
            "Zet bovenaan één titel met één hekje: # Titel",
        )


@rule("tweede-hoofdtitel")
def second_title(source: Source) -> Iterator[Finding]:
    """A second title splits the page in two in every menu."""
    for number, level in list(_headings(source))[1:]:
        if level == 1:
            yield Finding(
                number,
                "Er is een tweede hoofdtitel (#) op deze pagina.",
                "Gebruik ## voor een tussentitel.",
            )


@rule("titel-zonder-spatie")
def heading_without_space(source: Source) -> Iterator[Finding]:
    """`##Stap` is no heading; nor is `##` with a hard space from Word."""
    for line in source.prose:
        match = re.match(r" {0,3}(#{1,6})(?=[^#\s]|[\u00a0\u202f])(.*)$", line.text)
        if match and (len(match[1]) > 1 or match[2][:1].isupper() or match[2][:1] in "\u00a0\u202f"):
            yield Finding(
                line.number,
                "Na de hekjes van een titel ontbreekt een spatie.",
                f"Schrijf «{match[1]} {match[2].strip()}».",
            )


# -- Text ----------------------------------------------------------------------------------------


@rule("krullende-aanhalingstekens")
def curly_quotes(source: Source) -> Iterator[Finding]:
    """Word replaces backticks and straight quotes where they are code, not text."""
    for line in source.prose:
        if re.match(r"\s*[‘’´“”]{1,3}\s*\{[\w:-]+\}", line.text) or re.match(r"\s*[‘’´]{3}\s*$", line.text):
            yield Finding(
                line.number,
                "Krullende aanhalingstekens in plaats van drie accenten.",
                "Typ drie keer ` (accent grave) of gebruik :::",
            )
        elif match := re.search(r"\{([a-zA-Z][\w:-]*)\}`?([‘’´“”])", line.bare):
            yield Finding(
                line.number,
                "Krullende aanhalingstekens rond een verwijzing.",
                f"Gebruik ` (accent grave): {{{match[1]}}}`tekst`",
            )


@rule("codeblok-door-inspringing")
def indented_code(source: Source) -> Iterator[Finding]:
    """Indented text after an empty line becomes a block of code."""
    previous_blank, reported = True, -1
    for line in source.prose:
        deep = re.match(r"(?: {4}|\t| {1,3}\t)\s*\S", line.text)
        fence_indent = _indent_of(source, line.block)
        if deep and fence_indent and len(line.text) - len(line.text.lstrip()) < fence_indent + 4:
            deep = None
        if deep and not line.is_list and previous_blank and line.number != reported + 1:
            yield Finding(
                line.number,
                "Ingesprongen tekst wordt een codeblok.",
                "Wis de spaties of tab vooraan.",
            )
        if deep and (previous_blank or line.number == reported + 1):
            reported = line.number
        previous_blank = not line.text.strip()


def _indent_of(source: Source, block: Block | None) -> int:
    if block is None:
        return 0
    opening = source.lines[block.first - 1]
    return len(opening) - len(opening.lstrip())


@rule("harde-spatie")
def hard_space(source: Source) -> Iterator[Finding]:
    """A no-break space at the start of a line, pasted from Word, hides what the line is."""
    for line in source.prose:
        if re.match(r"[ \t]*[\u00a0\u202f]", line.text):
            yield Finding(
                line.number,
                "Er staat een harde spatie (uit Word) vooraan.",
                "Wis ze en typ een gewone spatie.",
            )


@rule("tekst-plakt-aan-lijst", Level.OPMERKING)
def text_glued_to_list(source: Source) -> Iterator[Finding]:
    """A sentence right under a list becomes part of its last item."""
    before: Line | None = None
    for line in source.prose:
        if (
            before
            and before.number == line.number - 1
            and before.is_list
            and before.text.strip()
            and not line.is_list
            and re.match(r"[A-ZÀ-Þ“«*_]", line.text)
            and before.text.rstrip()[-1] in ".!?:;…)"
        ):
            yield Finding(
                line.number,
                "Deze zin plakt aan het laatste punt van de lijst.",
                "Zet een lege regel na de lijst.",
            )
        before = line


# Any tag, also `<naam>`: the parser takes it for HTML, and it would vanish.
# Not the target of a link in angle brackets, nor that of a role.
_HTML = re.compile(r"(?<!\()</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ROLE = re.compile(r"\{[^{}\s]+\}(`+)(?!`).*?(?<!`)\1(?!`)")


@rule("html")
def raw_html(source: Source) -> Iterator[Finding]:
    """HTML has no form on paper, and Markdown inside it is not read."""
    for line in source.prose:
        match = _HTML.search(_ROLE.sub("", line.bare))
        if match:
            yield Finding(
                line.number,
                f"HTML «{match[0]}» in de tekst: dat komt niet in de PDF.",
                "Gebruik Markdown, of een blok zoals :::{tip}.",
            )


@rule("voetnoot-zonder-tekst")
def footnote_without_text(source: Source) -> Iterator[Finding]:
    """A reference to a footnote that is nowhere on the page."""
    defined = {m[1] for line in source.prose if (m := re.match(r"\s*(?:>\s*)*\[\^([^\]\s]+)\]:", line.text))}
    for line in source.prose:
        for match in re.finditer(r"\[\^([^\]\s]+)\](?!:)", _ROLE.sub("", line.bare)):
            if match[1] not in defined:
                yield Finding(
                    line.number,
                    f"Bij voetnoot [^{match[1]}] ontbreekt de tekst.",
                    f"Voeg onderaan toe: [^{match[1]}]: tekst van de voetnoot",
                )


# -- Links and pictures --------------------------------------------------------------------------

_PICTURE = r"(?:png|jpe?g|svg|gif|webp|pdf)"


@rule("spatie-in-bestandsnaam")
def space_in_image_name(source: Source) -> Iterator[Finding]:
    """A picture whose name holds a space is printed as text."""
    for line in source.prose:
        for match in re.finditer(
            rf"!\[[^\]]*\]\(([^()<>\"]*\s[^()<>\"]*\.{_PICTURE})\s*\)", line.bare, re.IGNORECASE
        ):
            name = match[1].strip()
            yield Finding(
                line.number,
                f"Spatie in de bestandsnaam «{name}».",
                "Hernoem het bestand zonder spaties: " + re.sub(r"\s+", "-", name),
            )


@rule("afbeelding-zonder-alt")
def image_without_alt(source: Source) -> Iterator[Finding]:
    """A picture that a screen reader cannot tell anything about."""
    for line in source.prose:
        for match in re.finditer(r"!\[\s*\]\(<?([^)\s>]*)", line.bare):
            yield Finding(
                line.number,
                f"Afbeelding «{match[1]}» heeft geen beschrijving (alt-tekst).",
                "Zet tussen [ ] wat er te zien is.",
            )
    for block in source.blocks:
        if block.name in {"figure", "image"} and block.argument:
            alternatives = [value for _, name, value in source.options(block) if name == "alt"]
            if not any(value.strip("\"' ") for value in alternatives):
                what = "figuur" if block.name == "figure" else "afbeelding"
                yield Finding(
                    block.first,
                    f"De {what} «{block.argument}» heeft geen beschrijving (alt).",
                    "Voeg toe: «:alt: wat er te zien is».",
                )


@rule("fout-webadres")
def mistyped_address(source: Source) -> Iterator[Finding]:
    """A web address that is no web address, or a link that is no link."""
    for line in source.prose:
        for match in re.finditer(
            r"\]\(\s*(https?//[^)\s]*|https?:/(?!/)[^)\s]*|https?;//[^)\s]*|htt?ps?://\s[^)]*)\)", line.bare
        ):
            yield Finding(
                line.number,
                f"Het webadres «{match[1]}» is fout getypt.",
                "Na http of https horen een dubbelpunt en twee schuine strepen: https://…",
            )
        for match in re.finditer(r"\]\(\s*(www\.[^)\s]+)\)", line.bare):
            yield Finding(
                line.number,
                f"Het webadres «{match[1]}» mist het begin.",
                f"Schrijf https://{match[1]}",
            )
        for match in re.finditer(r"\]\(<?\s*(file:[^)>\s]*)", line.bare, re.IGNORECASE):
            yield Finding(
                line.number,
                f"Het adres «{match[1]}» is een plek op je eigen computer.",
                "Zet het bestand in de map van het project en verwijs daarnaar.",
            )
        if re.search(r"(?<!\])\[[^\]\[]+\]\s+\((?:https?[:/]|www\.|[\w./-]+\.md\b|#)[^)\s]*\)", line.bare):
            yield Finding(
                line.number,
                "Spatie tussen ] en ( in een link.",
                "Schrijf [tekst](adres) zonder spatie.",
            )


# -- Tables --------------------------------------------------------------------------------------

_DELIMITER = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")


def _cells(text: str) -> int:
    r"""Return the number of cells of a table row; `\|` is a character, not a border."""
    inner = text.strip().replace("\\|", "  ")
    inner = inner.removeprefix("|").removesuffix("|")
    return inner.count("|") + 1


def _tables(source: Source) -> Iterator[list[Line]]:
    """Yield the lines that stand together and hold a delimiter row on the second line."""
    run: list[Line] = []
    for line in source.prose:
        together = run and run[-1].number == line.number - 1 and run[-1].block is line.block
        if line.text.strip() and together:
            run.append(line)
            continue
        yield from _table_in(run)
        run = [line] if line.text.strip() else []
    yield from _table_in(run)


def _table_in(run: list[Line]) -> Iterator[list[Line]]:
    for index in range(1, len(run)):
        row, header = run[index], run[index - 1]
        if "|" in row.text and "|" in header.text and "-" in row.text and _DELIMITER.match(row.text):
            yield run[index - 1 :]
            return


@rule("tabel-zonder-kolom")
def header_and_delimiter_differ(source: Source) -> Iterator[Finding]:
    """Header and dashes with different numbers of columns: no table at all."""
    for table in _tables(source):
        header, delimiter = _cells(table[0].text), _cells(table[1].text)
        if header != delimiter:
            yield Finding(
                table[1].number,
                f"De tabel heeft {header} kolommen maar de streepjesregel {delimiter}.",
                "Maak beide gelijk; nu is het geen tabel.",
            )


@rule("tabelrij")
def uneven_row(source: Source) -> Iterator[Finding]:
    """A row with more cells than the header loses them; one with fewer may have lost one."""
    for table in _tables(source):
        columns = _cells(table[0].text)
        if columns != _cells(table[1].text):
            continue
        for line in table[2:]:
            if "|" not in line.text:
                continue
            cells = _cells(line.text)
            if cells > columns:
                yield Finding(
                    line.number,
                    f"Deze tabelrij heeft {cells} vakken in plaats van {columns}. "
                    "Wat te veel is, verdwijnt zonder melding.",
                    r"Haal een | weg, of voeg een kolom toe. Een gewone streep schrijf je als \|.",
                )
            elif cells < columns:
                yield Finding(
                    line.number,
                    f"Deze tabelrij heeft {cells} vakken in plaats van {columns}.",
                    "Voeg | toe; een leeg vak is | |.",
                )


@rule("lege-regel-na-tabel")
def text_glued_to_table(source: Source) -> Iterator[Finding]:
    """A sentence right under a table becomes a row of it."""
    for table in _tables(source):
        for line in table[2:]:
            starts_block = re.match(r"\s*(?:#{1,6}\s|>|:::|```|\{|\([\w-]+\)=)", line.text)
            if "|" not in line.text and not starts_block:
                yield Finding(
                    line.number,
                    "Na de tabel ontbreekt een lege regel.",
                    "Zet een lege regel na de tabel, anders wordt dit een rij.",
                )
                break
