"""Masterplans and what is in them."""

import factory
from factory.django import DjangoModelFactory

from dimensions.models import Dimension, DimensionSet, SubDimension
from masterplans.models import (
    Masterplan,
    Outline,
    OutlineBook,
    OutlineChapter,
    OutlineSection,
    Phase,
    RegionalPlan,
    Section,
    SectionKind,
    Stage,
)
from programs.models import (
    Activity,
    BudgetLine,
    Indicator,
    Program,
    ProgramKind,
    ScheduleYear,
    Source,
    Target,
)
from quickwins.models import Milestone, QuickWin, Risk
from strategy.models import Aim, Alignment, Mission, Strategy
from tests.factories.people import AgencyFactory, RegionFactory, UserFactory


class DimensionSetFactory(DjangoModelFactory):
    """Two dimensions with two sub-dimensions each: enough for every rule, quick to make."""

    class Meta:
        model = DimensionSet
        django_get_or_create = ("version",)

    version = "uji"
    title = "Dimensi uji"


class DimensionFactory(DjangoModelFactory):
    class Meta:
        model = Dimension
        django_get_or_create = ("set", "code")

    set = factory.SubFactory(DimensionSetFactory)
    code = "governance"
    order = 1
    key = "gov"
    icon = "bank"
    name = "Smart Governance"
    local_name = "Tata kelola dan tata pamong cerdas"
    aim = "Mewujudkan birokrasi yang bersih dan andal."


class SubDimensionFactory(DjangoModelFactory):
    class Meta:
        model = SubDimension
        django_get_or_create = ("dimension", "code")

    dimension = factory.SubFactory(DimensionFactory)
    code = "public-service"
    order = 1
    name = "Pelayanan publik"


class OutlineFactory(DjangoModelFactory):
    class Meta:
        model = Outline
        django_get_or_create = ("version",)

    version = "uji"
    title = "Kerangka uji"


class OutlineBookFactory(DjangoModelFactory):
    class Meta:
        model = OutlineBook
        django_get_or_create = ("outline", "number")

    outline = factory.SubFactory(OutlineFactory)
    number = 1
    title = "Analisis Strategis Smart City Daerah"


class OutlineChapterFactory(DjangoModelFactory):
    class Meta:
        model = OutlineChapter
        django_get_or_create = ("book", "number")

    book = factory.SubFactory(OutlineBookFactory)
    number = 1
    title = "Pendahuluan"


class OutlineSectionFactory(DjangoModelFactory):
    class Meta:
        model = OutlineSection

    chapter = factory.SubFactory(OutlineChapterFactory)
    order = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda s: f"{s.chapter.number}.{s.order}")
    slug = factory.Sequence(lambda n: f"bagian-{n}")
    title = factory.Sequence(lambda n: f"Bagian {n}")
    guidance = "Tulis latar belakang dalam dua paragraf, dengan angka dan sumbernya."
    stage = Stage.ANALYSIS
    kind = SectionKind.NARRATIVE


class MasterplanFactory(DjangoModelFactory):
    """An empty masterplan in tahap 1, open for writing. The workflow leads to other states."""

    class Meta:
        model = Masterplan

    region = factory.SubFactory(RegionFactory)
    title = factory.LazyAttribute(lambda m: f"Masterplan Smart City {m.region} {m.first_year}")
    slug = factory.Sequence(lambda n: f"masterplan-{n}")
    outline = factory.SubFactory(OutlineFactory)
    dimension_set = factory.SubFactory(DimensionSetFactory)
    first_year = 2024
    last_year = 2033
    created_by = factory.SubFactory(UserFactory)


class PhaseFactory(DjangoModelFactory):
    class Meta:
        model = Phase

    masterplan = factory.SubFactory(MasterplanFactory)
    order = 1
    name = "Jangka pendek"
    first_year = 2024
    last_year = 2033


