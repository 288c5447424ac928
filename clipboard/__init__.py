"""What was copied from a table, a list or a letter: its lines, their cells, and which is which.

Everything that people paste as rows is read here, and nowhere else. Reading changes nothing.
"""

from clipboard.headings import Heading, Named
from clipboard.lines import Line, lines_of
from clipboard.tables import PastedTable, read_table

__all__ = ["Heading", "Line", "Named", "PastedTable", "lines_of", "read_table"]
