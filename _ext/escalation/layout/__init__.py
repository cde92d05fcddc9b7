"""Layout of escalation charts: from the model to geometry, adapted to a given width and page height."""

from escalation.simple.fonts import Fonts
from escalation.simple.sheets import lay_out
from escalation.simple.style import Style

__all__ = ["Fonts", "Style", "lay_out"]
