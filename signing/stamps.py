"""What is seen of a signature in the letter: ink or typed name, who, as what, and when.

A page of exactly the size of the field (static/print/commitment.css), which is put into it by what
signs (`seals`). It stands in every signed file as many times as people sign, so it is kept small:
at most two faces, of each only the letters that are used.
"""

import datetime as dt

from django.template.loader import render_to_string

from commitments.letter import ink_of
from commitments.models import Signatory
from indonesian import waktu

LONG_NAME = 24  # typed, in italics
UNREADABLE = "(goresan tidak dapat dicetak)"
LONG_LINE = 44  # in the lines below


def render_stamp(
    place: Signatory, *, at: dt.datetime, method: str, typed_name: str = "", drawing: str = ""
) -> bytes:
    """The stamp as a PDF of one page. Takes a twentieth of a second once WeasyPrint was read in.

    `method`, `typed_name` and `drawing` are those of a `Signature`; what cannot be printed leaves
    a remark. The time is told by the clock of the region: WIB, WITA or WIT.
    """
    from typesetting.pdf import render_pdf  # WeasyPrint takes a second to be read in

    return render_pdf(
        stamp_html(
            name=place.name,
            position=place.position,
            time=waktu(at, place.commitment.region.time_zone),
            typed_name=typed_name,
            drawing=drawing if method == "drawn" else "",
        )
    )


def stamp_html(*, name: str, position: str, time: str, typed_name: str, drawing: str) -> str:
    """The HTML of a stamp."""
    ink = ink_of(drawing)
    typed_name = typed_name or ("" if ink else UNREADABLE)
    lines = {
        "name": name,
        "position": position,
        "time": time,
        "typed_name": typed_name,
        "is_long_typed": len(typed_name) > LONG_NAME,
        "is_long": max(len(name), len(position)) > LONG_LINE,
        "ink": ink,
    }
    return render_to_string("commitments/print/stamp.html", {"stamp": lines})
