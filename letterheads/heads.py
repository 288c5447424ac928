"""The kop of a letter: whose it is, where that office is, and the emblem above or beside it.

An office writes under "PEMERINTAH KABUPATEN …" with the emblem on the left and a double rule; the
head of region under "BUPATI …" with the emblem above. Custom gives the Garuda to the head of
region; this site cannot ship that honestly and prints the emblem of the region (decision 0100).
"""

from dataclasses import dataclass

from letterheads.emblems import emblem_of
from letterheads.models import OfficeAddress
from regions.models import Level, Official, Region

HEAD_TITLES = {"kabupaten": "BUPATI", "kota": "WALI KOTA", "provinsi": "GUBERNUR"}
LEVELS = {Level.PROVINCE: "provinsi", Level.REGENCY: "kabupaten", Level.CITY: "kota"}


@dataclass(frozen=True)
class Letterhead:
    """Lines in capitals at the head of the first page; `ruled` for an office with an address."""

    lines: tuple[str, ...]
    address: tuple[str, ...] = ()
    ruled: bool = False
    emblem: str = ""  # as <img src> has it: "image:" and its SHA-256, for typesetting
    emblem_name: str = ""  # what it shows: "Lambang Kabupaten Banjarnegara"


def letterhead_of(region: Region, official: Official | None = None) -> Letterhead:
    """Under which head somebody of a region writes: her own as its head, else that of an office."""
    if official and official.is_head_of_region:
        return head_letterhead(region)
    return office_letterhead(region, official.agency if official else None)


def head_letterhead(region: Region) -> Letterhead:
    """The kop of the head of region."""
    province = region.parent.name if region.parent else ""
    head = head_of_region(LEVELS[Level(region.level)], region.name, province)
    return _dressed(head, region, None)


def office_letterhead(region: Region, agency=None) -> Letterhead:
    """The kop of a Perangkat Daerah, or of the government of the region without one."""
    head = office_of_region(LEVELS[Level(region.level)], region.name, agency.name if agency else "")
    return _dressed(head, region, agency)


def head_of_region(level: str, name: str, province: str = "") -> Letterhead:
    """ "BUPATI BANJARNEGARA / PROVINSI JAWA TENGAH"; a gubernur has no second line.

    `level` is kabupaten, kota or provinsi; `name` is the region's name without that word.
    """
    lines = [f"{HEAD_TITLES[level]} {name.upper()}"]
    lines += [f"PROVINSI {province.upper()}"] if level != "provinsi" and province else []
    return Letterhead(lines=tuple(lines))


def office_of_region(level: str, name: str, office: str = "") -> Letterhead:
    """ "PEMERINTAH KABUPATEN GARUT / DINAS KOMUNIKASI DAN INFORMATIKA": what is no decision."""
    words = "PEMERINTAH PROVINSI" if level == "provinsi" else f"PEMERINTAH {level.upper()}"
    lines = [f"{words} {name.upper()}"]
    return Letterhead(lines=tuple(lines + ([office.upper()] if office else [])), ruled=True)


def _dressed(head, region, agency):
    """The head with the emblem of the region and the address of the office."""
    emblem = emblem_of(region)
    address = OfficeAddress.objects.of(region, agency).first()
    return Letterhead(
        lines=head.lines,
        address=address.lines if address else (),
        ruled=head.ruled,
        emblem=f"image:{emblem.sha256}" if emblem else "",
        emblem_name=f"Lambang {region}" if emblem else "",
    )
