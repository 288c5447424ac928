"""Who writes which section, all on one page; what others chose meanwhile is not overwritten."""

import pytest

from assignments.section_writers import assign_section
from audit.models import Event
from masterplans.models import Stage, Status
from tests.factories import AgencyFactory, SectionFactory
from tests.markup import one_line
from tests.plans import bring_to


@pytest.fixture
def other(region):
    return AgencyFactory(region=region, name="Dinas Sosial", short_name="Dinsos")


@pytest.fixture
def sections(masterplan):
    return [SectionFactory(masterplan=masterplan) for _ in range(3)]


@pytest.fixture
def sent(masterplan, sections, lead, signed_in, agency, other):
    """`sent()` is the page, `sent(**data)` what it answers."""
    browser = signed_in(lead)
    address = f"/masterplan/{masterplan.slug}/kertas-kerja/penulis/"

    def sent(**data):
        answer = browser.post(address, data, follow=True) if data else browser.get(address)
        return answer.status_code, one_line(answer.content.decode())

    return sent


def of(section, *agencies, seen=()):
    """What the form says of a section."""
    return {
        f"semula-{section.pk}": ",".join(str(one.pk) for one in seen),
        f"bagian-{section.pk}": [str(one.pk) for one in agencies] + [""],
    }


def writers(section):
    return set(section.agencies.all())


def test_all_sections_stand_on_one_page_with_their_writers(
    sent, sections, masterplan, lead, agency
):
    section = sections[0]
    assign_section(section, agencies=[agency], by=lead)

    status, html = sent()

    assert status == 200
    assert html.count('name="semula-') == masterplan.sections.count()
    assert f'name="semula-{section.pk}" value="{agency.pk}"' in html
    assert f'<option value="{agency.pk}" selected>Dinkes</option>' in html


def test_many_are_chosen_at_once_and_each_is_in_the_trail(sent, sections, agency, other, lead):
    first, second, third = sections
    assign_section(third, agencies=[agency], by=lead)
    before = Event.objects.filter(verb="section.assigned").count()

    data = of(first, agency) | of(second, agency, other) | of(third, agency, seen=[agency])
    _, html = sent(**data)

    assert "Penulis 2 bagian disimpan." in html
    assert (writers(first), writers(second)) == ({agency}, {agency, other})
    events = Event.objects.filter(verb="section.assigned").count()
    assert events - before == 2  # what did not change is no deed


def test_a_chapter_gives_its_sections_that_have_nobody(sent, sections, agency, other):
    first, second, _ = sections

    data = of(first, agency) | of(second) | {f"bab-{first.outline.chapter_id}": str(other.pk)}
    sent(**data)

    assert (writers(first), writers(second)) == ({agency}, {other})


def test_what_somebody_else_chose_meanwhile_stays_and_is_told(sent, sections, agency, other, lead):
    first, second, _ = sections
    assign_section(first, agencies=[other], by=lead)  # after the page was made

    status, html = sent(**(of(first, agency) | of(second, agency)))

    assert status == 409
    assert "Penulis satu bagian diganti orang lain sementara Anda memilih." in html
    assert "Sementara itu ditugaskan kepada Dinsos. Pilihan Anda di bawah belum disimpan." in html
    assert (writers(first), writers(second)) == ({other}, {agency})
    assert f'name="semula-{first.pk}" value="{other.pk}"' in html
    assert f'<option value="{agency.pk}" selected>Dinkes</option>' in html

    sent(**of(first, agency, seen=[other]))

    assert writers(first) == {agency}


def test_an_agency_of_another_region_is_none_of_the_choices(sent, sections, elsewhere):
    foreign = AgencyFactory(region=elsewhere)
    section = sections[0]

    sent(**of(section, foreign))

    assert writers(section) == set()


def test_a_plan_that_is_closed_takes_no_choice(
    masterplan, sections, lead, facilitator, signed_in, agency
):
    section = sections[0]
    bring_to(masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator)

    answer = signed_in(lead).post(
        f"/masterplan/{masterplan.slug}/kertas-kerja/penulis/", of(section, agency)
    )

    assert answer.status_code == 403
    assert writers(section) == set()


def test_one_section_by_itself_is_not_overwritten_either(
    masterplan, sections, lead, signed_in, agency, other
):
    section = sections[0]
    assign_section(section, agencies=[other], by=lead)
    address = f"/masterplan/{masterplan.slug}/kertas-kerja/penulis/{section.pk}/"
    browser = signed_in(lead)

    answer = browser.post(address, {"agencies": [agency.pk], "seen": ""})

    assert answer.status_code == 409
    assert "Sementara itu bagian ini ditugaskan kepada Dinsos." in one_line(answer.text)
    assert writers(section) == {other}

    browser.post(address, {"agencies": [agency.pk], "seen": str(other.pk)})
    assert writers(section) == {agency}
