"""Sizes and distances of a drawing, all in proportion to its type."""

from dataclasses import dataclass

# What a length of `Style.length` is written in: the type size of the drawings it was designed at.
_DESIGN = 15.0

#: Points: charts on paper are never set smaller.
SMALLEST = 8.0
#: Width and height in points of the largest drawing on a page of a report (A4) and of a brochure (A5): a
#: little wider than the text, with room for a caption.
PAGE_A4 = (530.0, 671.0)
PAGE_A5 = (372.0, 484.0)
#: Width of the text on both.
TEXT_A4 = 453.5
TEXT_A5 = 340.0


@dataclass(frozen=True)
class Style:
    """Sizes of type, in the unit of the caller; distances follow from `size`.

    Attributes:
        size: of the title of a step.
        small: of actor, strength, deadline, label, number and legend; no type is smaller.
        value: of the number of a threshold.
        pad: free space above and below the text of a card, as `length`.
        gaps: distances between rows to try, from calm to tight, as `length`.
    """

    size: float
    small: float
    value: float
    pad: float = 7.0
    gaps: tuple[float, ...] = (24, 20, 17, 14, 11)

    @classmethod
    def screen(cls, size: float = 15.0) -> "Style":
        """Return the sizes for a screen, in CSS px."""
        return cls(size, round(size * 0.88, 2), round(size * 1.75, 2))

    @classmethod
    def print(cls, size: float = 9.0) -> "Style":
        """Return the sizes for paper, in pt; nothing is smaller than 8 pt.

        Raises:
            ValueError: if the size itself is smaller.
        """
        if size < SMALLEST:
            raise ValueError(f"type on paper is at least 8 pt, not {size}")
        return cls(size, max(SMALLEST, round(size * 0.88, 2)), round(size * 1.75, 2), pad=3.6)

    def length(self, design: float) -> float:
        """Return a distance, given as it is when the type is 15 high."""
        return design * self.size / _DESIGN

    @property
    def badge(self) -> float:
        """Radius of the disc behind a number; two figures fit."""
        return max(self.length(9.5), self.small * 0.72)

    @property
    def radius(self) -> float:
        """Radius of the corners of lines."""
        return self.length(6)

    @property
    def track(self) -> float:
        """Distance between parallel lines in a channel."""
        return self.length(9)

    @property
    def arrow(self) -> float:
        """Free length that an arrow needs in front of a card: head, and corner behind it."""
        return self.badge * 0.95 + self.length(4)

    @staticmethod
    def leading(size: float) -> float:
        """Return the height of a line of type."""
        return size * 1.25

    @staticmethod
    def baseline(size: float) -> float:
        """Return how far the baseline lies below the top of a line of type."""
        return size * 0.95
