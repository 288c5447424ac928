"""Reminding those who are behind: whom, of what, and not twice within a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assignments.reminding import ReminderError, plan_reminder, remind
from audit.models import Event
from bimtek.sessions import plan_session
from letters.models import Letter
from regions.models import Role
from stages import workflow
from tests import factories as make
from tests.assignments.worksheets import another_writer, fill_first_stage, open_page, words
from tests.markup import one_line
from tests.plans import fill_analysis, give_dimensions


@pytest.fixture
def dimensions(masterplan):
    return give_dimensions(masterplan)


@pytest.fixture
def behind(masterplan, dimensions, agency, writer):
    """Dinkes and Dinas Kedua are behind, Dinas Rajin is not, Dinas Sepi has nobody."""
    diligent, _ = another_writer(masterplan, "Dinas Rajin")
    fill_first_stage(masterplan, diligent, dimensions[0])
    second, person = another_writer(masterplan, "Dinas Kedua")
    quiet = make.AgencyFactory(region=masterplan.region, short_name="Dinas Sepi")
    make.IssueFactory(masterplan=masterplan, dimension=dimensions[0], agency=quiet)
    return {"first": agency, "second": second, "person": person, "quiet": quiet, "done": diligent}


def letters():
    return list(Letter.objects.order_by("pk"))


def path(masterplan, query=""):
    return f"/masterplan/{masterplan.slug}/kertas-kerja/ingatkan/{query}"


def test_the_coordinator_reads_whom_and_what_before_anything_is_sent(
    masterplan, behind, lead, writer, signed_in
):
    response = signed_in(lead).get(path(masterplan, "?semua=1"))

    html = words(one_line(response.content.decode()))
    assert "Kirim surat kepada dua orang tentang isian tahap 1." in html
    assert f"{writer.name} {writer.email}" in html
    assert "Isu daerah: Tulis paling sedikit satu isu dengan angkanya." in html
    assert "Tidak dapat disurati: Dinas Sepi." in html
    assert letters() == []


def test_each_person_gets_one_letter_that_names_what_is_open(
    masterplan, behind, lead, writer, signed_in
):
    first = timezone.localdate() + timedelta(days=11)
    plan_session(masterplan, stage=1, first_day=first, last_day=first, by=lead)

    response = signed_in(lead).post(
        path(masterplan), {"semua": "1", "message": "Mohon sebelum Jumat."}, follow=True
    )

    assert "Dua Perangkat Daerah diingatkan; dua surat dikirim." in one_line(
        response.content.decode()
    )
    assert {letter.address for letter in letters()} == {writer.email, behind["person"].email}
    mine = next(letter for letter in letters() if letter.address == writer.email)
    assert "- Isu daerah: Tulis paling sedikit satu isu dengan angkanya." in mine.text
    assert "- Daftar aplikasi: " in mine.text
    assert "sebelum Bimtek I, " in mine.text
    assert "Mohon sebelum Jumat." in mine.text
    assert f"/masterplan/{masterplan.slug}/kertas-kerja/" in mine.text
    assert "Dinas Kedua" not in mine.text


def test_only_the_chosen_ones_are_reminded(masterplan, behind, lead, signed_in):
    signed_in(lead).post(path(masterplan), {"pd": [behind["second"].pk, behind["done"].pk]})

    assert [letter.address for letter in letters()] == [behind["person"].email]


def test_it_stands_in_the_trail_and_on_the_page(masterplan, behind, lead, writer, signed_in):
    remind(masterplan, [behind["first"].pk], by=lead)

    event = Event.objects.get(verb="agency.reminded")
    assert (event.actor, event.target_id) == (lead, behind["first"].pk)
    assert event.data["people"] == [writer.name]
    assert event.data["tasks"][:2] == ["isu daerah", "SWOT"]
    assert "Diingatkan hari ini" in words(open_page(signed_in(lead), masterplan))


def test_how_long_ago_is_said_in_days(masterplan, behind, lead, signed_in, time_machine_days):
    remind(masterplan, [behind["first"].pk], by=lead)

    time_machine_days(2)
    assert "Diingatkan 2 hari lalu" in words(open_page(signed_in(lead), masterplan))


def test_nobody_is_reminded_twice_within_a_day(masterplan, behind, lead):
    remind(masterplan, None, by=lead)

    with pytest.raises(ReminderError, match="Semua sudah diingatkan dalam sehari ini"):
        remind(masterplan, [behind["first"].pk, behind["second"].pk], by=lead)
    assert len(letters()) == 2


def test_unless_the_coordinator_says_so(masterplan, behind, lead, signed_in):
    remind(masterplan, None, by=lead)

    html = words(one_line(signed_in(lead).get(path(masterplan, "?semua=1")).content.decode()))
    assert "Surati juga yang sudah diingatkan hari ini" in html
    signed_in(lead).post(path(masterplan), {"semua": "1", "lagi": "1"})

    assert len(letters()) == 4


def test_after_a_day_it_may_be_done_again(masterplan, behind, lead, time_machine_days):
    remind(masterplan, None, by=lead)

    time_machine_days(1.01)
    remind(masterplan, None, by=lead)
    assert len(letters()) == 4


def test_a_reminder_of_one_plan_does_not_hold_up_another(masterplan, behind, lead):
    other = make.MasterplanFactory(
        region=masterplan.region, first_year=2040, last_year=2049, slug="lain", created_by=lead
    )
    remind(masterplan, [behind["first"].pk], by=lead)

    assert len(plan_reminder(other, [behind["first"].pk]).people) == 1


def test_a_person_who_writes_no_more_is_not_written_to(masterplan, behind, dimensions, lead):
    make.IssueFactory(masterplan=masterplan, agency=behind["second"], dimension=dimensions[0])
    behind["person"].is_active = False
    behind["person"].save()

    plan = plan_reminder(masterplan, [behind["second"].pk])

    assert plan.people == []
    with pytest.raises(ReminderError, match="belum punya staf"):
        remind(masterplan, [behind["second"].pk], by=lead)


def test_nothing_is_sent_while_the_plan_is_reviewed(masterplan, lead, signed_in):
    fill_analysis(masterplan)
    workflow.submit_stage(masterplan, by=lead)

    response = signed_in(lead).post(path(masterplan), {"semua": "1"}, follow=True)

    assert "tidak sedang ditulis" in one_line(response.content.decode())
    assert not Letter.objects.filter(subject__contains="masih ditunggu").exists()


def test_an_agency_of_another_region_is_not_reached(masterplan, behind, lead, elsewhere, signed_in):
    foreign = make.AgencyFactory(region=elsewhere)
    make.MembershipFactory(region=elsewhere, role=Role.WRITER, agency=foreign)

    signed_in(lead).post(path(masterplan), {"pd": [foreign.pk]}, follow=True)

    assert letters() == []


def test_without_a_choice_nobody_is_asked_about(masterplan, behind, lead, signed_in):
    html = one_line(signed_in(lead).get(path(masterplan), follow=True).content.decode())

    assert "Pilih dahulu Perangkat Daerah yang akan diingatkan." in html
