"""A QR code as squares, to stand in a page or in print."""

import segno
from django.utils.safestring import SafeString


def qr_code(address: str) -> SafeString:
    """The address as an SVG of the class `qr`; drawn by segno, the address is data in it."""
    code = segno.make(address, error="m", micro=False)
    return SafeString(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))
