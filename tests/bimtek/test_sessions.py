"""The calendar of the four bimtek."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from bimtek.merging import token_of
from bimtek.models import Session
from bimtek.sessions import PLANNED, next_of, plan_session
from bimtek.spoken import days_in_short, days_in_words, when_in_words
from example.meetings import wednesday
from tests.assignments.worksheets import heading, open_page, words
from tests.markup import one_line

TODAY = date(2023, 8, 24)


def meeting(stage, first, last):
    return Session(stage=stage, first_day=date(2023, *first), last_day=date(2023, *last))


@pytest.mark.parametrize(
    ("session", "text"),
    [
        (meeting(3, (9, 6), (9, 7)), "Rabu–Kamis, 6–7 September 2023"),
        (meeting(2, (7, 31), (8, 1)), "Senin–Selasa, 31 Juli–1 Agustus 2023"),
        (meeting(4, (10, 9), (10, 9)), "Senin, 9 Oktober 2023"),
    ],
)
def test_days_are_written_as_an_invitation_writes_them(session, text):
    """The dates are those of Sawahlunto and Garut in 2023 (domain §3.1)."""
    assert days_in_words(session) == text


def test_days_across_the_new_year_name_both_years():
    session = Session(stage=1, first_day=date(2023, 12, 31), last_day=date(2024, 1, 1))
    assert days_in_short(session) == "31 Desember 2023–1 Januari 2024"


def test_the_next_one_goes_on_or_is_still_to_come():
    third, fourth = meeting(3, (9, 6), (9, 7)), meeting(4, (10, 9), (10, 9))
    planned = [meeting(2, (7, 31), (8, 1)), fourth, third]

    assert next_of(planned, TODAY) is third
    assert next_of(planned, date(2023, 9, 7)) is third
    assert next_of(planned, date(2023, 9, 8)) is fourth
    assert next_of(planned, date(2023, 10, 10)) is None
    assert next_of([], TODAY) is None


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2023, 8, 26), "11 hari lagi"),
        (date(2023, 9, 5), "besok"),
        (date(2023, 9, 6), "hari ini"),
        (date(2023, 9, 7), "sedang berlangsung"),
        (date(2023, 9, 8), "sudah berlangsung"),
    ],
)
def test_the_distance_is_said_in_words(today, text):
    assert when_in_words(meeting(3, (9, 6), (9, 7)), today) == text


def test_an_expert_sets_a_date_and_everybody_reads_it(masterplan, facilitator, people, signed_in):
    first = timezone.localdate() + timedelta(days=11)
    response = signed_in(facilitator).post(
        f"/masterplan/{masterplan.slug}/jadwal/1/",
        {
            "first_day": first.isoformat(),
            "last_day": (first + timedelta(days=1)).isoformat(),
            "mode": "luring",
            "place": "Aula Baperlitbang",
            "is_meant": "on",  # it may be a weekend
            "agenda": "Pukul 08.30: pembukaan",
        },
    )

    assert response.status_code == 302
    session = Session.objects.get()
    assert (session.stage, session.changed_by) == (1, facilitator)
    assert Event.objects.get(verb="session.planned").actor == facilitator
    html = open_page(signed_in(people["viewer"]), masterplan, "jadwal/")
    assert heading(html) == "Bimtek I mulai 11 hari lagi."
    assert "Pukul 08.30: pembukaan" in html
    assert "Ubah tanggal" not in html
    assert f"{session}, {days_in_short(session)}" in words(
        open_page(signed_in(people["viewer"]), masterplan, "")
    )


def test_a_date_that_ends_before_it_starts_is_refused_with_a_sentence(masterplan, lead, signed_in):
    response = signed_in(lead).post(
        f"/masterplan/{masterplan.slug}/jadwal/2/",
        {"first_day": "2023-09-07", "last_day": "2023-09-06", "mode": "daring"},
    )

    assert "Hari terakhir tidak boleh mendahului hari pertama." in one_line(
        response.content.decode()
    )
    assert not Session.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Session.objects.create(
            masterplan=masterplan, stage=2, first_day=date(2023, 9, 7),
            last_day=date(2023, 9, 6), changed_by=lead,
        )  # fmt: skip


def test_a_date_can_be_moved_and_taken_off(masterplan, lead, signed_in):
    first = date(2023, 9, 6)
    plan_session(masterplan, stage=3, first_day=first, last_day=first, by=lead)
    plan_session(
        masterplan, stage=3, first_day=date(2023, 9, 13), last_day=date(2023, 9, 14), by=lead
    )
    assert Session.objects.get().first_day == date(2023, 9, 13)

    token = str(token_of(Session.objects.get(), PLANNED))
    signed_in(lead).post(f"/masterplan/{masterplan.slug}/jadwal/3/", {"hapus": "1", "token": token})

    assert not Session.objects.exists()
    verbs = list(Event.objects.filter(verb__startswith="session.").values_list("verb", flat=True))
    assert verbs == ["session.cancelled", "session.moved", "session.planned"]


def test_there_are_four_bimtek(masterplan, lead, signed_in):
    assert signed_in(lead).get(f"/masterplan/{masterplan.slug}/jadwal/5/").status_code == 404


def test_nobody_who_reads_only_may_set_a_date(masterplan, people, signed_in):
    for who in ("writer", "viewer", "dimension_lead", "province_officer"):
        path = f"/masterplan/{masterplan.slug}/jadwal/1/"
        assert signed_in(people[who]).get(path).status_code == 403, who


def test_the_example_holds_its_bimtek_on_a_wednesday():
    assert wednesday(0, date(2023, 9, 8)) == date(2023, 9, 6)
    assert wednesday(2, date(2023, 9, 4)) == date(2023, 9, 20)
    assert wednesday(-1, date(2023, 9, 10)) == date(2023, 8, 30)
