"""Lists that no room counts by itself: fifty rows cost as many queries as one, never above 25."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from masterplans.documents import SectionDocument
from masterplans.models import Revision
from programs.documents import ProgramDocument
from tests import factories as make
from tests.plans import give_dimensions

MOST = 25


@pytest.fixture
def parts(masterplan):
    """The four sub-dimensions of the test set, in order."""
    return [sub for one in give_dimensions(masterplan) for sub in one.subdimensions.all()]


@pytest.fixture
def costs(masterplan, lead, signed_in, queries_of):
    """`costs(pages)` are the queries of each page for the coordinator; pages are (name, *keys)."""
    browser = signed_in(lead)

    def count(pages):
        return {
            page: queries_of(browser, reverse(page, args=[masterplan.slug, *keys]))
            for page, *keys in pages
        }

    return count


def test_writers_of_fifty_sections(masterplan, costs):
    def add(times):
        for _ in range(times):
            agency = make.AgencyFactory(region=masterplan.region)
            make.SectionFactory(masterplan=masterplan).agencies.add(agency)

    add(1)
    few = costs([("assignments:writers",)])
    add(49)

    assert costs([("assignments:writers",)]) == few
    assert max(few.values()) <= MOST


def test_programs_of_fifty_agencies(masterplan, parts, costs):
    def add(times):
        for number in range(times):
            part, agency = parts[number % 4], make.AgencyFactory(region=masterplan.region)
            own = {"masterplan": masterplan, "agency": agency}
            make.IssueFactory(**own, dimension=part.dimension)
            program = make.ProgramFactory(**own, subdimension=part)
            make.ScheduleYearFactory(program=program, year=masterplan.first_year)
            make.BudgetLineFactory(program=program, year=masterplan.first_year)

    add(1)
    agency = masterplan.programs.get().agency_id
    dimension = parts[0].dimension.code
    pages = [
        ("stages:overview",),
        ("portfolio:roadmap",),
        ("portfolio:budget",),
        ("compiling:pokja", dimension),
        ("assignments:worksheet", agency),
        ("assignments:parts",),
    ]
    few = costs(pages)
    add(49)

    assert costs(pages) == few
    assert max(few.values()) <= MOST


def test_a_program_with_fifty_indicators_targets_and_sums(masterplan, parts, costs):
    program = make.ProgramFactory(masterplan=masterplan, subdimension=parts[0])

    def add(times):
        for _ in range(times):
            indicator = make.IndicatorFactory(program=program)
            make.TargetFactory(indicator=indicator, year=masterplan.first_year)

    add(1)
    pages = [("programs:detail", program.pk), ("programs:edit", program.pk)]
    few = costs(pages)
    add(49)

    assert costs(pages) == few
    assert max(few.values()) <= MOST


def test_fifty_sittings_of_two_people(masterplan, parts, lead, facilitator, costs):
    section = make.SectionFactory(masterplan=masterplan)
    program = make.ProgramFactory(masterplan=masterplan, subdimension=parts[0])
    documents = SectionDocument(section), ProgramDocument(masterplan, program)

    def add(times):
        first = Revision.objects.count()
        Revision.objects.bulk_create(
            Revision(
                masterplan=masterplan,
                kind=document.kind,
                object_id=document.key,
                number=first + number,
                parts=document.read(),
                author=(lead, facilitator)[number % 2],
                at=timezone.now() + timedelta(seconds=number),
            )
            for document in documents
            for number in range(1, times + 1)
        )

    add(2)
    pages = [("masterplans:section_history", section.pk), ("programs:history", program.pk)]
    few = costs(pages)
    add(48)

    assert costs(pages) == few
    assert max(few.values()) <= MOST
