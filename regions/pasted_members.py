"""A list of people as it is copied from Excel, a chat or a letter: name, e-mail, OPD.

Reading changes nothing. Every line becomes a row that is either ready or says in a sentence what
is wrong with it.
"""

import re
from dataclasses import dataclass
from itertools import takewhile

from django.core.exceptions import ValidationError
from django.utils import timezone

from clipboard import Heading, read_table
from indonesian import plain_line, tanggal
from regions.agency_names import AgencyNames
from regions.invitations import reachable
from regions.models import Agency, Region, Role

COLUMNS = (
    Heading(
        "name", ("nama", "nama lengkap", "nama lengkap dengan gelar", "nama dan gelar", "name")
    ),
    Heading("email", ("surel", "email", "alamat surel", "alamat email", "mail")),
    Heading("agency", ("opd", "perangkat daerah", "instansi", "dinas", "unit kerja", "skpd", "pd")),
)
NAMED = re.compile(r"^(?P<name>[^<>]*)<(?P<email>[^<>\s]+@[^<>\s]+)>$")  # Siti <siti@…>
NUMBER = re.compile(r"[\d .-]+")  # of the line, of a civil servant
DEGREE = re.compile(r"(?:[A-Z][A-Za-z]{0,4}\.\s?)+[A-Z]?[A-Za-z]{0,4}\.?")  # S.E., M.Si., Ph.D
LONGEST_NAME = 150


@dataclass
class PastedMember:
    """One line of the list. `problem`: why nobody can be invited; `note`: what to know first."""

    number: int
    name: str = ""
    email: str = ""
    agency_name: str = ""
    agency: Agency | None = None
    problem: str = ""
    note: str = ""
    was_invited: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether an invitation can be sent."""
        return not self.problem


def read_members(text: str, *, region: Region, role: str) -> list[PastedMember]:
    """The rows of a pasted list, checked against the region. Costs three queries for any length."""
    rows = list(_rows(text))
    for row in rows:
        row.problem = _fault(row)
    _match_agencies([row for row in rows if row.is_ready], region, role)
    _tell_duplicates(rows)
    _tell_known(rows, region, role)
    return rows


def _rows(text):
    table = read_table(text, COLUMNS, key="email", separators="\t;,")
    order = table.names
    place = order.index("email") if "email" in order else len(order)
    for line in table.lines:
        cells = [plain_line(cell) for cell in line.cells]
        if table.is_headed and place < len(cells) <= len(order) and "@" in cells[place]:
            found = dict(zip(order, cells, strict=False))
        else:
            found = _by_address(cells)
        yield _member(line.number, found)


def _member(number, found):
    if named := NAMED.match(found["email"]):
        found |= {"email": named["email"], "name": found.get("name") or named["name"].strip(' "')}
    return PastedMember(
        number, found.get("name", ""), found["email"].lower(), agency_name=found.get("agency", "")
    )


def _by_address(cells):
    """The address divides a line: the name before it, the OPD after it."""
    place = next((at for at, cell in enumerate(cells) if "@" in cell), None)
    if place is None:
        return {"name": cells[0], "email": "", "agency": _joined(cells[1:])}
    before, after = cells[:place], cells[place + 1 :]
    named = NAMED.match(cells[place])
    if not before and not (named and named["name"].strip()):  # the address stands first
        before, after = after[:1], after[1:]
    return {"email": cells[place], "name": _name_of(before), "agency": _joined(after)}


def _name_of(cells):
    """The name in the cells before an address, which may hold a number, a NIP and an office too.

    Its degrees may stand in cells of their own, because a comma parts them.
    """
    words = [cell for cell in cells if not NUMBER.fullmatch(cell)]
    degrees = takewhile(DEGREE.fullmatch, words[1:])
    return _joined([*words[:1], *degrees])


def _joined(cells):
    return ", ".join(cell for cell in cells if cell)


def _match_agencies(rows, region, role):
    names = AgencyNames(region)
    for row in rows:
        if row.agency_name:
            found = names.find(row.agency_name)
            row.agency, row.note, row.problem = found.agency, found.note, found.problem
        elif role == Role.WRITER:
            row.problem = "Perangkat Daerah belum disebut. Staf harus punya Perangkat Daerah."


def _fault(row):
    """What is wrong with name or address, in a sentence; empty when nothing is."""
    if not row.email:
        return "Alamat surel tidak ditemukan di baris ini."
    try:
        reachable(row.email)
    except ValidationError:
        return f"“{row.email}” bukan alamat surel yang benar."
    if not row.name:
        return "Nama belum ditulis."
    if len(row.name) > LONGEST_NAME:
        return f"Nama lebih panjang dari {LONGEST_NAME} huruf."
    return ""


def _tell_duplicates(rows):
    first = {}
    for row in rows:
        if row.is_ready and first.setdefault(row.email, row) is not row:
            row.problem = f"Surel ini sudah ada di baris {first[row.email].number}."


def _tell_known(rows, region, role):
    """Who holds the role already, and who was invited and has not answered."""
    addresses = [row.email for row in rows if row.is_ready]
    held = region.memberships.filter(role=role, user__email__in=addresses)
    held = dict(held.values_list("user__email", "since"))
    waiting = region.invitations.pending(timezone.now()).filter(role=role, email__in=addresses)
    waiting = dict(waiting.values_list("email", "invited_at"))
    for row in rows:
        if not row.is_ready:
            continue
        if row.email in held:
            row.problem = f"Sudah memegang peran ini sejak {_day(held[row.email], region)}."
        elif row.email in waiting:
            day = _day(waiting[row.email], region)
            row.was_invited = True
            row.note += f" Sudah diundang {day}; undangan baru mematikan tautan yang lama."


def _day(moment, region):
    return tanggal(moment.astimezone(region.zone))
