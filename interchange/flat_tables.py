"""A snapshot as flat tables: every list of it is one, and every list in a row is one, too.

What a row of a list within a row belongs to is named in its first columns. Nothing is left out:
what the schema gets later becomes a column or a table by itself.
"""

from dataclasses import dataclass, field
from typing import Any

from editions.field_names import ANALYSES, AREAS, CODED_BY, FIELD_NAMES
from revisions.html_text import plain_text

# How the rows that hold other rows are told apart; the first of these that a row has.
NAMES = ("number", "name", "program", "title", "aim", "text", "statement", "word")
TITLES = FIELD_NAMES | AREAS


@dataclass
class FlatTable:
    """One table: its columns by their names in the schema, with how people call them."""

    name: str
    columns: dict[str, str] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    @property
    def lines(self) -> list[list[Any]]:
        """The rows in the order of the columns; None where a row has no such value."""
        return [[row.get(name) for name in self.columns] for row in self.rows]


def flat_tables(content: dict) -> list[FlatTable]:
    """All tables of a snapshot, those without rows left out, in the order of the plan.

    An edition of long ago may lack what the schema got later.
    """
    return _Flattening(content.get("labels", {})).tables_of(content)


class _Flattening:
    def __init__(self, labels):
        self.labels = {
            name: {label["code"]: label["label"] for label in labels.get(name, ())}
            for names in CODED_BY.values()
            for name in names
        }
        self.tables: dict[str, FlatTable] = {}

    def tables_of(self, content):
        self._list("Identitas", [content[name] for name in ("masterplan",) if name in content], {})
        self._list("Dimensi", content.get("dimensions", []), {})
        self._books(content.get("books", []))
        for name in ("missions", "phases", "alignments", "aims", "programs", "quick_wins"):
            self._list(TITLES[name], content.get(name, []), {})
        for name, rows in content.get("analyses", {}).items():
            self._list(ANALYSES.get(name, name), rows, {})
        for name, rows in content.get("team", {}).items():
            self._list(TITLES.get(name, name), rows, {})
        for name in ("meetings", "attachments"):
            self._list(TITLES[name], content.get(name, []), {})
        return [table for table in self.tables.values() if table.rows]

    def _books(self, books):
        """Books, their chapters, and all sections in one table, by the numbers of those."""
        for book in books:
            self._list("Buku", [_without(book, "chapters")], {})
            for chapter in book["chapters"]:
                above = {"Buku": book["number"]}
                self._list("Bab", [_without(chapter, "sections")], above)
                self._list("Isi buku", chapter["sections"], above | {"Bab": chapter["number"]})

    def _list(self, title, rows, above):
        table = self.tables.setdefault(title, FlatTable(title))
        for row in rows:
            row = row if isinstance(row, dict) else {"text": row}
            flat = dict(above)
            below = []
            for name, value in row.items():
                if _is_table(value):
                    below.append((name, value))
                else:
                    flat |= self._cells(name, value)
            for name in flat:
                table.columns.setdefault(name, FIELD_NAMES.get(name.split(".")[-1], name))
            table.rows.append(flat)
            for name, inner in below:
                self._list(f"{title}, {_called(name)}", inner, above | self._name_of(title, row))

    def _cells(self, name, value):
        """A value as one cell, or as several when it has parts."""
        if isinstance(value, dict):
            return {f"{name}.{part}": one for part, one in value.items() if not _is_table(one)}
        if isinstance(value, list):
            words = [
                one if not isinstance(one, dict) else next(iter(one.values())) for one in value
            ]
            return {name: "; ".join(map(str, words))}
        if name == "html":
            value = plain_text(value)
        for labels in CODED_BY.get(name, ()):
            value = self.labels[labels].get(value, value)
        return {name: value}

    def _name_of(self, title, row):
        name = next((name for name in NAMES if row.get(name)), None)
        return {title: row[name]} if name else {}


def _without(row, name):
    return {key: value for key, value in row.items() if key != name}


def _is_table(value):
    """A list of rows with more to say than what each is called."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(one, dict) and len(one) > 1 for one in value)
        and not all(set(one) == {"name", "short_name"} for one in value)
    )


def _called(name):
    return FIELD_NAMES.get(name, name).lower()
