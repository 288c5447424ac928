"""Typesets one piece of a book or a page: what runs, ready and within limits, in `presses`.

Hears {"archive": …} and HTML, asks for pictures by their names, and tells the facts and the file.
"""

import logging
import sys

from limits.messages import read_message, write_message
from typesetting import pdf
from typesetting.asking import asked_for

logger = logging.getLogger("simpul.typesetting")
IMPOSSIBLE = {"impossible": True}


def prepare() -> None:
    """Read in WeasyPrint, fonts and stylesheets."""
    pdf.prepare()


def answer() -> None:
    """One piece. What WeasyPrint cannot do at all is told, and is no fault of ours."""
    told, html = read_message(sys.stdin.buffer)
    try:
        piece = pdf.render_piece(html.decode(), images=asked_for, archive=told["archive"])
    except MemoryError:
        raise
    except Exception as error:
        logger.warning("A piece cannot be typeset: %r", error)
        write_message(sys.stdout.buffer, IMPOSSIBLE)
    else:
        write_message(sys.stdout.buffer, {"facts": piece.facts}, piece.pdf)
