"""A column of a worksheet, and what stands in one of its boxes."""

from dataclasses import dataclass
from typing import Any

from analyses.models import Finding
from indonesian import angka


@dataclass(frozen=True)
class Column:
    """One column. `name` is the form's field; `box` says how its cell looks and is read.

    `area` a few sentences, `line` a short text, `number` and `money` figures, `choice` a list,
    `agency` a name with proposals, `codes` "S1, O2", `place` a dimension or subdimension.
    """

    name: str
    head: str
    box: str = "line"
    aliases: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    words: tuple[tuple[str, str], ...] = ()  # other words for the choices, as Excel has them
    hint: str = ""
    longest: int | None = None

    @property
    def input_name(self) -> str:
        return "codes" if self.box == "codes" else self.name

    @property
    def size(self) -> str:
        """How wide the column is drawn."""
        short = self.choices and all(len(words) == 1 for _, words in self.choices)
        return "level" if short else self.box

    @property
    def is_figure(self) -> bool:
        return self.box in ("number", "money")


@dataclass(frozen=True)
class Cell:
    """What stands in one box of one row."""

    column: Column
    value: str

    @property
    def words(self) -> str:
        """The value for a reader."""
        return dict(self.column.choices).get(self.value, self.value)


def boxed(finding: Finding, column: Column, codes=None) -> str:
    """What stands in the box of a saved row."""
    if column.box == "codes":
        return codes.written(finding.entries.all()) if codes else ""
    if column.box == "agency":
        return str(finding.agency) if finding.agency else ""
    value: Any = getattr(finding, finding._meta.get_field(column.name).attname)
    if value is None:
        return ""
    if column.box == "money" or column.name in ("count", "certified"):
        return angka(value)
    return str(value)
