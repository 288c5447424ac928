"""People, regions, agencies, officials."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import User
from regions.models import Agency, Level, Membership, Official, Region, Role

PASSWORD = "kata-sandi-uji-2024"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Orang {n}, S.Kom.")
    email = factory.Sequence(lambda n: f"orang{n}@contoh.example")
    password = factory.django.Password(PASSWORD)


class ProvinceFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = "33"
    name = "Jawa Tengah"
    level = Level.PROVINCE


class RegionFactory(DjangoModelFactory):
    class Meta:
        model = Region
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"33.{n + 100}")
    name = factory.Sequence(lambda n: f"Contoh {n}")
    level = Level.REGENCY
    parent = factory.SubFactory(ProvinceFactory)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Dinas Contoh {n}")
    short_name = factory.Sequence(lambda n: f"Dinco {n}")


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = Official

    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Dr. Pejabat {n}, S.H., M.Si.")
    position = "Kepala Dinas"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    region = factory.SubFactory(RegionFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.VIEWER