class MissionFactory(DjangoModelFactory):
    class Meta:
        model = Mission

    masterplan = factory.SubFactory(MasterplanFactory)
    order = factory.Sequence(lambda n: n + 1)
    text = "Meningkatkan mutu layanan publik."


class AlignmentFactory(DjangoModelFactory):
    class Meta:
        model = Alignment

    masterplan = factory.SubFactory(MasterplanFactory)
    document = RegionalPlan.RPJMD
    mission = "Misi pertama RPJMD."
    dimension = factory.SubFactory(DimensionFactory)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    masterplan = factory.SubFactory(MasterplanFactory)
    outline = factory.SubFactory(OutlineSectionFactory)


class AimFactory(DjangoModelFactory):
    class Meta:
        model = Aim

    masterplan = factory.SubFactory(MasterplanFactory)
    subdimension = factory.SubFactory(SubDimensionFactory)
    text = "Layanan publik selesai dalam satu hari."


class StrategyFactory(DjangoModelFactory):
    class Meta:
        model = Strategy

    aim = factory.SubFactory(AimFactory)
    text = "Menyatukan loket."


class ProgramFactory(DjangoModelFactory):
    """A program with its five first fields only; `complete_program` below has all of them."""

    class Meta:
        model = Program

    masterplan = factory.SubFactory(MasterplanFactory)
    subdimension = factory.SubFactory(SubDimensionFactory)
    agency = factory.LazyAttribute(lambda p: AgencyFactory(region=p.masterplan.region))
    name = factory.Sequence(lambda n: f"Program {n}")
    kind = ProgramKind.SERVICE


class IndicatorFactory(DjangoModelFactory):
    class Meta:
        model = Indicator

    program = factory.SubFactory(ProgramFactory)
    name = "Layanan yang selesai sehari"
    unit = "persen"
    baseline = 40
    baseline_year = 2023


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    year = 2024
    value = 60


class ScheduleYearFactory(DjangoModelFactory):
    class Meta:
        model = ScheduleYear

    program = factory.SubFactory(ProgramFactory)
    year = 2024
    activity = Activity.BUILD


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    program = factory.SubFactory(ProgramFactory)
    year = 2024
    source = Source.APBD
    amount = 250_000_000


class QuickWinFactory(DjangoModelFactory):
    class Meta:
        model = QuickWin

    program = factory.SubFactory(ProgramFactory)
    nominated_by = factory.SubFactory(UserFactory)


class RiskFactory(DjangoModelFactory):
    class Meta:
        model = Risk

    quickwin = factory.SubFactory(QuickWinFactory)
    text = "Jaringan desa terputus"
    likelihood = 3
    impact = 4
    mitigation = "Layanan luring dengan unggah kemudian."


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = Milestone

    quickwin = factory.SubFactory(QuickWinFactory)
    month = 1
    text = "Tim dibentuk"


def complete_program(masterplan, subdimension, *, agency=None, **fields) -> Program:
    """A program from which nothing is missing, running in the first two years of the plan."""
    years = list(masterplan.years)[:2]
    fields = {
        "expansion": "Layanan terpadu sampai ke desa",
        "description": "Loket desa menerima dan menyelesaikan layanan.",
        "problem": "Warga menempuh dua jam ke kantor.",
        "output": "Loket di 20 desa",
        "outcome": "Warga dilayani di desanya sendiri.",
        "beneficiaries": "Warga desa",
        "beneficiaries_count": 20_000,
        "rpjmd_link": "Program Pelayanan Publik 2.10",
        "risks": "Jaringan terputus.",
        **fields,
    }
    if agency:
        fields["agency"] = agency
    program = ProgramFactory(masterplan=masterplan, subdimension=subdimension, **fields)
    indicator = IndicatorFactory(program=program, baseline_year=masterplan.first_year - 1)
    for year in years:
        ScheduleYearFactory(program=program, year=year)
        TargetFactory(indicator=indicator, year=year, value=50 + year - masterplan.first_year)
        BudgetLineFactory(program=program, year=year)
    return program
