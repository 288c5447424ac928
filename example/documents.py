"""The Nota Kesepakatan and the decrees of an example region, with those whom they name."""

from datetime import timedelta

from django.utils import timezone

from mandates.actions import PartySignature, add_members, record_mandate
from mandates.models import Mandate, MandateMember

OF_MEMBER = ("position", "institution", "role", "dimension")


def write_mandates(place, rows: list[dict]) -> None:
    """Record each document through the verbs; `week` counts from the day of loading."""
    for row in rows:
        day = timezone.localdate() + timedelta(weeks=row["week"])
        mandate = record_mandate(
            place.region,
            kind=row["kind"],
            number=row["number"].format(year=day.year),
            date=day,
            about=row["about"],
            signatures=[_signature(one, place.officials) for one in row["signers"]],
            by=place.by,
        )
        if row["members"]:
            members = [_member(one, mandate, place) for one in row["members"]]
            add_members(mandate, members, by=place.by)


def _signature(row, officials):
    signer = officials.get(row.get("official"))
    stand_in = officials.get(row.get("stand_in"))
    return PartySignature(
        row["side"],
        signer.name if signer else row["name"],
        signer.full_position if signer else row["position"],
        stand_in.name if stand_in else "",
        stand_in.full_position if stand_in else "",
    )


def _member(row, mandate: Mandate, place) -> MandateMember:
    """An official, somebody with an account, or an office without a name."""
    given = {name: row[name] for name in OF_MEMBER if name in row}
    if official := place.officials.get(row.get("official")):
        given |= {
            "official": official, "name": official.name, "position": official.full_position,
            "agency": official.agency, "institution": official.institution,
        }  # fmt: skip
    elif "account" in row:
        person = place.people[row["account"]]
        given |= {"name": person.name, "email": person.email}
        given |= {"agency": place.agencies.get(row.get("agency"))}
    return MandateMember(mandate=mandate, **given)
