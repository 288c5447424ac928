"""Brings the example regions into the database, through the same verbs that the pages use.

A region is loaded once, whole, in one transaction. As soon as it has an agency or a masterplan
it belongs to the people who work on it, and later runs leave it alone.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.db import transaction

from accounts.models import User
from example import PASSWORD, REGIONS, TOTP_SECRET, needs_code, officers, read
from example.assessment import write_assessment
from example.cohort import load_cohort
from example.documents import write_mandates
from example.identities import prove_officials
from example.letterheads import write_letterheads
from example.plans import LoadedRegion, load_plan
from regions.memberships import grant
from regions.models import Agency, Official, Region, Role

OFFICIAL = (
    "name",
    "position",
    "acting",
    "nip",
    "rank",
    "grade",
    "institution",
    "is_head_of_region",
)


def load() -> list[Region]:
    """Load what nobody has begun yet; returns the regions that were loaded."""
    load_officers()
    regions = [region for region in map(load_region, REGIONS) if region]
    load_cohort(by=ministry())
    return regions


@transaction.atomic
def load_officers() -> None:
    """The people who belong to no single region: ministry, province, expert."""
    for row in officers():
        user, is_new = person(row)
        if is_new and "region" in row:
            region = Region.objects.get(code=row["region"])
            grant(region, user=user, role=row["role"], by=ministry())


@transaction.atomic
def load_region(name: str) -> Region | None:
    """Load one region with its masterplan; None when somebody already works there."""
    data = read(name)
    region = Region.objects.select_for_update(of=("self",)).get(code=data["region"])
    if region.agencies.exists() or region.masterplans.exists():
        return None
    place = LoadedRegion(region, _agencies(region, data["agencies"]), by=ministry())
    for row in data["people"]:
        place.people[row["email"]] = user = person(row)[0]
        agency = place.agencies.get(row.get("agency"))
        dimension = row.get("dimension", "")
        grant(region, user=user, role=row["role"], agency=agency, dimension=dimension, by=place.by)
    for row in officers():
        if region.code in row.get("regions", ()):
            place.people[row["email"]] = place.expert = person(row)[0]
            grant(region, user=place.expert, role=row["role"], by=place.by)
    _write_officials(place, data)
    if "addresses" in data:
        write_letterheads(place, data["addresses"])
    write_mandates(place, data.get("mandates", []))
    if "masterplan" in data:
        load_plan(place, data)
    if "assessment" in data:
        write_assessment(place, data["assessment"], officers())
    return region


def ministry() -> User:
    """The national officer, who lets the others in."""
    return User.objects.get(email=officers()[0]["email"])


def person(row: dict) -> tuple[User, bool]:
    """The account of somebody and whether it is new. An account that exists is not touched."""
    user = User.objects.filter(email__iexact=row["email"]).first()
    if user:
        return user, False
    user = User.objects.create_user(
        row["email"], name=row["name"], password=PASSWORD, is_national=row["role"] == "national"
    )
    if needs_code(row):
        data = {"secret": encrypt(TOTP_SECRET)}
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    return user, True


def _agencies(region, rows):
    fields = ("name", "short_name", "kind")
    agencies = Agency.objects.bulk_create(
        Agency(region=region, order=order, **{field: row[field] for field in fields})
        for order, row in enumerate(rows, 1)
    )
    return {agency.short_name: agency for agency in agencies}


def _write_officials(place, data):
    accounts = {
        row["official"]: place.people[row["email"]] for row in data["people"] if "official" in row
    }
    made = Official.objects.bulk_create(
        Official(
            region=place.region,
            agency=place.agencies[row["agency"]] if row["agency"] else None,
            user=accounts.get(row["key"]),
            email=_address(row, accounts, data["people"]),
            order=order,
            **{field: row[field] for field in OFFICIAL},
        )
        for order, row in enumerate(data["officials"], 1)
    )
    place.officials = {row["key"]: one for row, one in zip(data["officials"], made, strict=True)}
    lead = next(row["email"] for row in data["people"] if row["role"] == Role.LEAD)
    prove_officials(place.region, made, invited_by=place.people[lead], confirmed_by=place.by)


def _address(row, accounts, people):
    """Her own; of somebody from outside one beside those of the region."""
    if row["key"] in accounts:
        return accounts[row["key"]].email
    domain = people[0]["email"].partition("@")[2]
    return f"{row['key']}@{domain}" if row["institution"] else ""
