"""Layout of escalation charts: from the model to geometry, adapted to a given width and page height."""

from escalation.layout.fonts import Fonts
from escalation.layout.sheets import lay_out
from escalation.layout.style import Style

__all__ = ["Fonts", "Style", "lay_out"]
