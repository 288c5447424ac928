"""The margin of the reading page: the notes on each passage."""

from collections import defaultdict

from reviews.reading import ChapterReading


def attach_notes(reading: ChapterReading) -> None:
    """Give the passages their notes as `notes`; three queries."""
    found = defaultdict(list)
    for note in reading.masterplan.notes.with_threads():
        found[f"{note.kind}-{note.row_id}"].append(note)
    for passage in reading.passages:
        passage.notes = found[passage.key]
