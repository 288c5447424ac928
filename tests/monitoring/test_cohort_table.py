"""The table of a cohort: every nominated region with score, MoU, SK, stage, days and expert."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from cohorts.choosing import decide, nominate
from cohorts.models import Nomination
from cohorts.opening import open_cohort
from cohorts.plans import take_into
from indonesian import Place
from instruments.models import AssessmentState
from mandates.models import MandateKind
from masterplans.models import Masterplan, Status
from monitoring.cohort_figures import cohort_rows
from monitoring.ranking import ranks_by_score, what_is_missing
from tests.factories import (
    DimensionSetFactory,
    MandateFactory,
    OutlineFactory,
    ProvinceFactory,
    RegionFactory,
)
from tests.factories.instruments import (
    AssessmentFactory,
    AssessorFactory,
    bring_assessment_to,
    open_instrument_with,
    scored,
)
from tests.markup import one_line


@pytest.fixture
def instrument(db):
    return open_instrument_with(weights=((100, (1, 1)),))


@pytest.fixture
def cohort(national, instrument, masterplan):
    return open_cohort(
        2023,
        by=national,
        outline=OutlineFactory(),
        dimension_set=DimensionSetFactory(),
        instrument=instrument,
    )


def assessed(cohort, region, *each, waiting=0):
    """A nominated region whose assessors gave these scores; so many more have not yet."""
    assessment = AssessmentFactory(
        instrument=cohort.versions.first().instrument, region=region, opened_by=cohort.opened_by
    )
    bring_assessment_to(assessment, AssessmentState.SCORING)
    for values in each:
        scored(AssessorFactory(assessment=assessment), values)
    for _ in range(waiting):
        AssessorFactory(assessment=assessment)
    return nominate(cohort, region, by=cohort.opened_by)


@pytest.fixture
def six(cohort, region, elsewhere, people):
    """Two that are level, one behind, one half scored, one unscored, one that was not asked."""
    names = ("Garut", "Agam", "Asahan", "Batanghari")
    garut, agam, asahan, batanghari = (RegionFactory(name=name) for name in names)
    assessed(cohort, region, (3, 4), (4, 3))
    assessed(cohort, garut, (4, 3))
    assessed(cohort, agam, (2, 2), (3, None))
    assessed(cohort, asahan, (4, 4), waiting=1)
    assessed(cohort, batanghari, waiting=2)
    nominate(cohort, elsewhere, by=cohort.opened_by)
    return cohort


def test_places_ties_and_what_is_missing_are_said(six, signed_in, people):
    rows = {row.region.name: row for row in cohort_rows(six)}
    said = {name: (str(row.rank or ""), row.score, row.lacking) for name, row in rows.items()}
    assert said == {
        "Asahan": ("1", "4", "1 dari 2 asesor"),
        "Banjarnegara": ("2, seri dengan satu lain", "3,5", ""),
        "Garut": ("2, seri dengan satu lain", "3,5", ""),
        "Agam": ("4", "2,25", ""),
        "Batanghari": ("", "belum dinilai", ""),
        "Ambon": ("", "belum diminta menjawab", ""),
    }
    page = one_line(signed_in(people["national"]).get(six.get_absolute_url()).content.decode())
    for words in (
        "Enam daerah menunggu keputusan.",
        "2, seri dengan satu lain",
        "belum dinilai",
        "tanpa peringkat",
        "Daerah yang dinominasikan menurut provinsi",
    ):
        assert words in page


def test_a_region_that_was_not_asked_is_asked_from_the_table(six, instrument, signed_in, people):
    browser = signed_in(people["national"])
    page = one_line(browser.get(six.get_absolute_url()).content.decode())
    assert "Satu daerah belum diundang menjawab instrumen." in page
    ask = reverse("instruments:ask_regions", args=[instrument.pk])
    code = elsewhere_code(six)
    assert f'href="{ask}?daerah={code}"' in page

    form = browser.get(f"{ask}?daerah={code}").content.decode()
    assert f"{code}</textarea>" in form


def elsewhere_code(cohort):
    return next(row.region.code for row in cohort_rows(cohort) if row.result is None)


def test_who_decides_reads_what_the_scores_come_to(six, signed_in, people):
    garut = six.nominations.get(region__name="Garut")
    url = reverse("cohorts:nomination", args=[six.year, garut.region.code])

    page = one_line(signed_in(people["national"]).get(url).content.decode())

    assert "Nilai 3,50 dari 4" in page
    assert "1 dari 1 asesor menilai" in page


FILTERS = [
    ("provinsi=81", {"Ambon"}),
    ("keadaan=seri", {"Banjarnegara", "Garut"}),
    ("keadaan=tanpa-nilai", {"Batanghari", "Ambon"}),
    ("keadaan=nilai-kurang", {"Asahan"}),
    ("keadaan=terpilih", set()),
    ("cari=kota+am", {"Ambon"}),
    ("keadaan=apa-saja&provinsi=x", {"Banjarnegara", "Garut", "Agam", "Asahan", "Batanghari",
                                     "Ambon"}),
]  # fmt: skip


def test_the_table_is_filtered_and_the_workbook_with_it(six, signed_in, people):
    browser, url = signed_in(people["national"]), reverse("cohort:download", args=[2023])
    for query, names in FILTERS:
        book = load_workbook(BytesIO(browser.get(f"{url}?{query}").content)).active
        rows = list(book.iter_rows(min_row=2, values_only=True))
        assert {row[3].split(" ", 1)[1] for row in rows} == names, query


def test_one_row_says_agreement_decrees_stage_days_and_expert(
    cohort, masterplan, people, signed_in, region
):
    officer = people["national"]
    nominated = nominate(cohort, region, by=officer)
    decide(nominated, is_chosen=True, reason="Siap.", by=officer)
    take_into(Nomination.objects.get(), masterplan, by=officer)
    MandateFactory(region=region, kind=MandateKind.AGREEMENT, date=date(2023, 2, 28))
    MandateFactory(region=region, kind=MandateKind.COUNCIL, date=date(2023, 7, 1))
    since = timezone.now() - timedelta(days=9)
    Masterplan.objects.filter(pk=masterplan.pk).update(stage_since=since)
    page = one_line(signed_in(officer).get(cohort.get_absolute_url()).content.decode())
    for words in (
        "28 Februari 2023",
        "Dewan saja",
        "terlambat, batasnya 28 April 2023",
        "Tahap 1, sedang ditulis",
        "9 hari",
        people["facilitator"].name,
        "Semua sudah diputuskan.",
    ):
        assert words in page
    [row] = cohort_rows(cohort)
    assert not row.is_overdue
    row.plan.status, row.terms = Status.REVIEW, row.terms
    assert row.is_overdue  # a review lasts seven days
    del row.days  # kept on the row
    row.plan.stage_since = timezone.now() - timedelta(days=6)
    assert (row.review_day, row.is_overdue) == (7, False)  # the day of the hand-in is the first


def test_a_region_that_was_not_chosen_waits_for_nothing(cohort, national, signed_in):
    nominated = nominate(cohort, RegionFactory(), by=national)
    decide(nominated, is_chosen=False, reason="Belum siap.", by=national)
    Nomination.objects.update(decided_at=timezone.now() - timedelta(days=200))

    [row] = cohort_rows(cohort)

    assert not row.is_overdue
    page = one_line(signed_in(national).get(cohort.get_absolute_url()).content.decode())
    assert "200 hari" not in page


def test_the_table_costs_the_same_for_six_regions_as_for_one(
    six, signed_in, people, national, django_assert_max_num_queries
):
    browser = signed_in(national)
    browser.get(six.get_absolute_url())
    with django_assert_max_num_queries(14):
        browser.get(six.get_absolute_url())


def test_a_cohort_without_regions_asks_for_them(cohort, signed_in, national):
    page = one_line(signed_in(national).get(cohort.get_absolute_url()).content.decode())
    assert "Nominasikan daerah untuk kohort ini." in page


def test_places_are_counted_like_in_sports():
    class Scored:
        def __init__(self, total):
            self.total = total

    found = ranks_by_score(
        {1: Scored(3), 2: Scored(4), 3: Scored(3), 4: Scored(None), 5: Scored(1)}
    )
    assert found == {
        2: Place(1),
        1: Place(2, 1),
        3: Place(2, 1),
        5: Place(4),
    }
    assert what_is_missing(None) == ""


def test_a_province_stands_for_itself(cohort, national):
    nominate(cohort, ProvinceFactory(code="32", name="Jawa Barat"), by=national)
    [row] = cohort_rows(cohort)
    assert row.province.name == "Jawa Barat"
