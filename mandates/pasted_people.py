"""The members of a decree as they are copied from its annex: name, office, role, agency.

Columns are known by their headings; without headings, by what the cells are. A line may name a
person, an office, or both.
"""

from dataclasses import dataclass, field

from django.db import transaction

from accounts.models import User
from clipboard import Heading, read_table
from indonesian import bare_name, loose, plain_line
from mandates.actions import MandateError, add_members
from mandates.models import IN_A_POKJA, BodyRole, Mandate, MandateMember, key_of
from regions.agency_names import AgencyNames
from regions.models import Agency, Official, Region
from regions.official_cells import is_position
from regions.pasted_lists import (
    NOTHING,
    UNKNOWN,
    ListError,
    PastedLine,
    bare_cells,
    chosen_lines,
)
from regions.pasted_officials import COLUMNS as OF_OFFICIALS
from regions.people import dimensions_by_word

HEADINGS = "Nama, Jabatan, Kedudukan dalam tim, Dimensi, Perangkat Daerah, Surel"
COLUMNS = (
    *(column for column in OF_OFFICIALS if column.name in ("name", "agency")),
    Heading("position", ("jabatan", "nama jabatan", "jabatan dinas", "jabatan instansi")),
    Heading("role", (
        "kedudukan", "kedudukan dalam tim", "kedudukan dalam dewan", "jabatan dalam tim",
        "jabatan dalam dewan", "peran", "keanggotaan", "dalam tim",
    )),
    Heading("dimension", ("dimensi", "pokja", "kelompok kerja", "bidang")),
    Heading("email", ("surel", "email", "alamat surel", "alamat email", "mail")),
)  # fmt: skip
ROLES = {loose(role.label): role for role in BodyRole} | {
    "pelindung": BodyRole.PATRON,
    "penanggungjawab": BodyRole.STEERING,
    "pengarahdewan": BodyRole.STEERING,
    "wakilketuai": BodyRole.VICE_HEAD,
    "wakilketuaii": BodyRole.VICE_HEAD,
    "ketuaharian": BodyRole.HEAD,
    "ketuatim": BodyRole.HEAD,
    "sekretaristim": BodyRole.SECRETARY,
    "koordinatorpokja": BodyRole.POKJA_HEAD,
    "ketuakelompokkerja": BodyRole.POKJA_HEAD,
    "anggotakelompokkerja": BodyRole.POKJA,
}
LONGEST = 150


@dataclass
class PastedPerson(PastedLine):
    """One line of the list, and what it will be. `name` is what the page calls her."""

    person: str = ""
    position: str = ""
    role: BodyRole = BodyRole.MEMBER
    dimension: str = ""
    dimension_name: str = ""
    agency: Agency | None = None
    institution: str = ""
    email: str = ""
    said: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> list[tuple[str, str]]:
        role = BodyRole(self.role).label
        return [
            ("Jabatan", self.position),
            ("Kedudukan", f"{role}, {self.dimension_name}" if self.dimension else role),
            ("Perangkat Daerah atau instansi", str(self.agency or self.institution)),
            ("Surel", self.email),
        ]

    def made(self, mandate: Mandate) -> MandateMember:
        """What is stored."""
        return MandateMember(
            mandate=mandate, name=self.person, position=self.position, agency=self.agency,
            institution=self.institution, role=self.role, dimension=self.dimension,
            email=self.email,
        )  # fmt: skip


def read_people(text: str, mandate: Mandate) -> tuple[list[PastedPerson], list[str]]:
    """The lines of a list, checked against the decree, and the headings that are not read.

    Costs three queries for any length.
    """
    table = read_table(text, COLUMNS, key="name", separators="\t;")
    order = table.names if table.is_headed else None
    names, dimensions = AgencyNames(mandate.region), dimensions_by_word()
    lines = []
    for line in table.lines:
        found = PastedPerson(line.number)
        _sort(found, [plain_line(cell) for cell in line.cells], order, names, dimensions)
        found.problem = found.problem or _understand(found, names, dimensions)
        found.name = found.person or found.position
        lines.append(found)
    _tell_doubles(lines, mandate)
    return lines, table.unused


@transaction.atomic
def add_people(mandate: Mandate, text: str, *, chosen: set[str], by: User) -> list[MandateMember]:
    """Add the chosen lines of a list behind those that are there.

    Raises ListError when one of them may not be added (any more); then none is.
    """
    Mandate.objects.select_for_update().get(pk=mandate.pk)
    lines = chosen_lines(read_people(text, mandate)[0], chosen)
    officials = known_officials(mandate.region)
    made = [line.made(mandate) for line in lines]
    for member in made:
        member.official = official_of(member, officials)
    try:
        add_members(mandate, made, by=by)
    except MandateError as error:
        raise ListError(f"{error} Tidak ada yang ditambahkan.") from error
    return made


