"""Two pages side by side on a sheet, in the order in which a folded and stapled booklet is read."""

from io import BytesIO

import pikepdf

#: A4 on its side, in points.
SHEET = (841.89, 595.28)


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


def make_booklet(pdf: bytes, title: str) -> tuple[bytes, int]:
    """Put the pages of an A5 PDF two by two on A4 sheets.

    The booklet is for a printer only: it carries no tags, and the A5 file beside it is the accessible one.

    Returns:
        The booklet, and its number of printed sides.
    """
    width, height = SHEET
    with pikepdf.open(BytesIO(pdf)) as source, pikepdf.new() as booklet:
        sides = imposition(len(source.pages))
        for side in sides:
            sheet = booklet.add_blank_page(page_size=SHEET)
            drawn = []
            for half, number in enumerate(side):
                if number is not None:
                    # Not `add_overlay`: it names what it places at random.
                    form = booklet.copy_foreign(source.pages[number - 1].as_form_xobject())
                    sheet.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(f"/Page{number}"))
                    drawn.append(_placed(form, f"/Page{number}", half * width / 2, width / 2, height))
            sheet.obj.Contents = booklet.make_stream("\n".join(drawn).encode("ascii"))
        booklet.docinfo["/Title"] = title
        booklet.Root.Lang = source.Root.get("/Lang", pikepdf.String("nl-BE"))
        out = BytesIO()
        booklet.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return out.getvalue(), len(sides)


def _placed(form: pikepdf.Object, name: str, left: float, width: float, height: float) -> str:
    """Return content-stream operators that draw a form as large as fits in a part of the sheet."""
    x0, y0, x1, y1 = (float(edge) for edge in form.BBox.as_list())
    scale = min(width / (x1 - x0), height / (y1 - y0))
    x = left + (width - scale * (x1 - x0)) / 2 - scale * x0
    y = (height - scale * (y1 - y0)) / 2 - scale * y0
    return f"q {scale:.5f} 0 0 {scale:.5f} {x:.3f} {y:.3f} cm {name} Do Q"
