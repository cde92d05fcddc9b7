"""The codes that a web master copies."""

from markup import html_attr, html_text

#: What a frame may do where the host shuts it in: run its script, open outside links and PDFs.
SANDBOX = (
    "allow-scripts allow-same-origin allow-popups allow-downloads allow-forms"
    " allow-top-navigation-by-user-activation"
)


def link_code(address: str, title: str) -> str:
    """Return a link."""
    return f'<a href="{html_attr(address)}">{html_text(title)}</a>'


def frame_code(address: str, title: str, height: int) -> str:
    """Return a frame that needs no script, and no style: a host may refuse both.

    Args:
        address: public address of the page.
        title: spoken name of the frame.
        height: in CSS px.
    """
    return (
        f'<iframe src="{html_attr(address)}" title="{html_attr(title)}" width="100%" height="{height}"'
        ' frameborder="0" loading="lazy"></iframe>'
    )


def script_code(address: str) -> str:
    """Return the line that lets all frames of ours on a page grow, shrink and remember their place."""
    return f'<script src="{html_attr(address)}" async></script>'
