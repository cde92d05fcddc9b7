"""The fonts that drawings are measured with."""

import pytest

from escalation.layout import Fonts
from house_style.tokens import FONTS_PDF


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.from_folder(FONTS_PDF)
