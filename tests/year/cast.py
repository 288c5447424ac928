"""Who takes part in the year: three regions that are chosen, one that is not, and the ministry."""

from dataclasses import dataclass, field

from accounts.models import User
from masterplans.models import Masterplan
from regions.models import Agency, Level, Region, Role
from tests import factories as make


@dataclass
class Team:
    """A region of the cohort with its coordinator and an agency whose staff writes."""

    region: Region
    lead: User
    agency: Agency
    writer: User
    masterplan: Masterplan | None = field(default=None)

    @property
    def plan(self) -> Masterplan:
        """As it stands now: verbs give a fresh one, and rules are kept on the object."""
        return Masterplan.objects.select_related("region__parent").get(pk=self.masterplan.pk)


def team_of(region: Region) -> Team:
    """A coordinator, and the Dinas Kesehatan with one who writes for it."""
    agency = make.AgencyFactory(region=region, name="Dinas Kesehatan", short_name="Dinkes")
    lead = make.UserFactory(name=f"Koordinator {region.name}")
    writer = make.UserFactory(name=f"Penulis {region.name}")
    make.MembershipFactory(region=region, user=lead, role=Role.LEAD)
    make.MembershipFactory(region=region, user=writer, role=Role.WRITER, agency=agency)
    return Team(region, lead, agency, writer)


class Cast:
    """Garut and Banjarnegara, the province of Jawa Barat, and Ambon, which is not chosen."""

    def __init__(self):
        west = make.ProvinceFactory(code="32", name="Jawa Barat")
        maluku = make.ProvinceFactory(code="81", name="Maluku")
        self.garut = team_of(make.RegionFactory(code="32.05", name="Garut", parent=west))
        self.banjarnegara = team_of(make.RegionFactory(code="33.04", name="Banjarnegara"))
        self.west = team_of(west)
        self.ambon = team_of(
            make.RegionFactory(code="81.71", name="Ambon", level=Level.CITY, parent=maluku)
        )
        self.national = make.UserFactory(name="Petugas Kementerian", is_national=True)
        self.expert = make.UserFactory(name="Dr. Tenaga Ahli Pertama")
        self.expert_of_west = make.UserFactory(name="Dr. Tenaga Ahli Provinsi")
        self.successor = make.UserFactory(name="Dr. Tenaga Ahli Pengganti")
        self.assessors = [make.UserFactory(name=f"Asesor {name}") for name in ("A", "B", "C")]

    @property
    def nominated(self) -> list[Team]:
        return [self.garut, self.banjarnegara, self.west, self.ambon]

    @property
    def chosen(self) -> list[Team]:
        return [self.garut, self.banjarnegara, self.west]
