"""The sizes of a drawing; all in the unit of the caller."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """Sizes, most of them in proportion to the size of the titles.

    Attributes:
        size: type of titles, questions and ends; nothing is set smaller than `small`.
        small: type of actors, strengths, deadlines, labels and legend.
        gap: height between two rows.
    """

    size: float
    small: float
    gap: float

    @classmethod
    def screen(cls, size: float = 15.0) -> "Style":
        """Return the sizes for the site, in CSS px."""
        return cls(size, round(size * 0.87, 2), round(size * 1.5, 2))

    @classmethod
    def print(cls, size: float = 9.0) -> "Style":
        """Return the sizes for paper, in pt; no text is smaller than 8 pt."""
        return cls(size, max(8.0, round(size * 0.87, 2)), round(size * 1.35, 2))

    @property
    def line(self) -> float:
        """Height of a line of a title."""
        return self.size * 1.28

    @property
    def small_line(self) -> float:
        """Height of a line of small type."""
        return self.small * 1.28

    @property
    def pad(self) -> float:
        """Free room within a card."""
        return self.size * 0.6

    @property
    def track(self) -> float:
        """Distance between parallel lines."""
        return self.size * 0.75

    @property
    def badge(self) -> float:
        """Radius of the disc behind a number."""
        return self.small * 0.72

    @property
    def radius(self) -> float:
        """Radius of rounded corners of lines."""
        return self.size * 0.4

    @property
    def value(self) -> float:
        """Type of the number of a threshold."""
        return self.size * 1.75
