"""What the pages of a region's documents show."""

from dataclasses import dataclass

from mandates.actions import PartySignature, usual_signatures
from mandates.models import DECREES, Mandate, MandateKind
from mandates.standing import standing_of
from regions.models import Region
from regions.people import dimension_names


@dataclass(frozen=True)
class KindOfDocument:
    """One kind on the page of all: the newest, those before it, and how late it is."""

    kind: MandateKind
    newest: Mandate | None
    earlier: list[Mandate]
    days_late: int

    @property
    def is_decree(self) -> bool:
        return self.kind in DECREES


def overview_page(region: Region, user) -> dict:
    """All documents of a region by their kinds, and what is asked next."""
    standing = standing_of(region)
    found = region.mandates.newest_first().prefetch_related("signers", "members")
    by_kind: dict[str, list] = {}
    for mandate in found:
        mandate.region = region
        by_kind.setdefault(mandate.kind, []).append(mandate)
    kinds = []
    for kind in MandateKind:
        newest, *earlier = [*by_kind.get(kind, []), None]
        earlier = [one for one in earlier if one]
        days = standing.days_late(kind) if kind in DECREES else 0
        kinds.append(KindOfDocument(kind, newest, earlier, days))
    return {
        "region": region,
        "kinds": kinds,
        "standing": standing,
        "next": next(iter(standing.missing), None),
        "may_change": user.has_perm("mandates.change_mandate", region),
    } | tabs_of(region, user)


def document_page(mandate: Mandate, user) -> dict:
    """One document with its signers and its members in their order."""
    names = dimension_names() if mandate.is_decree else {}
    members = list(mandate.members.select_related("agency"))
    for member in members:
        member.dimension_name = names.get(member.dimension, member.dimension)
    newer = mandate.region.mandates.filter(kind=mandate.kind).newest_first().first()
    standing = standing_of(mandate.region)
    return {
        "region": mandate.region,
        "mandate": mandate,
        "signers": list(mandate.signers.all()),
        "members": members,
        "newer": newer if newer != mandate else None,
        "days_late": standing.days_late(mandate.kind) if mandate.is_decree else 0,
        "due": standing.due,
        "may_change": user.has_perm("mandates.change_mandate", mandate),
    }


def tabs_of(region: Region, user) -> dict:
    """What the tabs of a region's pages ask."""
    return {
        "may_manage": user.has_perm("regions.manage_members", region),
        "may_see_trail": user.has_perm("regions.view_trail", region),
    }


def signatures_of(mandate: Mandate) -> list[PartySignature]:
    """Who signed, for the form; a side that nobody was named for is there to be filled in."""
    names = ("side", "name", "position", "stand_in_name", "stand_in_position")
    stored = {
        one.side: PartySignature(**{name: getattr(one, name) for name in names})
        for one in mandate.signers.all()
    }
    usual = usual_signatures(mandate.region, mandate.kind)
    return [stored.get(one.side, one) for one in usual]
