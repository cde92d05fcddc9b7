"""Links that an editor types."""

from pathlib import Path

from markup.html import ALLOWED_SCHEMES
from publication.conf import literal_in_conf

ROOT = Path(__file__).parents[2]


def test_myst_takes_for_a_web_address_what_we_let_through() -> None:
    schemes = literal_in_conf(ROOT, "myst_url_schemes")
    assert isinstance(schemes, list)
    assert set(schemes) == ALLOWED_SCHEMES
