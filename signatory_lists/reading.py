"""A list of signatories as it is copied from Excel, Word, or the letter of last year.

Columns are known by their headings; without headings, by what the cells are. Who is recorded as an
official is found by her name; who is from outside, and has an address, will sign as a guest.
"""

import re
from collections import Counter
from dataclasses import dataclass, field

from clipboard import Heading, read_table
from commitments.capacities import Capacity, SigningRole
from commitments.proposing import rank_of
from identities.proofs import signs_as_guest
from indonesian import bare_name, loose, plain_line
from regions.agency_names import AgencyNames
from regions.models import Official, Region
from regions.offices import NumberKind, service_number
from regions.official_cells import is_number, read_number
from regions.pasted_lists import NOTHING, PastedLine, bare_cells
from regions.pasted_officials import COLUMNS as OF_OFFICIALS
from regions.pasted_officials import EMAIL, LONGEST

COLUMNS = (
    *(column for column in OF_OFFICIALS if column.name in ("name", "position", "number", "email")),
    Heading("institution", (
        "instansi", "asal instansi", "lembaga", "organisasi", "opd", "perangkat daerah", "asal",
    )),
    Heading("capacity", ("unsur", "kapasitas", "perwakilan", "wakil unsur")),
    Heading("role", ("peran", "sebagai", "kedudukan")),
    Heading("order", ("urutan", "urut", "giliran", "urutan tanda tangan")),
)  # fmt: skip
HIGHEST = 99
ORDER = re.compile(r"\d{1,2}")
CAPACITIES = {loose(one.label): one for one in Capacity} | {
    "opd": Capacity.AGENCY, "perguruantinggi": Capacity.ACADEMIC, "swasta": Capacity.BUSINESS,
    "pelakuusaha": Capacity.BUSINESS, "masyarakat": Capacity.COMMUNITY,
    "tokoh": Capacity.FIGURE, "kementerian": Capacity.MINISTRY,
}  # fmt: skip
ROLES = {loose(one.label): one for one in SigningRole}
NO_ACCOUNT = (
    "Belum punya akun. Undang dahulu sebagai penandatangan, lalu hubungkan akunnya di daftar"
    " pejabat."
)
STRANGER = (
    "Belum tercatat sebagai pejabat. Tambahkan dahulu di daftar pejabat; wakil dari luar pemerintah"
    " cukup dengan instansi dan surelnya."
)


@dataclass
class PastedSignatory(PastedLine):
    """One line of the list, and what it will be."""

    position: str = ""
    institution: str = ""
    number_kind: str = NumberKind.NIP
    nip: str = ""
    email: str = ""
    capacity: str = ""
    role: str = SigningRole.SIGNATORY
    order: int = 0  # 0: as is usual
    official: Official | None = None
    is_new: bool = False
    said: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> list[tuple[str, str]]:
        official = self.official
        return [
            ("Jabatan", official.full_position if official else self.position),
            ("Instansi", official.office if official else self.institution),
            ("NIP atau NRP", service_number(self.number_kind, self.nip)),
            ("Surel", self.email),
            ("Unsur", Capacity(self.capacity).label if self.capacity else ""),
            ("Peran", SigningRole(self.role).label),
            ("Urutan", str(self.order) if self.order else "yang lazim"),
        ]

    def made(self, region: Region) -> Official:
        """A representative from outside, as she is stored."""
        return Official(
            region=region, name=self.name, position=self.position, institution=self.institution,
            email=self.email, number_kind=self.number_kind, nip=self.nip,
        )  # fmt: skip


def read_signatories(text: str, pasted) -> tuple[list[PastedSignatory], list[str]]:
    """The lines of a list, checked against the region, and the headings that are not read.

    `pasted` is the `SignatoryList` they belong to. Costs the same queries for any length.
    """
    table = read_table(text, COLUMNS, key="name", separators="\t;")
    order = table.names if table.is_headed else None
    names = AgencyNames(pasted.region)
    known = _Known(pasted.officials())
    lines = []
    for line in table.lines:
        found = PastedSignatory(line.number)
        _sort(found, [plain_line(cell) for cell in line.cells], order)
        found.problem = found.problem or _understand(found) or _match(found, known, names, pasted)
        lines.append(found)
    _tell_doubles(lines)
    _tell_order(lines)
    return lines, table.unused


class _Known:
    """Officials by their names, in any spelling and with any degrees."""

    def __init__(self, officials):
        self.by_name = {}
        for one in officials:
            self.by_name.setdefault(loose(bare_name(one.name)), []).append(one)

    def find(self, line) -> list[Official]:
        """Those whom a line may mean: of one name, by number or office when there are several."""
        found = self.by_name.get(loose(bare_name(line.name)), [])
        for same in (
            lambda one: line.nip and one.nip == line.nip,
            lambda one: line.position and loose(one.position) == loose(line.position),
        ):
            if len(found) > 1:
                found = [one for one in found if same(one)] or found
        return found


