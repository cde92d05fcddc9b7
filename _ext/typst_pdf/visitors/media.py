"""Images, figures and drawn diagrams."""

import re
from pathlib import Path

from docutils import nodes

from typst_pdf.writer import TypstWriter

_LENGTH = re.compile(r"^\s*(\d+(?:\.\d+)?)\s*(px|pt|cm|mm|in|em|ex|%|pc|rem|vw|)\s*$")
#: Typst units for the units of docutils; a CSS pixel is 1/96 inch, so 0.75 pt.
_UNITS = {
    "": ("pt", 0.75),
    "px": ("pt", 0.75),
    "pt": ("pt", 1.0),
    "pc": ("pt", 12.0),
    "cm": ("cm", 1.0),
    "mm": ("mm", 1.0),
    "in": ("in", 1.0),
    "em": ("em", 1.0),
    "rem": ("em", 1.0),
    "ex": ("em", 0.5),
    "%": ("%", 1.0),
    "vw": ("%", 1.0),
}
_LOST_IN_PRINT = {
    b"<foreignObject": "tekst in een HTML-vak (foreignObject)",
    b"var(--": "kleuren met var(…)",
    b"<a ": "links in de tekening",
}


def typst_length(value: object) -> str:
    """Return a docutils length as a Typst length; empty when there is none or it is no length."""
    match = _LENGTH.match(str(value or ""))
    if match is None:
        return ""
    unit, factor = _UNITS[match[2]]
    return f"{round(float(match[1]) * factor, 3):g}{unit}"


def holds_only_pictures(node: nodes.Element) -> bool:
    """Tell whether a paragraph is nothing but pictures, perhaps linked; these are blocks of their own."""
    words = [child for child in node.children if child.astext().strip() or not isinstance(child, nodes.Text)]
    return bool(words) and all(
        isinstance(child, nodes.image)
        or (isinstance(child, nodes.reference) and bool(child.children) and holds_only_pictures(child))
        for child in words
    )


class MediaVisitors(TypstWriter):
    """Pictures, each with a text alternative."""

    def visit_image(self, node: nodes.Element) -> None:
        self.anchors(node)
        uri = node["uri"]
        if "://" in uri:
            self.warn(
                "remote_image",
                f"De afbeelding «{uri}» staat op een andere site en komt niet in de PDF. "
                "Tip: Bewaar ze in de map van deze pagina.",
                node,
            )
            self.put(f"xref(address: {self.value(uri)}, {{ {self.value(node.get('alt') or uri)} }})")
            raise nodes.SkipNode
        name = self.builder.images.get(uri)
        if name is None:
            self.put(f"missing-picture({self.value(node.get('alt') or Path(uri).name)})")
            raise nodes.SkipNode  # Sphinx reported that the file cannot be read
        self._check_drawing(node, uri)
        arguments = [self.value(f"/{self.builder.imagedir}/{name}"), f"alt: {self._alternative(node)}"]
        lengths = ((key, typst_length(node.get(key))) for key in ("width", "height"))
        arguments += [f"{key}: {length}" for key, length in lengths if length]
        if scale := node.get("scale"):
            arguments.append(f"scaled: {int(scale)}%")
        if node.get("align") in {"left", "center", "right"}:
            arguments.append(f"align: {node['align']}")
        arguments.append(f"inline: {self.value(self._is_inline(node))}")
        self.put(f"picture({', '.join(arguments)})")
        raise nodes.SkipNode

    @staticmethod
    def _is_inline(node: nodes.Element) -> bool:
        """Tell whether a picture stands among words."""
        line = node.parent.parent if isinstance(node.parent, nodes.reference) else node.parent
        return isinstance(line, nodes.TextElement) and not holds_only_pictures(line)

    def _alternative(self, node: nodes.Element) -> str:
        alternative = (node.get("alt") or "").strip()
        if not alternative:
            self.warn(
                "no_alt",
                f"De afbeelding «{node['uri']}» heeft geen beschrijving (alt-tekst). "
                "Tip: Zet tussen [ ] wat er te zien is, of voeg «:alt:» toe.",
                node,
            )
            return self.value(Path(node["uri"]).stem.replace("-", " "))
        return self.value(alternative)

    def _check_drawing(self, node: nodes.Element, uri: str) -> None:
        if not uri.lower().endswith(".svg"):
            return
        source = (Path(self.builder.srcdir) / uri).read_bytes()
        for needle, what in _LOST_IN_PRINT.items():
            if needle in source:
                self.warn("svg", f"In de tekening «{uri}» gaan in de PDF verloren: {what}.", node)

    def visit_figure(self, node: nodes.Element) -> None:
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        legend = next((child for child in node.children if isinstance(child, nodes.legend)), None)
        side = node.get("align") if node.get("align") in {"left", "center", "right"} else "center"
        self.anchors(node)
        self.put(f"numbered-figure(align: {side},")
        self.block(c for c in node.children if not isinstance(c, (nodes.caption, nodes.legend)))
        if caption is not None:
            self.put("caption: {")
            self.caption_number(node, "figure")
            self.anchors(caption)
            self.code.extend(self.render(caption.children))
            self.put("},")
        if legend is not None:
            self.put("legend: {")
            self.code.extend(self.render(legend.children))
            self.put("},")
        self.put(")")
        raise nodes.SkipNode

    def visit_caption(self, node: nodes.Element) -> None:
        self.open("rubric(")  # a caption outside a figure: of a toctree

    def depart_caption(self, node: nodes.Element) -> None:
        self.close()

    def visit_graphviz(self, node: nodes.Element) -> None:
        """Show the source of a diagram that only the site can draw."""
        self.anchors(node)
        self.warn(
            "diagram", "Dit diagram staat alleen op de site als tekening; in de PDF staat de bron.", node
        )
        self.put(f"code-block({self.value(node.get('code', node.astext()))})")
        raise nodes.SkipNode

    visit_inheritance_diagram = visit_graphviz
