"""A drawing of ours as PNG, in the letters of the books: WeasyPrint sets it, PDFium draws it."""

import io
import re

import pypdfium2

from typesetting.pdf import render_pdf

VIEW = re.compile(r'viewBox="([\d. -]+)"')
CLASS = re.compile(r' class="[^"]*"')
POINTS, INCH = 72, 25.4
SMALLEST = 40  # millimetres: smaller ones would stand on a line of letters that is higher


def png_of(svg: str, width: float, dots: int) -> tuple[bytes, float, float]:
    """A drawing `width` millimetres wide, without a ground: its bytes, width and height."""
    found = VIEW.search(svg)
    _, _, across, down = map(float, found[1].split()) if found else (0, 0, 1, 1)
    ratio, broad = down / across, max(width, SMALLEST)
    size = f'<svg width="{broad}mm" height="{broad * ratio}mm"'
    drawing = CLASS.sub("", svg, count=1).replace("<svg", size, 1)
    # The cover is the one page of the stylesheet that has no margins, no head and no foot.
    pdf = render_pdf(f'<html lang="id"><body><div class="cover">{drawing}</div></body></html>')
    scale = dots / POINTS * width / broad
    dot = width / INCH * dots
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0].render(scale=scale, fill_color=(255, 255, 255, 0)).to_pil()
    out = io.BytesIO()
    page.crop((0, 0, round(dot), round(dot * ratio))).save(out, "PNG")
    return out.getvalue(), width, width * ratio
