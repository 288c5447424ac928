"""Typesets some pages and draws them, for who writes: what runs, ready and within limits, in
`proofs`. Hears HTML, asks for pictures by their names, tells the pages and their pictures."""

import sys

from limits.messages import read_message, write_message
from typesetting import page_pictures, pdf
from typesetting.asking import asked_for
from typesetting.press import IMPOSSIBLE


def prepare() -> None:
    """Read in WeasyPrint, fonts, stylesheets, and PDFium."""
    pdf.prepare()
    page_pictures.prepare()


def answer() -> None:
    """One piece, as pictures."""
    _, html = read_message(sys.stdin.buffer)
    try:
        piece = pdf.render_piece(html.decode(), images=asked_for)
    except MemoryError:
        raise
    except Exception:
        write_message(sys.stdout.buffer, IMPOSSIBLE)
        return
    pages, pictures = page_pictures.drawn(piece.pdf, width=WIDTH)
    write_message(sys.stdout.buffer, {"pages": pages, "remarks": piece.remarks}, pictures)


WIDTH = 900  # pixels of a page; twice what the margin of the editor shows
