"""The only place where text becomes markup, and where a path is let through.

Every text that reaches HTML, SVG, Typst, JSON or a script passes one of these functions at the last step.

- `html_text`, `html_attr`: HTML and SVG text and attribute values.
- `html_words`: the words of a piece of HTML, when the HTML itself is refused.
- `root_path`: the path of a site on its host.
- `safe_url`: a web address with a harmless scheme, or nothing.
- `typst_string`, `typst_value`: Typst string literals and other values, in code mode.
- `xml_text`: a text for an XML library that escapes by itself (DOCX, Atom).
- `json_for_script`: JSON that may stand inside a `<script>` element.
- `inside`: a path that stays inside the project folder.
- `markup.styles`: of a style sheet only what the pages use.
"""

from markup.html import html_attr, html_text, html_words, json_for_script, root_path, safe_url, xml_text
from markup.paths import OutsideProjectError, inside
from markup.typst import typst_string, typst_value

__all__ = [
    "OutsideProjectError",
    "html_attr",
    "html_text",
    "html_words",
    "inside",
    "json_for_script",
    "root_path",
    "safe_url",
    "typst_string",
    "typst_value",
    "xml_text",
]
