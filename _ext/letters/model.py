"""What a letter and its fields are. Knows no Sphinx."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

#: Word refuses a longer title or tag of a content control (ECMA-376, part 1, 17.5.2.1 and 17.5.2.42).
LONGEST_PROMPT = 64


class FieldKind(StrEnum):
    """How a field is filled in; the values are the words that an editor types."""

    TEKST = "tekst"
    DATUM = "datum"
    KEUZE = "keuze"
    LIJNEN = "lijnen"


@dataclass(frozen=True)
class Field:
    """Something the school fills in.

    Attributes:
        prompt: what must come here, in Dutch, at most `LONGEST_PROMPT` characters.
        kind: how it is filled in.
        choices: the words to choose from, at least two, for a `keuze`; else empty.
    """

    prompt: str
    kind: FieldKind = FieldKind.TEKST
    choices: tuple[str, ...] = ()

    @classmethod
    def parse(cls, written: str) -> "Field":
        """Read what an editor wrote: `naam van de leerling`, `dag, datum` or `zoon / dochter, keuze`.

        Only a kind after the last comma counts as one, so that a prompt may hold commas.

        Raises:
            FieldError: for a field that cannot be used, with a Dutch cause and repair.
        """
        text = " ".join(written.split())
        prompt, comma, word = text.rpartition(",")
        if comma and word.strip() in {str(kind) for kind in FieldKind}:
            kind, prompt = FieldKind(word.strip()), prompt.strip()
        else:
            kind, prompt = FieldKind.TEKST, text
        if not prompt:
            raise FieldError("Een veld zonder woorden kan niemand invullen.", "Schrijf wat er moet komen.")
        choices: tuple[str, ...] = ()
        if kind is FieldKind.KEUZE:
            choices = tuple(part.strip() for part in prompt.split("/") if part.strip())
            if len(choices) < 2 or len(set(choices)) < len(choices):
                raise FieldError(
                    f"Bij «{prompt}» valt er niets te kiezen.",
                    "Zet minstens twee verschillende keuzes, met « / » ertussen.",
                )
        if len(prompt) > LONGEST_PROMPT:
            raise FieldError(
                f"Het veld «{prompt[:30]}…» is te lang ({len(prompt)} tekens).",
                f"Gebruik hoogstens {LONGEST_PROMPT} tekens.",
            )
        return cls(prompt, kind, choices)

    @property
    def shown(self) -> str:
        """Return the words that stand in for what is not filled in yet."""
        return f"[{self.prompt}]"

    @property
    def tag(self) -> str:
        """Return the name for programs: small letters, digits and hyphens."""
        plain = unicodedata.normalize("NFKD", self.prompt).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "veld"


class FieldError(ValueError):
    """A field that cannot be used.

    Attributes:
        cause: Dutch sentence.
        repair: Dutch sentence.
    """

    def __init__(self, cause: str, repair: str) -> None:
        super().__init__(f"{cause} {repair}")
        self.cause = cause
        self.repair = repair


@dataclass(frozen=True)
class Letter:
    """A letter as its source describes it.

    Attributes:
        docname: its page.
        title: what it is about.
        when: when a school sends it, one Dutch sentence.
        reader: who gets it, in a few words.
    """

    docname: str
    title: str
    when: str
    reader: str

    @property
    def name(self) -> str:
        """Return the name of its files, without extension."""
        return f"brief-{self.docname.rpartition('/')[2]}"
