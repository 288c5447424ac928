"""A list of officials as it is copied from Excel, Word or a decree.

Degrees stay with the name; a NIP or NRP, rank and grade are known by how they are written.
"""

import re
from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from audit.trail import record
from clipboard import Heading, read_table
from indonesian import bare_name, loose, plain_line
from regions.agency_names import AgencyNames
from regions.models import Acting, Agency, Official, Region
from regions.offices import NumberKind, service_number
from regions.official_cells import (
    is_grade,
    is_number,
    is_position,
    is_rank,
    rank_and_grade,
    read_number,
)
from regions.pasted_lists import (
    NOTHING,
    UNKNOWN,
    PastedLine,
    bare_cells,
    chosen_lines,
    one_at_a_time,
)

COLUMNS = (
    Heading("name", (
        "nama", "nama lengkap", "nama pejabat", "nama lengkap dengan gelar", "nama dan gelar",
    )),
    Heading("position", ("jabatan", "nama jabatan", "jabatan dinas", "kedudukan")),
    Heading("number", ("nip", "nrp", "nip nrp", "nip atau nrp", "nomor induk pegawai")),
    Heading("rank", (
        "pangkat", "pangkat golongan", "pangkat dan golongan", "pangkat gol", "pangkat gol ruang",
        "pangkat golongan ruang",
    )),
    Heading("grade", ("golongan", "gol", "gol ruang", "golongan ruang")),
    Heading("agency", (
        "opd", "perangkat daerah", "pd", "skpd", "unit kerja", "instansi", "dinas",
        "asal instansi",
    )),
    Heading("email", ("surel", "email", "surel dinas", "alamat surel", "email dinas")),
    Heading("in_team", ("tim", "tim penyusun", "anggota tim", "anggota tim penyusun")),
)  # fmt: skip
ACTING = re.compile(r"^(pj|plt|plh)\b\.?\s*(?=\S)", re.IGNORECASE)
EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}")
YES, NO = {"ya", "y", "x", "v", "1", "anggota"}, {"", "tidak", "bukan", "0", "t"}
HEADINGS = "Nama, Jabatan, NIP, Pangkat, Golongan, Perangkat Daerah, Surel, Tim"
LONGEST = {"name": 150, "position": 150, "rank": 60, "grade": 8, "institution": 150}
LABELS = {
    "name": "Nama", "position": "Jabatan", "rank": "Pangkat", "grade": "Golongan",
    "institution": "Instansi",
}  # fmt: skip


@dataclass
class PastedOfficial(PastedLine):
    """One line of the list, and what it will be."""

    position: str = ""
    acting: str = ""
    number_kind: str = NumberKind.NIP
    nip: str = ""
    rank: str = ""
    grade: str = ""
    agency: Agency | None = None
    institution: str = ""
    email: str = ""
    in_team: bool = False
    is_head_of_region: bool = False
    said: dict[str, str] = field(default_factory=dict)  # the cells, before they are understood

    @property
    def bare_name(self) -> str:
        """The name without degrees, as she will be asked for it when she signs."""
        return bare_name(self.name)

    @property
    def facts(self) -> list[tuple[str, str]]:
        acting = f"{Acting(self.acting).label} " if self.acting else ""
        rank = ", ".join(filter(None, [self.rank, self.grade]))
        return [
            ("Tanpa gelar", self.bare_name),
            ("Jabatan", f"{acting}{self.position}"),
            ("NIP atau NRP", service_number(self.number_kind, self.nip)),
            ("Pangkat", rank),
            ("Perangkat Daerah", str(self.agency or self.institution)),
            ("Surel dinas", self.email),
        ]

    def made(self, region: Region, order: int) -> Official:
        """What is stored."""
        return Official(
            region=region, order=order, name=self.name, position=self.position,
            acting=self.acting, number_kind=self.number_kind, nip=self.nip, rank=self.rank,
            grade=self.grade, agency=self.agency, institution=self.institution,
            in_team=self.in_team, is_head_of_region=self.is_head_of_region,
        )  # fmt: skip


def read_officials(text: str, region: Region) -> tuple[list[PastedOfficial], list[str]]:
    """The lines of a list, checked against the region, and the headings that are not read.

    Costs two queries for any length.
    """
    table = read_table(text, COLUMNS, key="name", separators="\t;")
    order = table.names if table.is_headed else None
    names = AgencyNames(region)
    lines = []
    for line in table.lines:
        found = PastedOfficial(line.number)
        _sort(found, line.cells, order, names)
        found.problem = found.problem or _understand(found, region, names)
        lines.append(found)
    _tell_doubles(lines, list(region.officials.all()), region)
    return lines, table.unused


@transaction.atomic
def add_officials(region: Region, text: str, *, chosen: set[str], by: User) -> list[Official]:
    """Add the chosen lines of a list, in its order behind those that are there.

    Raises ListError when one of them may not be added (any more); then none is.
    """
    one_at_a_time(region)
    lines = chosen_lines(read_officials(text, region)[0], chosen)
    last = max(region.officials.values_list("order", flat=True), default=0)
    made = [line.made(region, last + place) for place, line in enumerate(lines, 1)]
    for official in Official.objects.bulk_create(made):
        record(by, "official.added", official, pasted=True)
    return made


