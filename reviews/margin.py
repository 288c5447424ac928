"""The margin of the reading page: the notes on each passage, and on each row of a table."""

from collections import defaultdict

from notes.passages import attach_passages
from reviews.passages import NOTED_ROWS
from reviews.reading import ChapterReading


def attach_notes(reading: ChapterReading) -> None:
    """Give the passages and rows their notes as `notes`, with their words of now; four queries.

    What stands twice on a page has its notes where it stands first; a program that is told as a
    passage has them there.
    """
    found = defaultdict(list)
    notes = list(reading.masterplan.notes.with_threads())
    attach_passages(reading.masterplan, notes, all_kinds=False)
    for note in notes:
        found[f"{note.kind}-{note.row_id}"].append(note)
    shown = {passage.key for passage in reading.passages}
    for passage in reading.passages:
        passage.notes = found[passage.key]
        for table in passage.words.tables:
            for row in table.rows if table.name in NOTED_ROWS else ():
                _place(row, NOTED_ROWS[table.name], shown, found)


def _place(row, kind, shown, found):
    anchor = f"{kind}-{row.key}"
    if anchor not in shown:
        shown.add(anchor)
        row.place, row.anchor, row.notes = (kind, int(row.key)), anchor, found[anchor]