def known_officials(region: Region) -> dict[str, Official]:
    """The officials of a region by their names, in any spelling and with any degrees."""
    return {loose(bare_name(one.name)): one for one in region.officials.all()}


def official_of(member: MandateMember, officials: dict[str, Official]) -> Official | None:
    """The official whom a decree names, if she is one."""
    return officials.get(loose(bare_name(member.name))) if member.name else None


# --- which cell says what


def _sort(found, cells, order, names, dimensions):
    """Put the cells where they belong: by their headings, or by what they are."""
    if order is not None:
        for name, cell in zip(order, cells, strict=False):
            if name:
                found.said[name] = "" if NOTHING.fullmatch(cell) else cell
        found.said["name"] = " ".join(bare_cells([found.said.get("name", "")]))
        return
    _by_content(found, bare_cells(cells), names, dimensions)


def _by_content(found, cells, names, dimensions):
    words = []
    for cell in cells:
        kind = _kind_of(cell, names, dimensions)
        if kind and not found.said.get(kind):
            found.said[kind] = cell
        else:
            words.append(cell)
    if len(words) == 1 and is_position(words[0]):
        words.insert(0, "")
    if len(words) > 1 and is_position(words[0]) and not is_position(words[1]):
        words[:2] = words[1::-1]
    found.said |= dict(zip(("name", "position"), words, strict=False))
    if len(words) > 2:
        found.problem = UNKNOWN.format(words[2], HEADINGS)


def _kind_of(cell, names, dimensions):
    """What a cell is by how it is written: an address, a role, a dimension, an agency."""
    if "@" in cell:
        return "email"
    if _role_of(cell, dimensions)[0]:
        return "role"
    if loose(cell) in dimensions:
        return "dimension"
    return "agency" if names.exact(cell) else ""


def _role_of(words, dimensions):
    """The role, and the dimension that stands in its words: "Ketua Pokja Smart Governance"."""
    said = loose(words)
    if role := ROLES.get(said):
        return role, ""
    for known in sorted(ROLES, key=len, reverse=True):
        rest = said.removeprefix(known).removeprefix("pokja").removeprefix("dimensi")
        if said.startswith(known) and (dimension := dimensions.get(rest)):
            pokja = {BodyRole.HEAD: BodyRole.POKJA_HEAD, BodyRole.MEMBER: BodyRole.POKJA}
            return pokja.get(ROLES[known], ROLES[known]), dimension
    return None, ""


# --- what the cells say


def _understand(found, names, dimensions):
    """Fill the line from its cells; gives the first fault, in a sentence."""
    said = found.said
    found.person, found.position = said.get("name", ""), said.get("position", "")
    found.email = said.get("email", "").lower()
    if not any(letter.isalpha() for letter in found.person + found.position):
        return "Nama atau jabatan tidak ditemukan di baris ini."
    if max(len(found.person), len(found.position)) > LONGEST:
        return f"Nama atau jabatan lebih panjang dari {LONGEST} huruf."
    return _read_role(found, dimensions) or _read_agency(found, names)


def _read_role(found, dimensions):
    if words := found.said.get("role", ""):
        role, found.dimension = _role_of(words, dimensions)
        if role is None:
            labels = ", ".join(BodyRole.labels)
            return f"Kedudukan “{words}” tidak dikenal. Tulis salah satu: {labels}."
        found.role = role
    if words := found.said.get("dimension", ""):
        found.dimension = dimensions.get(loose(words).removeprefix("pokja"), "")
        if not found.dimension:
            return f"Dimensi “{words}” tidak dikenal."
    if found.role in IN_A_POKJA and not found.dimension:
        return "Dimensi pokjanya belum disebut."
    if found.dimension:
        if found.role == BodyRole.MEMBER:
            found.role = BodyRole.POKJA
        found.dimension_name = dimensions.names[found.dimension]
    return ""


def _read_agency(found, names):
    """One of the region's agencies, or an institution outside: a campus, a bank, the police."""
    words = found.said.get("agency", "")
    if not words:
        return ""
    meant = names.find(words)
    found.agency = meant.agency
    if meant.agency is None:
        found.institution = words[:LONGEST]
        found.tell(f"“{words}” bukan Perangkat Daerah di Simpul; dicatat sebagai instansi.")
    elif meant.note:
        found.tell(meant.note)
    return meant.problem if meant.agency else ""


# --- who is there already


def _tell_doubles(lines, mandate):
    """Lines that name the same person or office, or one that the decree names already."""
    seen = {one.person_key: f"dalam dokumen ini: {one}" for one in mandate.members.all()}
    for line in lines:
        if not line.is_ready:
            continue
        key = key_of(line.made(mandate))
        if where := seen.get(key):
            line.problem = f"Sudah tercatat {where}."
        else:
            seen[key] = f"di baris {line.number}"
