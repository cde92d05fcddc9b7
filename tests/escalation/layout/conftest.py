"""The fonts that drawings are measured with."""

import pytest
from tools.projects import PROJECT

from escalation.layout import Fonts

FONTS = PROJECT / "_ext" / "house_style" / "fonts" / "pdf"


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return Fonts.from_folder(FONTS)
