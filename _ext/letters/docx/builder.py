"""The Sphinx builder `docx`: one DOCX for each letter."""

import os
import time
from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from docutils import nodes
from sphinx.builders import Builder
from sphinx.util.osutil import ensuredir

from letters.collection import letters
from letters.docx.package import Properties, new_document, package_bytes
from letters.docx.writer import DocxTranslator
from letters.model import Letter


@dataclass(frozen=True)
class DocxResult:
    """One finished DOCX.

    Attributes:
        name: file name without extension.
        path: where it lies.
        title: title in its properties.
        docname: the page it was made from.
        fields: number of content controls.
    """

    name: str
    path: Path
    title: str
    docname: str
    fields: int


class DocxBuilder(Builder):
    """Writes every letter of the project."""

    name = "docx"
    format = "docx"
    epilog = "De brieven staan in %(outdir)s."
    default_translator_class = DocxTranslator
    supported_remote_images = True  # never fetched: the translator reports them

    def init(self) -> None:
        """Start without results."""
        self.results: list[DocxResult] = []

    def get_outdated_docs(self) -> str:
        """Make every letter anew."""
        return "alle brieven"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the web address of a page; only its name while the site has no address."""
        base = str(self.config.html_baseurl or "").rstrip("/")
        return f"{base}/{docname}.html" if base else f"%{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:  # noqa: ARG002
        """Return the web address: a letter travels alone."""
        return self.get_target_uri(to, typ)

    def write_documents(self, _docnames: Set[str]) -> None:
        """Write the letters one after the other."""
        for letter in letters(self.env):
            doctree = self.env.get_and_resolve_doctree(letter.docname, self, tags=self.tags)
            self._write_letter(letter, doctree)

    def prepare_writing(self, docnames: Set[str]) -> None:
        """Do nothing: letters are written by `write_documents`."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Do nothing: letters are written by `write_documents`."""

    def _write_letter(self, letter: Letter, doctree: nodes.document) -> None:
        document = new_document(self._properties(letter))
        doctree["docname"] = letter.docname
        translator = self.create_translator(doctree, self)
        assert isinstance(translator, DocxTranslator)  # noqa: S101  narrows the type
        translator.write_to(document)
        path = Path(self.outdir) / f"{letter.name}.docx"
        ensuredir(path.parent)
        path.write_bytes(package_bytes(document))
        self.results.append(
            DocxResult(
                letter.name,
                path,
                document.core_properties.title,
                letter.docname,
                translator.controls.count,
            )
        )

    def _properties(self, letter: Letter) -> Properties:
        config = self.config
        parts = [
            f"Voorbeeldbrief van {config.author}",
            f"schooljaar {config.schooljaar}" if getattr(config, "schooljaar", "") else "",
            f"versie {config.release}" if config.release else "",
        ]
        return Properties(
            title=letter.title,
            author=str(getattr(config, "uitgever", "") or config.author),
            subject=letter.when,
            comments=", ".join(filter(None, parts)),
            moment=datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH") or time.time()), UTC),
        )
