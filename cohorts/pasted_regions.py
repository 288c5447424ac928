"""A list of regions as it is copied from Excel, Word or a letter: names or Kemendagri codes."""

import re
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from clipboard import Heading, read_table
from cohorts.choosing import lock, nominate_all
from cohorts.models import Cohort, Nomination
from indonesian import daftar, plain_line
from regions.models import Region
from regions.pasted_lists import PastedLine, bare_cells, chosen_lines
from regions.region_names import RegionNames

COLUMNS = (
    Heading("name", ("nama", "daerah", "nama daerah", "kabupaten/kota", "kab/kota", "pemda")),
    Heading("code", ("kode", "kode kemendagri", "kode wilayah", "kode daerah")),
)
CODE = re.compile(r"\d\d\.\d\d|\d{4}")  # two digits alone may count the lines


@dataclass
class PastedRegion(PastedLine):
    """One line of the list, and the region that it names."""

    region: Region | None = None

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What stands beside its name."""
        parent = self.region.parent if self.region else None
        return [("Provinsi", parent.name if parent else ""), ("Kode", self.region.code)]


def read_regions(text: str, cohort: Cohort) -> tuple[list[PastedRegion], list[str]]:
    """The lines of a list, each with its region or why it has none; the headings not read."""
    table = read_table(text, COLUMNS, key="name", separators="\t;")
    order = table.names if table.is_headed else None
    names, there = RegionNames(), dict(cohort.nominations.values_list("region", "verdict"))
    lines, seen = [], {}
    for line in table.lines:
        found = _line(line, order, names)
        key = found.region.pk if found.region else None
        if key in there:
            found.problem = f"Sudah dinominasikan untuk {str(cohort).lower()}."
        elif key in seen:
            found.problem = f"Sudah ada di baris {seen[key]}."
        elif key:
            seen[key] = found.number
        lines.append(found)
    return lines, table.unused


@transaction.atomic
def add_regions(cohort: Cohort, text: str, *, chosen: set[str], by: User) -> list[Nomination]:
    """Nominate the regions of the chosen lines, all or none.

    Raises ListError when one of them may not be (any more).
    """
    lock(cohort)
    lines = chosen_lines(read_regions(text, cohort)[0], chosen)
    return nominate_all(cohort, [line.region for line in lines], by=by)


def _line(line, order, names):
    cells = [plain_line(cell) for cell in line.cells]
    said = dict(zip(order, cells, strict=False)) if order else {}
    words = [said.get("code"), said.get("name")] if order else _bare(cells)
    words = [word for word in words if word]
    found = PastedRegion(line.number, name=" ".join(words))
    if not words:
        found.problem = "Nama daerah tidak ditemukan di baris ini."
        return found
    meant = [names.called(word) for word in words]
    both = [one for one in meant[0] if all(_is_there(one, more) for more in meant[1:] if more)]
    found.problem = _fault(both, meant, words)
    if not found.problem:
        found.region, found.name = both[0], str(both[0])
    return found


def _bare(cells):
    return cells if CODE.fullmatch(cells[0]) else bare_cells(cells)


def _is_there(region, others):
    """Beside its name people write its code, or its province."""
    return region in others or region.parent in others


def _fault(both, meant, words):
    if len(both) == 1:
        return ""
    if both:
        return f"Ada {daftar(str(one) for one in both)}. Tulis yang mana."
    if all(meant) and len(meant) > 1:
        return f"“{words[0]}” dan “{words[1]}” bukan daerah yang sama."
    return f"“{words[0]}” tidak dikenal sebagai daerah."
