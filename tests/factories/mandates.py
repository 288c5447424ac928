"""Documents that a region's work stands on, and whom they name."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from mandates.models import Mandate, MandateKind, MandateMember
from tests.factories.people import RegionFactory, UserFactory


class MandateFactory(DjangoModelFactory):
    class Meta:
        model = Mandate

    region = factory.SubFactory(RegionFactory)
    kind = MandateKind.AGREEMENT
    number = factory.Sequence(lambda n: f"50DCAI/HK0402/{n:02} Tahun 2023")
    date = date(2023, 2, 28)
    about = "Implementasi Gerakan Menuju Kota Cerdas (Smart City)"
    recorded_by = factory.SubFactory(UserFactory)


class MandateMemberFactory(DjangoModelFactory):
    class Meta:
        model = MandateMember

    mandate = factory.SubFactory(MandateFactory, kind=MandateKind.TEAM)
    name = factory.Sequence(lambda n: f"Dr. Anggota{chr(97 + n % 26)}{n}, S.E., M.Si.")
    position = "Kepala Dinas"
