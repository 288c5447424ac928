"""What openpyxl does not tell of a sheet that it reads row by row, from the sheet's own XML."""

from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.utils import range_boundaries

from sheets.file_checks import BROKEN, FileRefused

MOST_COLUMNS = 500  # that are read
MOST_KEPT = 60_000  # of each, whatever the file claims


@dataclass
class Walked:
    """What was seen on a walk through a sheet."""

    merged: list[tuple[str, range]] = field(default_factory=list)  # with the rows that they hide
    hidden: set[int] = field(default_factory=set)  # rows
    hidden_columns: set[int] = field(default_factory=set)  # from 0
    struck: set[str] = field(default_factory=set)  # cells with struck words of their own
    row: int = 0
    cell: str = ""

    def start(self, name, attributes):
        """An element begins; a name stands behind the address of its language."""
        match name.rpartition(" ")[2]:
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                if attributes.get("hidden") in ("1", "true") and len(self.hidden) < MOST_KEPT:
                    self.hidden.add(self.row)
            case "col" if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]), int(attributes["max"])
                self.hidden_columns |= set(range(first - 1, min(last, MOST_COLUMNS)))
            case "c":
                self.cell = attributes.get("r", "")
            case "strike" if attributes.get("val", "1") in ("1", "true"):
                self.struck.add(self.cell)
            case "mergeCell" if len(self.merged) < MOST_KEPT:
                _, first, _, last = range_boundaries(attributes["ref"])
                self.merged.append((attributes["ref"], range(first, last + 1)))


def walk(page) -> Walked:
    """Merged cells, hidden rows and columns, words struck within a cell. Raises FileRefused."""
    walked = Walked()

    def refuse(*_):
        raise FileRefused(BROKEN)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = walked.start
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    with page._get_source() as source:  # openpyxl has no public name for the sheet's own part
        while piece := source.read(1 << 16):
            parser.Parse(piece)
    return walked