def _sort(found, cells, order):
    """Put the cells where they belong: by their headings, or by what they are."""
    if order is not None:
        for name, cell in zip(order, cells, strict=False):
            if name:
                found.said[name] = "" if NOTHING.fullmatch(cell) else cell
        found.said["name"] = " ".join(bare_cells([found.said.get("name", "")]))
        return
    words = []
    for cell in bare_cells(cells):
        kind = _kind_of(cell)
        if kind and kind not in found.said:
            found.said[kind] = cell
        else:
            words.append(cell)
    found.said |= dict(zip(("name", "position", "institution"), words, strict=False))


def _kind_of(cell):
    """What a cell is by how it is written."""
    if "@" in cell:
        return "email"
    if ORDER.fullmatch(cell):
        return "order"
    if is_number(cell):
        return "number"
    if loose(cell) in ROLES:
        return "role"
    return "capacity" if loose(cell) in CAPACITIES else ""


def _understand(found) -> str:
    """Fill the line from its cells; gives the first fault, in a sentence."""
    said = found.said
    found.name, found.position = said.get("name", ""), said.get("position", "")
    found.institution, found.email = said.get("institution", ""), said.get("email", "").lower()
    number = read_number(said.get("number", ""))
    found.number_kind, found.nip = number.kind, number.digits
    if not any(letter.isalpha() for letter in found.name):
        return "Nama tidak ditemukan di baris ini."
    for name in ("name", "position", "institution"):
        if len(getattr(found, name)) > LONGEST[name]:
            return f"Isinya lebih panjang dari {LONGEST[name]} huruf."
    if found.email and not EMAIL.fullmatch(found.email):
        return f"“{found.email}” bukan alamat surel."
    return number.problem or _read_choices(found, said)


def _read_choices(found, said):
    if (words := said.get("capacity", "")) and loose(words) not in CAPACITIES:
        return f"Unsur “{words}” tidak dikenal. Tulis misalnya Akademisi atau Dunia usaha."
    if (words := said.get("role", "")) and loose(words) not in ROLES:
        return f"Peran “{words}” tidak dikenal. Tulis Penandatangan, Saksi, atau Tembusan."
    if (words := said.get("order", "")) and not (ORDER.fullmatch(words) and int(words)):
        return f"Urutan “{words}” bukan angka dari 1 sampai {HIGHEST}."
    found.capacity = CAPACITIES.get(loose(said.get("capacity", "")), "")
    found.role = ROLES.get(loose(said.get("role", "")), SigningRole.SIGNATORY)
    found.order = int(said.get("order") or 0)
    return ""


def _match(found, known, names, pasted) -> str:
    """Find the official, or make a guest of who is from outside; gives what hinders."""
    matched = known.find(found)
    if len(matched) > 1:
        return f"Ada {len(matched)} pejabat bernama {found.name}. Tulis jabatan atau NIP-nya."
    if not matched:
        return _as_guest(found, names, pasted)
    found.official = official = matched[0]
    found.name = official.name
    if found.email and official.email and found.email != official.email.lower():
        found.tell(f"Yang dipakai tetap surel yang tercatat: {official.email}.")
    found.email, found.nip, found.number_kind = official.email, official.nip, official.number_kind
    if official.pk in pasted.places():
        found.tell("Sudah dalam daftar; urutan, peran, dan unsurnya diganti.")
    if found.role != SigningRole.COPY and not (official.user_id or signs_as_guest(official)):
        return NO_ACCOUNT
    found.capacity = found.capacity or rank_of(official)[1]
    return ""


def _as_guest(found, names, pasted) -> str:
    is_inside = found.institution and names.exact(found.institution)
    if is_inside or not found.institution or not found.email or not found.position:
        return STRANGER
    found.official, found.is_new = found.made(pasted.region), True
    found.capacity = found.capacity or rank_of(found.official)[1]
    found.tell("Ditambahkan sebagai wakil tanpa akun; identitasnya dikonfirmasi orang kedua.")
    return ""


def _tell_doubles(lines):
    seen = {}
    for line in lines:
        if not line.is_ready:
            continue
        other = seen.setdefault(loose(bare_name(line.name)), line)
        if other is not line:
            line.problem = f"Orang ini sudah ada di baris {other.number}."


def _tell_order(lines):
    """Either everybody has a number, or nobody has, and the usual order is taken."""
    ready = [line for line in lines if line.is_ready and line.role != SigningRole.COPY]
    with_order = Counter(bool(line.order) for line in ready)
    if with_order[True]:
        for line in ready:
            line.problem = "" if line.order else "Urutannya kosong, padahal baris lain bernomor."
