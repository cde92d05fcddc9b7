"""Two pages side by side on a sheet, in the order in which a folded and stapled booklet is read."""

from markup import typst_string


def imposition(pages: int) -> list[tuple[int | None, int | None]]:
    """Return the left and right page of each printed side, for printing on both sides and folding once.

    The page count is padded to a multiple of four with empty pages (None) before the last page, so that the
    back cover stays at the back. With m pages in all, sheet s (from 0) carries m-2s and 1+2s on its front and
    2+2s and m-1-2s on its back.
    """
    total = -(-pages // 4) * 4
    padded: list[int | None] = [*range(1, pages), *[None] * (total - pages), pages]
    sides = []
    for sheet in range(total // 4):
        first, last = 2 * sheet, total - 1 - 2 * sheet
        sides.append((padded[last], padded[first]))
        sides.append((padded[first + 1], padded[last - 1]))
    return sides


def booklet_source(pdf_name: str, pages: int) -> str:
    """Return Typst code for an A4 booklet of an A5 PDF that lies in the same folder.

    The booklet is for a printer only: it carries no tags, and the A5 file beside it is the accessible one.
    """
    picture = f"image({typst_string(pdf_name)}, page: n, width: 100%)"
    lines = [
        '#set page(paper: "a4", flipped: true, margin: 0pt)',
        f"#let half(n) = if n == none {{ [] }} else {{ {picture} }}",
        "#let side(left, right) = grid(columns: (50%, 50%), half(left), half(right))",
    ]
    lines += [f"#side({left or 'none'}, {right or 'none'})" for left, right in imposition(pages)]
    return "\n".join(lines) + "\n"
