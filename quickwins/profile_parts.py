"""Which parts a profile lacks, of plain values: pages ask it of rows, the books of the snapshot."""

from collections.abc import Collection, Mapping


def parts_without(texts: Mapping[str, str], rows: Mapping[str, Collection]) -> tuple[str, ...]:
    """The names of the texts that have no words, and of the tables that have no rows."""
    # The same blanks as `programs.models.WRITTEN` knows, with which the database is asked.
    empty = [name for name, text in texts.items() if not text.strip(" \t\r\n")]
    return (*empty, *(name for name, found in rows.items() if not found))
