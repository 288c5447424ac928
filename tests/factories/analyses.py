"""Rows of the worksheets."""

import factory
from factory.django import DjangoModelFactory

from analyses.models import (
    Application,
    Education,
    GapRow,
    IctSpending,
    IctStaff,
    Issue,
    QuickWinIdea,
    ReadinessHead,
    ReadinessItem,
    Regulation,
    RegulationForm,
    SwotEntry,
    SwotKind,
    TowsKind,
    TowsStrategy,
    VisionKeyword,
)
from tests.factories.plans import DimensionFactory, MasterplanFactory, SubDimensionFactory


class IssueFactory(DjangoModelFactory):
    class Meta:
        model = Issue

    masterplan = factory.SubFactory(MasterplanFactory)
    dimension = factory.SubFactory(DimensionFactory)
    title = "Antrean layanan kependudukan panjang"


class SwotEntryFactory(DjangoModelFactory):
    class Meta:
        model = SwotEntry

    masterplan = factory.SubFactory(MasterplanFactory)
    dimension = factory.SubFactory(DimensionFactory)
    kind = SwotKind.STRENGTH
    text = "Mal Pelayanan Publik telah beroperasi."


class TowsStrategyFactory(DjangoModelFactory):
    class Meta:
        model = TowsStrategy

    masterplan = factory.SubFactory(MasterplanFactory)
    dimension = factory.SubFactory(DimensionFactory)
    kind = TowsKind.SO
    text = "Memperluas layanan terpadu sampai ke desa."


class ReadinessItemFactory(DjangoModelFactory):
    class Meta:
        model = ReadinessItem

    masterplan = factory.SubFactory(MasterplanFactory)
    head = ReadinessHead.PEOPLE
    statement = "Tenaga TIK 24 orang."
    score = 2
    evidence = "Keputusan tentang tenaga TIK."


class GapRowFactory(DjangoModelFactory):
    class Meta:
        model = GapRow

    masterplan = factory.SubFactory(MasterplanFactory)
    subdimension = factory.SubFactory(SubDimensionFactory)
    now = "Layanan di kantor."
    wanted = "Layanan di desa."
    gap = "Belum ada loket desa."
    need = "Petugas registrasi desa."


class QuickWinIdeaFactory(DjangoModelFactory):
    class Meta:
        model = QuickWinIdea

    masterplan = factory.SubFactory(MasterplanFactory)
    dimension = factory.SubFactory(DimensionFactory)
    text = "Layanan terpadu satu pintu."


class RegulationFactory(DjangoModelFactory):
    class Meta:
        model = Regulation

    masterplan = factory.SubFactory(MasterplanFactory)
    form = RegulationForm.BYLAW
    number = "4"
    year = 2022
    about = "penyelenggaraan sistem pemerintahan berbasis elektronik"


class ApplicationFactory(DjangoModelFactory):
    class Meta:
        model = Application

    masterplan = factory.SubFactory(MasterplanFactory)
    name = "Banter"
    function = "Layanan perizinan dari desa."


class IctStaffFactory(DjangoModelFactory):
    class Meta:
        model = IctStaff

    masterplan = factory.SubFactory(MasterplanFactory)
    position = "Pranata komputer"
    education = Education.BACHELOR
    count = 6


class IctSpendingFactory(DjangoModelFactory):
    class Meta:
        model = IctSpending

    masterplan = factory.SubFactory(MasterplanFactory)
    year = 2023
    item = "Langganan internet"
    amount = 850_000_000


class VisionKeywordFactory(DjangoModelFactory):
    class Meta:
        model = VisionKeyword

    masterplan = factory.SubFactory(MasterplanFactory)
    word = "terhubung"
    reason = "Layanan yang tersebar disatukan."
