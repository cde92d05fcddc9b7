"""TeX formulas as Typst formulas, by the library tex2typst; each is tried before it is used."""

from functools import lru_cache

import typst
from tex2typst import tex2typst

from markup import typst_string


@lru_cache(maxsize=4096)
def typst_from_tex(tex: str) -> str | None:
    """Return a Typst formula for a TeX formula, or None when the library or the compiler refuses it."""
    try:
        code = tex2typst(tex)
    except Exception:
        return None
    return code if code.strip() and _compiles(code) else None


def _compiles(code: str) -> bool:
    try:
        typst.compile(f'#eval({typst_string(code)}, mode: "math")'.encode())
    except typst.TypstError:
        return False
    return True
