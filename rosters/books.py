"""What the small tables share: a book of `sheets` whose rows can also be filled in place."""

from abc import abstractmethod
from dataclasses import dataclass

from indonesian import loose
from sheets.books import SheetBook, SheetRow, Values


@dataclass
class RosterBook(SheetBook):
    """A table of who or what belongs to something; few columns, and a page for each row."""

    @abstractmethod
    def url_of(self, row: SheetRow) -> str:
        """Where one row has a page of its own: there it is removed, too."""

    def meant(self, values: Values, rows: list[SheetRow]) -> SheetRow | None:
        """The row that pasted cells speak of: the one with the same words in its key columns."""
        keys = [column.name for column in self.main.columns if column.is_key]
        if not keys:
            return None
        said = [loose(values.get(name, "")) for name in keys]
        same = (r for r in rows if [loose(r.values.get(name, "")) for name in keys] == said)
        return next(same, None)

    def filled(self, values: Values) -> Values:
        """A new row with what people leave out."""
        return values
