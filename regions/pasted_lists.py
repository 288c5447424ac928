"""What the lists of Perangkat Daerah and of officials share, as they are pasted.

Every line is either ready or says in a sentence what is wrong with it. Nothing is added that was
not seen, and all that was chosen or nothing.
"""

import re
from dataclasses import dataclass

from regions.models import Region

# "1. ", "a) ", "• ": how lists of Word count.
COUNTED = re.compile(r"^(?:\(?\d{1,3}[.)]|[a-z]\)|[-–•●*·])\s*(?=\S)")
NUMBERING = re.compile(r"\d{1,3}\.?")
NOTHING = re.compile(r"[-–—.]*")
UNKNOWN = "“{0}” tidak dikenali. Beri baris judul di atas daftar: {1}."


class ListError(Exception):
    """The lines cannot be added. The message is meant for the user."""


@dataclass
class PastedLine:
    """One line of a list. `problem`: why it cannot be added; `note`: what to know first."""

    number: int
    name: str = ""
    problem: str = ""
    note: str = ""

    @property
    def is_ready(self) -> bool:
        return not self.problem

    @property
    def key(self) -> str:
        """What the box to tick says."""
        return str(self.number)

    def tell(self, sentence: str) -> None:
        """Something to know first."""
        self.note = f"{self.note} {sentence}".strip()


def bare_cells(cells: list[str]) -> list[str]:
    """The cells that say something, without the number of the line and its sign."""
    cells = [cell for cell in cells if not NOTHING.fullmatch(cell)]
    if len(cells) > 1 and NUMBERING.fullmatch(cells[0]):
        cells = cells[1:]
    return [COUNTED.sub("", cells[0]), *cells[1:]] if cells else []


def chosen_lines(lines: list, chosen: set[str]) -> list:
    """The lines that were ticked. Raises ListError when one of them is not ready (any more)."""
    found = [line for line in lines if line.is_ready and line.key in chosen]
    if not found and not chosen:
        raise ListError("Belum ada yang dipilih. Tidak ada yang ditambahkan.")
    if chosen - {line.key for line in found}:
        raise ListError(
            "Sebagian baris berubah sejak diperiksa. Tidak ada yang ditambahkan; periksa sekali"
            " lagi."
        )
    return found


def one_at_a_time(region: Region) -> None:
    """Of two coordinators with the same list the second finds what the first has added."""
    Region.objects.select_for_update(no_key=True).get(pk=region.pk)
