"""The people of a region and of the nation: accounts, roles, Perangkat Daerah, officials."""

from dataclasses import dataclass, field
from random import Random

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password

from accounts.models import User
from bench.filling import words
from bench.filling.copying import Loader
from bench.filling.moments import BEGUN
from regions.models import Agency, Membership, Official, Region, Role

SECRET = encrypt("JBSWY3DPEHPK3PXP")
TEAM = {Role.LEAD: 1, Role.DIMENSION_LEAD: 6, Role.SIGNATORY: 2, Role.VIEWER: 1}


@dataclass
class Place:
    """A region with everybody in it."""

    region: Region
    agencies: list[Agency] = field(default_factory=list)
    by_role: dict[str, list[User]] = field(default_factory=dict)
    officials: list[Official] = field(default_factory=list)

    @property
    def lead(self) -> User:
        return self.by_role[Role.LEAD][0]

    @property
    def writers(self) -> list[User]:
        return self.by_role[Role.WRITER]


def address(role: str, where: str, number: int = 1) -> str:
    """The e-mail address of somebody, by which `pages` finds her again."""
    return f"{role}{number}.{where}@bench.example"


def account(loader: Loader, rng: Random, email: str, *, with_code=False, **fields) -> User:
    """An account that nobody can enter with a password; with a second factor when asked."""
    user = loader.add(
        User(
            email=email,
            name=words.person(rng),
            password=make_password(None),
            joined_at=BEGUN,
            **fields,
        )
    )
    if with_code:
        data = {"secret": SECRET}
        loader.add(Authenticator(user=user, type=Authenticator.Type.TOTP, data=data))
    return user


def hold(loader: Loader, user: User, region: Region, role: str, agency: Agency | None = None):
    """Give a person her role."""
    loader.add(Membership(region=region, user=user, role=role, agency=agency, since=BEGUN))


def settle(loader: Loader, region: Region, writers: int) -> Place:
    """The agencies, the team and the officials of a region."""
    rng, place = Random(f"people {region.code}"), Place(region)
    for order, (name, short, kind) in enumerate(words.AGENCIES, 1):
        agency = Agency(region=region, name=name, short_name=short, kind=kind, order=order)
        place.agencies.append(loader.add(agency))
    for role, count in {**TEAM, Role.WRITER: writers}.items():
        place.by_role[role] = []
        for number in range(1, count + 1):
            email = address(role, region.code, number)
            user = account(loader, rng, email, with_code=role == Role.SIGNATORY)
            agency = place.agencies[(number - 1) % 30] if role == Role.WRITER else None
            hold(loader, user, region, role, agency)
            place.by_role[role].append(user)
    _officials(loader, rng, place)
    return place


def _officials(loader, rng, place):
    head, secretary = place.by_role[Role.SIGNATORY]
    offices = [(place.region.head_title, None, head), ("Sekretaris Daerah", 0, secretary)]
    offices += [(f"Kepala {place.agencies[n].name}", n, None) for n in range(2, 8)]
    for order, (position, agency, user) in enumerate(offices, 1):
        official = Official(
            region=place.region,
            agency=None if agency is None else place.agencies[agency],
            user=user,
            name=user.name if user else words.person(rng),
            position=position,
            nip="" if agency is None else f"{rng.randrange(10**17, 10**18)}",
            rank="" if agency is None else "Pembina Utama Muda",
            grade="" if agency is None else "IV/c",
            is_head_of_region=agency is None,
            order=order,
        )
        place.officials.append(loader.add(official))


def officers(loader: Loader, country, regions: dict[str, Region]) -> dict[str, User]:
    """Twelve people of the ministry, one in each province, and an expert for every six regions.

    Returns the expert of each region by its code.
    """
    rng, experts = Random("officers"), {}
    for number in range(1, 13):
        email = address("national", "id", number)
        account(loader, rng, email, with_code=True, is_national=True)
    for code in country.provinces:
        officer = account(loader, rng, address(Role.PROVINCE_OFFICER, code))
        hold(loader, officer, regions[code], Role.PROVINCE_OFFICER)
    for start in range(0, len(country.codes), 6):
        group = country.codes[start : start + 6]
        expert = account(loader, rng, address(Role.FACILITATOR, group[0]))
        for code in group:
            hold(loader, expert, regions[code], Role.FACILITATOR)
            experts[code] = expert
    return experts