# --- which cell says what


def _sort(found, cells, order, names):
    """Put the cells where they belong: by their headings, or by what they are."""
    if order is None:
        rest = [plain_line(one) for cell in cells for one in cell.split("\n")]
    else:
        rest = []
        for name, cell in zip(order, cells, strict=False):
            first, *more = [plain_line(one) for one in cell.split("\n")]
            found.said[name] = "" if NOTHING.fullmatch(first) else first
            # Below a name people write its number and rank; what nobody asked for is not read.
            rest += more if name else []
        found.said["name"] = " ".join(bare_cells([found.said.get("name", "")]))
    rest = [cell for cell in (rest if order else bare_cells(rest)) if not NOTHING.fullmatch(cell)]
    _by_content(found, rest, names)


def _by_content(found, cells, names):
    words = []
    for cell in cells:
        kind = _kind_of(cell, names)
        if kind and not found.said.get(kind):
            found.said[kind] = cell
        else:
            words.append(cell)
    if len(words) > 1 and is_position(words[0]) and not is_position(words[1]):
        words[:2] = words[1::-1]
    for name in ("name", "position"):
        if words and not found.said.get(name):
            found.said[name] = words.pop(0)
    if words:
        found.problem = UNKNOWN.format(words[0], HEADINGS)


def _kind_of(cell, names):
    """What a cell is by how it is written: a number, a grade, a rank, a Perangkat Daerah."""
    if "@" in cell:
        return "email"
    if is_number(cell):
        return "number"
    if is_grade(cell):
        return "grade"
    if is_rank(cell):
        return "rank"
    return "agency" if names.exact(cell) else ""


# --- what the cells say


def _understand(found, region, names):
    """Fill the line from its cells; gives the first fault, in a sentence."""
    said = found.said
    found.name, found.position = said.get("name", ""), said.get("position", "")
    if acting := ACTING.match(found.position):
        found.acting = acting[1].lower()
        found.position = found.position[acting.end() :]
    found.email = said.get("email", "").lower()
    if found.email and not EMAIL.fullmatch(found.email):
        return f"“{found.email}” bukan alamat surel."
    found.rank, found.grade = rank_and_grade(said.get("rank", ""), said.get("grade", ""))
    number = read_number(said.get("number", ""))
    found.number_kind, found.nip = number.kind, number.digits
    if number.note:
        found.tell(number.note)
    _read_head(found, region)
    return (
        _fault(found) or number.problem or _read_agency(found, names) or _read_team(found)
    )  # fmt: skip


def _read_head(found, region):
    heads = {loose(region.head_title), loose(f"{region.head_title} {region.name}")}
    if loose(found.position) in heads:
        found.is_head_of_region = True
        found.tell(f"Dicatat sebagai kepala daerah ({region.head_title}).")


def _read_agency(found, names):
    words = found.said.get("agency", "")
    if not words:
        return ""
    meant = names.find(words)
    found.agency = meant.agency
    if meant.note:
        found.tell(meant.note)
    return meant.problem


def _read_team(found):
    words = found.said.get("in_team", "").strip("✓✔√ ")
    found.in_team = bool(found.said.get("in_team")) and (not words or loose(words) in YES)
    if found.in_team or loose(words) in NO:
        return ""
    return f"“{words}” di kolom Tim tidak dikenal. Tulis ya atau tidak."


def _fault(found):
    if not any(letter.isalpha() for letter in found.name):
        return "Nama tidak ditemukan di baris ini."
    if not found.position:
        return "Jabatan tidak ditemukan. Pisahkan nama dan jabatan dengan tab atau titik koma."
    for name, longest in LONGEST.items():
        if len(getattr(found, name)) > longest:
            return f"{LABELS[name]} lebih panjang dari {longest} huruf."
    return ""


# --- who is there already


def _tell_doubles(lines, there, region):
    """Lines that name the same official, or one that the region has; people with two offices."""
    known = [(one, "di daerah ini") for one in there]
    for line in lines:
        if not line.is_ready:
            continue
        for other, where in known:
            line.problem = line.problem or _same(line, other, where, region)
        if line.is_ready:
            known.append((line, f"di baris {line.number}"))


def _same(line, other, where, region):
    """What is wrong when both are the same; a second office of a person is told, not refused."""
    person = loose(bare_name(line.name)) == loose(bare_name(other.name))
    number = bool(line.nip) and line.nip == other.nip
    if person and loose(line.position) == loose(other.position):
        return f"Sudah tercatat {where}: {other.name}, {other.position}."
    if number and not person:
        return f"Nomornya sama dengan {other.name} {where}."
    if line.is_head_of_region and other.is_head_of_region:
        return f"{region.head_title} sudah tercatat {where}: {other.name}."
    if number or (person and not (line.nip and other.nip)):
        line.tell(f"Orang ini juga tercatat {where} sebagai {other.position}.")
    return ""
