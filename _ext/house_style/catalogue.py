"""The Dutch interface: our own catalogue comes first, Sphinx's and the themes' after it."""

from gettext import GNUTranslations, NullTranslations
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from sphinx import locale
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains import changeset

from house_style.tokens import HERE

PO_FILE = HERE / "dutch.po"
# Holds the script texts only: Sphinx would write a compiled copy beside every .po file that lies in here.
LOCALE = HERE / "locale"
DOMAINS = ("sphinx", "booktheme")
#: The texts that Sphinx translates while it is imported, when our catalogue is not there yet.
VERSION_TEXTS = {
    "versionadded": "Added in version %s",
    "versionchanged": "Changed in version %s",
    "deprecated": "Deprecated since version %s",
    "versionremoved": "Removed in version %s",
}


class DutchTexts(GNUTranslations):
    """Our catalogue. A type of its own, because Sphinx keeps catalogues for the next build in a process."""


def load_catalogue() -> DutchTexts:
    """Compile the catalogue in memory, so that no compiled copy can fall behind the text."""
    with PO_FILE.open("rb") as source:
        catalogue = read_po(source, locale="nl", domain="sphinx")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return DutchTexts(compiled)


def install_catalogue(app: Sphinx) -> None:
    """Put our catalogue before the existing ones. Python's gettext asks the fallback for what is missing."""
    dutch = app.config.language.startswith("nl")
    for domain in DOMAINS:
        existing = locale.translators.get(("general", domain))
        if dutch and not isinstance(existing, DutchTexts):
            ours = load_catalogue()
            if existing is not None:
                ours.add_fallback(existing)
            locale.translators["general", domain] = ours
        elif not dutch and isinstance(existing, DutchTexts):
            locale.translators["general", domain] = NullTranslations()
    app.translator = locale.translators["general", "sphinx"]
    for directive, text in VERSION_TEXTS.items():
        if isinstance(changeset.versionlabels[directive], str):  # else it follows the language by itself
            changeset.versionlabels[directive] = app.translator.gettext(text)


def offer_script_texts(_app: Sphinx, config: Config) -> None:
    """Let the HTML builders take `sphinx.js` from us: the stock one crashes the Dutch search page."""
    if config.language.startswith("nl"):
        config.locale_dirs = [*config.locale_dirs, str(LOCALE)]


def setup_catalogue(app: Sphinx) -> None:
    """Install the texts of templates and of scripts."""
    install_catalogue(app)
    app.connect("config-inited", offer_script_texts)
