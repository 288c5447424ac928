"""A list of Perangkat Daerah as it is copied from Excel, Word or a regulation."""

import re
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from audit.trail import record
from clipboard import Heading, read_table
from indonesian import loose, plain_line
from regions.agency_names import spelled
from regions.models import Agency, AgencyKind, Region
from regions.pasted_lists import UNKNOWN, PastedLine, bare_cells, chosen_lines, one_at_a_time

COLUMNS = (
    Heading("name", (
        "nama", "perangkat daerah", "nama perangkat daerah", "opd", "nama opd", "skpd", "pd",
        "instansi", "unit kerja", "nama instansi",
    )),
    Heading("short_name", ("nama singkat", "singkatan", "singkat", "akronim", "disingkat")),
    Heading("kind", ("jenis", "jenis perangkat daerah", "tipe", "bentuk")),
)  # fmt: skip
# The first word of a name says what it is.
KINDS = {
    "dinas": AgencyKind.OFFICE,
    "badan": AgencyKind.BODY,
    "inspektorat": AgencyKind.INSPECTORATE,
    "sekretariat": AgencyKind.SECRETARIAT,
    "rumah": AgencyKind.HOSPITAL,
    "rsud": AgencyKind.HOSPITAL,
    "kecamatan": AgencyKind.DISTRICT,
    "distrik": AgencyKind.DISTRICT,
}
WITH_SHORT = re.compile(r"(?P<name>.*\S)\s*\((?P<short>[^()]{2,40})\)")  # Dinas Kesehatan (Dinkes)
LONGEST_NAME, LONGEST_SHORT = 160, 40
HEADINGS = "Nama, Nama singkat, Jenis"


@dataclass
class PastedAgency(PastedLine):
    """One line of the list, and what it will be."""

    short_name: str = ""
    kind: str = ""

    @property
    def facts(self) -> list[tuple[str, str]]:
        return [
            ("Nama singkat", self.short_name),
            ("Jenis", AgencyKind(self.kind).label if self.kind else ""),
        ]


def read_agencies(text: str, region: Region) -> tuple[list[PastedAgency], list[str]]:
    """The lines of a list, checked against the region, and the headings that are not read.

    Costs one query for any length.
    """
    table = read_table(text, COLUMNS, key="name", separators="\t;")
    order = table.names if table.is_headed else None
    lines = [_line(line, order, region) for line in table.lines]
    _tell_doubles(lines, list(region.agencies.all()))
    return lines, table.unused


@transaction.atomic
def add_agencies(region: Region, text: str, *, chosen: set[str], by: User) -> list[Agency]:
    """Add the chosen lines of a list, in its order behind those that are there.

    Raises ListError when one of them may not be added (any more); then none is.
    """
    one_at_a_time(region)
    lines = chosen_lines(read_agencies(text, region)[0], chosen)
    last = max(region.agencies.values_list("order", flat=True), default=0)
    made = [
        Agency(
            region=region,
            name=line.name,
            short_name=line.short_name,
            kind=line.kind,
            order=last + place,
        )
        for place, line in enumerate(lines, 1)
    ]
    for agency in Agency.objects.bulk_create(made):
        record(by, "agency.added", agency, pasted=True)
    return made


def _line(line, order, region):
    cells = [plain_line(cell) for cell in line.cells]
    found = PastedAgency(line.number)
    if order:
        said = dict(zip(order, cells, strict=False))
        name = " ".join(bare_cells([said.get("name", "")]))
        short, kind = said.get("short_name", ""), said.get("kind", "")
    else:
        name, short, kind, *more = [*bare_cells(cells), "", "", ""]
        if short and " " in short and " " not in name:  # Dinkes; Dinas Kesehatan
            name, short = short, name
        if any(more):
            found.problem = UNKNOWN.format(more[0], HEADINGS)
    if not short and (both := WITH_SHORT.fullmatch(name)):
        name, short = both["name"], both["short"].strip()
    found.name, found.short_name = name, short
    if not short and name:
        found.short_name = re.sub(rf"\s+{re.escape(str(region))}$", "", name, flags=re.IGNORECASE)
        found.tell(f"Nama singkatnya tidak disebut; dipakai “{found.short_name}”.")
    found.problem = found.problem or _read_kind(found, kind) or _fault(found)
    return found


def _read_kind(found, words):
    """Says of which kind it is; the fault when the words for it are none."""
    first = found.name.partition(" ")[0].casefold()
    found.kind = KINDS.get(first, AgencyKind.OTHER).value
    if not words:
        return ""
    known = {loose(kind.label): kind.value for kind in AgencyKind}
    if loose(words) not in known:
        labels = ", ".join(AgencyKind.labels[:-1])
        return f"Jenis “{words}” tidak dikenal. Tulis {labels}, atau {AgencyKind.labels[-1]}."
    found.kind = known[loose(words)]
    return ""


def _fault(found):
    if not any(letter.isalpha() for letter in found.name):
        return "Nama Perangkat Daerah tidak ditemukan di baris ini."
    if len(found.name) > LONGEST_NAME:
        return f"Nama lebih panjang dari {LONGEST_NAME} huruf."
    if len(found.short_name) > LONGEST_SHORT:
        return f"Nama singkat paling panjang {LONGEST_SHORT} huruf. Tulis yang dipakai sehari-hari."
    return ""


def _tell_doubles(lines, there):
    """Lines that name the same Perangkat Daerah, or one that the region has."""
    names = {spelled(agency.name): agency for agency in there}
    shorts = {agency.short_name.casefold(): agency for agency in there}
    seen = {}
    for line in lines:
        if not line.is_ready:
            continue
        name, short = spelled(line.name), line.short_name.casefold()
        if twin := names.get(name):
            gone = "" if twin.is_active else ", tidak aktif"
            line.problem = f"Sudah ada di daerah ini ({twin}{gone})."
        elif twin := shorts.get(short):
            line.problem = f"Nama singkat “{line.short_name}” sudah dipakai oleh {twin.name}."
        elif (name, "") in seen:
            line.problem = f"Sudah ada di baris {seen[name, '']}."
        elif ("", short) in seen:
            line.problem = (
                f"Nama singkat “{line.short_name}” sudah dipakai di baris {seen['', short]}."
            )
        else:
            seen |= {(name, ""): line.number, ("", short): line.number}
