"""A publication as `conf.py` describes it, and its documents joined to one tree."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import inline_all_toctrees

from markup.documents import documents_below


class PublicationError(ValueError):
    """An entry of `typst_documents` that cannot be used; the text says why, in Dutch."""


@dataclass(frozen=True)
class Publication:
    """One entry of `typst_documents`.

    Attributes:
        startdoc: the document that holds the table of contents.
        name: file name without extension.
        title: title on the cover and in the metadata.
        subtitle: second line of the cover; may be empty.
        template: name of a template in `typst_pdf/templates`.
        keywords: for the metadata.
        options: settings of the template; `booklet` for an A4 booklet of the pages; `edition` (name, region,
            example) for whose edition it is; `cover_picture`, a picture of the pages that also stands on the
            cover, as a path from the project folder; `sheet_of`, the title of the publication that a loose
            sheet is a page of.
    """

    startdoc: str
    name: str
    title: str
    subtitle: str = ""
    template: str = "rapport"
    keywords: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_config(cls, entry: object, templates: frozenset[str]) -> "Publication":
        """Check one entry of `typst_documents`.

        Raises:
            PublicationError: if a key is missing, unknown or of the wrong kind.
        """
        if not isinstance(entry, Mapping):
            raise PublicationError("Elk stuk staat tussen accolades, met een komma erachter.")
        known = set(cls.__dataclass_fields__)
        if unknown := sorted(set(entry) - known):
            raise PublicationError(
                f"De instelling «{unknown[0]}» bestaat niet. Kies uit: {', '.join(sorted(known))}."
            )
        for key in ("startdoc", "name", "title"):
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                raise PublicationError(f"De instelling «{key}» ontbreekt of is leeg.")
        publication = cls(**{**entry, "keywords": tuple(entry.get("keywords", ()))})
        if publication.template not in templates:
            choice = ", ".join(sorted(templates))
            raise PublicationError(f"Het sjabloon «{publication.template}» bestaat niet. Kies uit: {choice}.")
        if not publication.name.replace("-", "").replace("_", "").isalnum():
            raise PublicationError(
                f"De bestandsnaam «{publication.name}» mag alleen letters, cijfers en - hebben."
            )
        return publication


@dataclass(frozen=True)
class Extra:
    """A PDF that an extension makes of its own accord, such as a poster.

    Attributes:
        publication: its name, which may hold a folder, its titles, and the document it belongs to; `template`
            is the stem of the file below.
        template: Typst file with the function `template`; it may import `elements.typ`.
        code: statements in code mode, one a line.
        label: what it is and for what, for a list of downloads.
        bookmarks: number of headings in the code.
        stubs: number of row-header columns for each table that has them, by its place in reading order.
    """

    publication: Publication
    template: Path
    code: tuple[str, ...]
    label: str
    bookmarks: int = 0
    stubs: Mapping[int, int] = field(default_factory=dict)


@dataclass
class Assembly:
    """One publication as one resolved tree, with what the translator must know about the others.

    Attributes:
        publication: what is being made.
        tree: all documents, with resolved references.
        docnames: the documents of this publication, in reading order.
        homes: the publication that each document of the project belongs to first.
        wanted: (document, id) pairs that a reference in this publication leads to.
        footnotes: (document, id) of each footnote body.
        section_numbers: number of each numbered section as on the site, such as «4.2», by (document, id).
    """

    publication: Publication
    tree: nodes.document
    docnames: tuple[str, ...]
    homes: Mapping[str, Publication]
    wanted: frozenset[tuple[str, str]] = frozenset()
    footnotes: Mapping[tuple[str, str], nodes.Element] = field(default_factory=dict)
    section_numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    _known: frozenset[tuple[str, str]] = frozenset()
    _claimed: set[tuple[str, str]] = field(default_factory=set)
    _mentioned: set[tuple[str, str]] = field(default_factory=set)

    def reachable(self, docname: str, node_id: str) -> bool:
        """Tell whether the publication holds a target for this id, so that a link to it will compile."""
        return (docname, node_id) in self._known

    def claim(self, docname: str, node_id: str) -> bool:
        """Tell whether a target may be put now; a label that stands twice would stop the compiler."""
        key = (docname, node_id)
        if key in self._claimed:
            return False
        self._claimed.add(key)
        return True

    def first_mention(self, docname: str, other: str) -> bool:
        """Tell whether a document refers for the first time to one outside the publication, by their names.

        Its address then stands there; the same address at each further mention would fill the pages.
        """
        key = (docname, other)
        known = key in self._mentioned
        self._mentioned.add(key)
        return not known

    def claimed(self, docname: str, node_id: str) -> bool:
        """Tell whether the target stands in the Typst code already."""
        return (docname, node_id) in self._claimed


def assemble(builder: Builder, publication: Publication, homes: Mapping[str, Publication]) -> Assembly:
    """Join the documents of a publication, resolve their references and index their link targets."""
    env = builder.env
    start = env.get_doctree(publication.startdoc)
    start["docname"] = publication.startdoc
    docnames = documents_below(env, publication.startdoc)
    tree = inline_all_toctrees(
        builder, {publication.startdoc}, publication.startdoc, start, str, [publication.startdoc]
    )
    tree["docname"] = publication.startdoc
    for part in tree.findall(addnodes.start_of_file):
        for child in part.children:
            child.parent = part  # Sphinx moves the children without telling them
    env.resolve_references(tree, publication.startdoc, builder)
    builder.post_process_images(tree)
    assembly = Assembly(publication, tree, tuple(docnames), homes)
    _index(assembly)
    _number_sections(assembly, env)
    return assembly


def split_uri(uri: str) -> tuple[str, str] | None:
    """Return document and id of an internal reference (`%document#id`), or None for another address."""
    if not uri.startswith("%"):
        return None
    docname, _, node_id = uri[1:].partition("#")
    return docname, node_id.removeprefix("%" + docname + "#")


# Other nodes carry a `refid` too, such as a target for the id of its neighbour; nobody can follow those.
_LINKS = (nodes.reference, nodes.footnote_reference, nodes.citation_reference)


def _index(assembly: Assembly) -> None:
    known: set[tuple[str, str]] = {(docname, "") for docname in assembly.docnames}
    wanted: set[tuple[str, str]] = set()
    footnotes: dict[tuple[str, str], nodes.Element] = {}

    def walk(node: nodes.Node, docname: str) -> None:
        if not isinstance(node, nodes.Element):
            return
        if isinstance(node, addnodes.start_of_file):
            docname = node["docname"]
        for node_id in node["ids"]:
            known.add((docname, node_id))
        if isinstance(node, nodes.footnote):
            footnotes.update({(docname, node_id): node for node_id in node["ids"]})
        if isinstance(node, _LINKS) and (refid := node.get("refid")):
            wanted.add((docname, refid))
        if target := split_uri(node.get("refuri", "")):
            wanted.add(target)
        if isinstance(node, addnodes.index) and assembly.publication.options.get("index"):
            wanted.update((docname, entry[2]) for entry in node["entries"])
        for child in node.children:
            walk(child, docname)

    walk(assembly.tree, assembly.publication.startdoc)
    assembly.wanted = frozenset(wanted)
    assembly.footnotes = footnotes
    assembly._known = frozenset(known)


def _number_sections(assembly: Assembly, env: BuildEnvironment) -> None:
    for section in assembly.tree.findall(nodes.section):
        parent = section.parent
        if isinstance(parent, addnodes.start_of_file):
            docname, key = parent["docname"], ""
        else:
            docname, key = _document_of(section, assembly), f"#{section['ids'][0]}" if section["ids"] else ""
        number = env.toc_secnumbers.get(docname, {}).get(key)
        if number and (key or isinstance(parent, addnodes.start_of_file)):
            text = ".".join(map(str, number))
            assembly.section_numbers.update({(docname, node_id): text for node_id in section["ids"]})
            if not key:
                assembly.section_numbers[docname, ""] = text


def _document_of(node: nodes.Element, assembly: Assembly) -> str:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, addnodes.start_of_file):
            return str(parent["docname"])
        parent = parent.parent
    return assembly.publication.startdoc
