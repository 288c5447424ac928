"""The list of signatories that a region usually has: who, in which order, for whom (domain.md, 8).

Head of region, deputy, DPRD and Forkopimda, Sekda, the agencies side by side, districts, then
academics, business, community; witnesses last. Proposed, and changed as the region wants it.
"""

import re
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from audit.trail import record
from commitments.capacities import Capacity, Provider, SigningRole
from indonesian import bare_name, loose
from mandates.models import DECREES, MandateMember
from regions.models import Official, Region

HEAD, LAST = 0, 99
RANKS = [  # what a position or institution says, when she signs, and for whom she stands there
    (r"^wakil (?!ketua|kepala|sekretaris|direktur|rektor|dekan)", 1, Capacity.HEAD),
    (r"\bdprd\b|forkopimda|polres|polda|kodim|korem|kejaksaan|pengadilan", 2, ""),
    (r"\bsekretaris daerah\b|\bsekda\b", 3, Capacity.AGENCY),
    (r"kementerian|\bkominfo ri\b|komdigi|direktorat jenderal", LAST, Capacity.MINISTRY),
    (r"\btenaga ahli\b|\bpendamping\b", LAST, Capacity.ACADEMIC),
    (r"universitas|institut |politeknik|sekolah tinggi|\bstmik\b|akademi|rektor|dekan|dosen", 6,
     Capacity.ACADEMIC),
    (r"\bpt\b|\bcv\b|\bbank\b|kadin|kamar dagang|hipmi|asosiasi|perusahaan|umkm|bumd|perumda", 7,
     Capacity.BUSINESS),
    (r"tokoh|ulama|\bmui\b|pemuka", 9, Capacity.FIGURE),
    (r"komunitas|forum|relawan|karang taruna|\bpkk\b|ormas|yayasan|paguyuban", 8,
     Capacity.COMMUNITY),
    (r"\bcamat\b|\bkecamatan\b", 5, Capacity.AGENCY),
]  # fmt: skip
AGENCY = (4, Capacity.AGENCY)


@dataclass(frozen=True)
class SignatoryPlace:
    """Where somebody stands in the list. The same `order` is parallel."""

    official: Official
    order: int
    role: str = SigningRole.SIGNATORY
    capacity: str = ""
    represented_name: str = ""
    represented_position: str = ""
    provider: str = Provider.LOCAL


def usual_places(officials) -> list[SignatoryPlace]:
    """These people in their usual order; who do the same kind of thing sign side by side."""
    ranked = [(official, *rank_of(official)) for official in officials]
    numbers = {rank: at for at, rank in enumerate(sorted({rank for _, rank, _ in ranked}), 1)}
    places = [
        SignatoryPlace(
            official,
            numbers[rank],
            SigningRole.WITNESS if rank == LAST else SigningRole.SIGNATORY,
            capacity,
        )
        for official, rank, capacity in ranked
    ]
    return sorted(places, key=lambda place: place.order)


def rank_of(official: Official) -> tuple[int, str]:
    """When somebody of this office usually signs, and for whom she stands there."""
    if official.is_head_of_region:
        return HEAD, Capacity.HEAD
    said = f"{official.position} {official.institution}".casefold()
    for pattern, rank, capacity in RANKS:
        if re.search(pattern, said):
            return rank, capacity
    return AGENCY if official.agency_id or not official.institution else (8, Capacity.COMMUNITY)


@transaction.atomic
def add_from_decrees(region: Region, *, by: User) -> list[Official]:
    """Those whom the newest decrees name and the list of officials lacks; they are added to it."""
    known = {loose(bare_name(name)) for name in region.officials.values_list("name", flat=True)}
    added = []
    for member in _named_in_decrees(region):
        if (key := loose(bare_name(member.name))) in known:
            continue
        known.add(key)
        official = Official.objects.create(
            region=region,
            agency=member.agency,
            name=member.name,
            position=member.position or member.get_role_display(),
            institution=member.institution,
        )
        record(by, "official.added", official, fields=["name"])
        added.append(official)
    return added


def _named_in_decrees(region):
    found = MandateMember.objects.filter(mandate__region=region, official=None)
    found = found.filter(mandate__kind__in=DECREES).exclude(name="")
    return found.select_related("agency").order_by("-mandate__date", "mandate", "order", "pk")
