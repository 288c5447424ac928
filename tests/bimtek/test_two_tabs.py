"""Two people have the form of a session open: nobody's words are written over unseen."""

import re
from datetime import date, timedelta

import pytest

from bimtek.models import Invitee, Session
from bimtek.sessions import cancel_session, plan_session, write_results
from tests.markup import one_line

FIRST, LAST = date(2023, 9, 6), date(2023, 9, 7)
BOXES = {
    "first_day": "2023-09-06", "last_day": "2023-09-07", "starts_at": "08:30", "ends_at": "16:00",
    "mode": "luring", "place": "Aula Bappeda", "is_meant": "on",
}  # fmt: skip


@pytest.fixture
def session(masterplan, lead):
    return plan_session(
        masterplan, stage=3, first_day=FIRST, last_day=LAST, place="Aula Bappeda", by=lead
    )


@pytest.fixture
def page(masterplan, session, lead, signed_in):
    """The address of the form, her browser, and the token with which she opened it."""
    url = f"/masterplan/{masterplan.slug}/jadwal/3/"
    browser = signed_in(lead)
    return url, browser, token_in(browser.get(url))


def test_what_nobody_types_has_no_label(page):
    url, browser, _ = page
    html = browser.get(url).content.decode()
    assert not re.search(r"<label[^>]*>\s*Token", html)
    assert "Tetap pakai tanggal ini" not in html


def token_in(response):
    return re.search(r'name="token" value="([^"]*)"', response.content.decode())[1]


def test_what_only_one_of_two_changed_is_stored_from_both(page, session, facilitator, masterplan):
    url, browser, token = page
    plan_session(
        masterplan, stage=3, first_day=FIRST, last_day=LAST, place="Hotel Harmoni", by=facilitator
    )

    answer = browser.post(url, BOXES | {"opener": "Sekretaris Daerah", "token": token})

    assert answer.status_code == 302
    session.refresh_from_db()
    assert (session.place, session.opener) == ("Hotel Harmoni", "Sekretaris Daerah")


def test_a_stale_tab_is_refused_by_box_keeps_what_was_typed_and_may_insist(
    page, session, facilitator, masterplan
):
    url, browser, token = page
    plan_session(
        masterplan, stage=3, first_day=FIRST, last_day=LAST, place="Hotel Harmoni", by=facilitator
    )
    typed = BOXES | {"place": "Pendopo", "opener": "Sekda"}

    answer = browser.post(url, typed | {"token": token})

    html = one_line(answer.content.decode())
    assert answer.status_code == 422
    assert f"{facilitator} baru mengubahnya menjadi “Hotel Harmoni”." in html
    assert 'value="Pendopo"' in html
    assert 'value="Sekda"' in html
    session.refresh_from_db()
    assert (session.place, session.opener) == ("Hotel Harmoni", "")

    assert browser.post(url, typed | {"token": token_in(answer)}).status_code == 302
    session.refresh_from_db()
    assert (session.place, session.opener) == ("Pendopo", "Sekda")


def test_the_same_again_and_a_page_of_before_the_first_plan(page, session, masterplan):
    url, browser, token = page
    for _ in range(2):  # a double click
        assert browser.post(url, BOXES | {"opener": "Sekda", "token": token}).status_code == 302
    of_nothing = browser.post(url, BOXES | {"first_day": "2023-09-05", "token": "0 ~"})
    assert "6 September 2023" in of_nothing.content.decode()
    session.refresh_from_db()
    assert session.first_day == FIRST


def test_a_session_that_was_changed_meanwhile_is_not_taken_off(page, facilitator, masterplan):
    url, browser, token = page
    plan_session(
        masterplan, stage=3, first_day=FIRST, last_day=LAST, place="Hotel Harmoni", by=facilitator
    )

    html = browser.post(url, {"hapus": "1", "token": token}, follow=True).content.decode()

    assert "baru mengubah Bimtek III, jadi belum dihapus" in html
    assert Session.objects.exists()


def test_results_that_two_people_write_clash_too(page, session, facilitator, lead):
    url, browser, _ = page
    url += "hasil/"
    token = token_in(browser.get(url))
    write_results(session, results="Disepakati enam quick win.", by=facilitator)

    answer = browser.post(url, {"results": "Disepakati tujuh.", "token": token})

    html = answer.content.decode()
    assert "menjadi “Disepakati enam quick win.”" in html
    assert "Disepakati tujuh." in html


def test_the_day_that_was_planned_first_stays_known(session, masterplan, lead, signed_in):
    later = date(2023, 9, 13)
    plan_session(masterplan, stage=3, first_day=date(2023, 9, 5), last_day=LAST, by=lead)
    session.refresh_from_db()
    assert session.days_moved == 0  # mended on the day on which it was set: a slip

    Invitee.objects.create(session=session, email="tamu@contoh.go.id", told=0)
    plan_session(masterplan, stage=3, first_day=later, last_day=later, by=lead)
    plan_session(masterplan, stage=3, first_day=later, last_day=date(2023, 9, 14), by=lead)

    session.refresh_from_db()
    assert (session.planned_first, session.days_moved) == (date(2023, 9, 5), 8)
    html = one_line(signed_in(lead).get(f"/masterplan/{masterplan.slug}/jadwal/").content.decode())
    assert "Semula direncanakan Selasa, 5 September 2023; mundur 8 hari." in html


def test_a_session_of_before_takes_the_day_from_which_it_is_moved(session, masterplan, lead):
    Session.objects.update(planned_first=None, planned_at=None)
    plan_session(masterplan, stage=3, first_day=LAST, last_day=LAST, by=lead)
    assert Session.objects.get().planned_first == FIRST


@pytest.mark.parametrize(("was_told", "days_moved"), [(True, 9), (False, 0)])
def test_a_bimtek_called_off_and_planned_anew_counts_from_the_day_planned_first(
    session, masterplan, lead, was_told, days_moved
):
    """What nobody was told of, and was set today, was a slip."""
    if was_told:
        Invitee.objects.create(session=session, email="tamu@contoh.go.id", told=0)
    cancel_session(session, by=lead)
    again = FIRST + timedelta(days=9)

    anew = plan_session(masterplan, stage=3, first_day=again, last_day=again, by=lead)

    assert anew.days_moved == days_moved
