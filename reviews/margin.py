"""The margin of the reading page: the notes on each passage."""

from collections import defaultdict

from notes.passages import attach_passages
from reviews.reading import ChapterReading


def attach_notes(reading: ChapterReading) -> None:
    """Give the passages their notes as `notes`, with their words of now; four queries."""
    found = defaultdict(list)
    notes = list(reading.masterplan.notes.with_threads())
    attach_passages(reading.masterplan, notes, all_kinds=False)
    for note in notes:
        found[f"{note.kind}-{note.row_id}"].append(note)
    for passage in reading.passages:
        passage.notes = found[passage.key]
