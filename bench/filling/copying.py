"""Rows into the database by COPY, many times faster than INSERT, in the words of the models.

Foreign keys, checks and unique keys are checked as always. Only the triggers of our own (who may
change what, and when) are off while filling: the rows of a signed plan could not be written
otherwise without signing it.
"""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class Loader:
    """Takes model instances, gives each its key at once, and copies them in the order of `kinds`.

    Parents come before children in `kinds`. Fields that a save would fill (`auto_now`) must be set.
    """

    def __init__(self, kinds: Iterable[type[models.Model]]) -> None:
        self.tables = {kind: _Table(kind) for kind in kinds}

    def add(self, row: models.Model) -> models.Model:
        """Take a row; from here on it has its key, so that others may point at it."""
        self.tables[type(row)].add(row)
        return row

    def flush(self) -> None:
        """Send everything that was taken so far."""
        for table in self.tables.values():
            table.send()

    def finish(self) -> int:
        """Send the rest and let the next key follow the last one; how many rows there were."""
        self.flush()
        for table in self.tables.values():
            table.move_sequence()
        return sum(table.count for table in self.tables.values())


class _Table:
    def __init__(self, kind):
        meta = kind._meta
        fields = [f for f in meta.concrete_fields if not (f.has_db_default() or f.generated)]
        self.name, self.key = meta.db_table, meta.pk.attname
        self.writers = [(field.attname, _writer(field)) for field in fields]
        columns = ", ".join(f'"{field.column}"' for field in fields)
        self.command = f'COPY "{self.name}" ({columns}) FROM STDIN'
        self.sequence = _one("SELECT pg_get_serial_sequence(%s, %s)", self.name, meta.pk.column)
        self.next = _one("SELECT nextval(%s)", self.sequence)
        self.lines, self.count = [], 0

    def add(self, row):
        if getattr(row, self.key) is None:
            setattr(row, self.key, self.next)
            self.next += 1
        self.lines.append(
            "\t".join(
                "\\N" if (value := getattr(row, name)) is None else write(value)
                for name, write in self.writers
            )
        )

    def send(self):
        if not self.lines:
            return
        with connection.cursor() as cursor:
            cursor.copy_expert(self.command, io.StringIO("\n".join(self.lines) + "\n"))
        self.count += len(self.lines)
        self.lines.clear()

    def move_sequence(self):
        _one("SELECT setval(%s, %s, false)", self.sequence, self.next)


def _writer(field):
    """How a value of this field is written in the text format of COPY."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value).translate(ESCAPES)
    if isinstance(field, models.BinaryField):
        return lambda value: "\\\\x" + value.hex()
    if isinstance(field, models.CharField | models.TextField):
        return lambda value: str(value).translate(ESCAPES)
    return str


def _one(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0]


@contextmanager
def own_triggers_off(kinds: Iterable[type[models.Model]]) -> Iterator[None]:
    """One transaction without our own triggers on these tables; they are back when it ends."""
    with transaction.atomic(), connection.cursor() as cursor:
        # At once, not at the end: a table with rows still to be checked cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for kind in kinds:
            cursor.execute(f'ALTER TABLE "{kind._meta.db_table}" DISABLE TRIGGER USER')
        yield
        for kind in kinds:
            cursor.execute(f'ALTER TABLE "{kind._meta.db_table}" ENABLE TRIGGER USER')
