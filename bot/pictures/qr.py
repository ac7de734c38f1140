"""A link as a QR code."""

import io

import segno


def qr(link: str) -> str:
    """Return a link's QR code as SVG, of error level M (a seventh of it may be unreadable), with its quiet border."""
    made = io.BytesIO()
    segno.make(link, error="m", micro=False, boost_error=False).save(
        made, kind="svg", border=4, xmldecl=False, svgns=True, nl=False
    )
    return made.getvalue().decode()
