"""Notes as an annex of the book: a paper of its own, "Catatan reviu".

They are no part of the snapshot and of what is signed (decision 0068): notes go on while books are
printed, and what was asked does not bind who signs.
"""

import re
from datetime import date
from itertools import groupby

from django.template.loader import render_to_string

from indonesian import tanggal
from masterplans.models import Masterplan
from notes.models import NoteState, NoteWeight
from notes.passages import attach_passages

ALL, MUSTS, OPEN = "semua", "wajib", "terbuka"
CHOICES = [
    (ALL, "Semua catatan"),
    (MUSTS, "Hanya yang wajib diperbaiki"),
    (OPEN, "Hanya yang belum selesai"),
]
NUMBER = re.compile(r"\d+")


def annex_html(masterplan: Masterplan, which: str, *, today: date) -> str:
    """The paper as HTML: every note with its thread, by places in the order of the book."""
    notes = masterplan.notes.with_threads()
    if which == MUSTS:
        notes = notes.filter(weight=NoteWeight.MUST)
    if which == OPEN:
        notes = notes.exclude(state__in=[NoteState.RESOLVED, NoteState.STANDS])
    notes = sorted(notes, key=_in_the_book)
    attach_passages(masterplan, notes, all_kinds=False)
    places = [(name, list(some)) for name, some in groupby(notes, key=lambda note: note.place_name)]
    page = {
        "masterplan": masterplan,
        "which": dict(CHOICES)[which].lower(),
        "places": places,
        "count": len(notes),
        "today": tanggal(today),
    }
    return render_to_string("notes/print/annex.html", page)


def _in_the_book(note):
    numbers = [int(number) for number in NUMBER.findall(note.place_name.partition(" ")[2])[:3]]
    return note.kind != "bagian", note.kind, numbers, note.place_name, note.at, note.pk
