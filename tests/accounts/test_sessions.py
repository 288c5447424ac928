"""Where one is signed in: listed, and ended, all others or one."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.accounts.doors import MASUK, PERANGKAT, sign_in
from tests.factories import UserFactory

DESKTOP = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"


@pytest.fixture
def here(siti):
    browser = Client()
    sign_in(browser, siti)
    return browser


@pytest.fixture
def there(siti):
    browser = Client(headers={"user-agent": DESKTOP})
    sign_in(browser, siti)
    return browser


def session_of(browser):
    return UserSession.objects.get(session_key=browser.session.session_key)


def end(browser, session):
    return browser.post(f"{PERANGKAT}{session.pk}/keluarkan/", follow=True)


def is_in(browser):
    return browser.get(PERANGKAT).status_code == 200


def test_all_devices_are_listed_and_the_others_thrown_out_together(here, there):
    third = Client()
    sign_in(third, session_of(here).user)

    listed = here.get(PERANGKAT).text
    here.post(PERANGKAT)

    assert "Akun Anda masuk di 3 perangkat." in listed
    assert "Firefox di Windows" in listed
    assert [is_in(browser) for browser in (here, there, third)] == [True, False, False]


def test_one_device_is_thrown_out_and_the_rest_stay(here, there):
    third = Client()
    sign_in(third, session_of(here).user)

    page = end(here, session_of(there))

    assert "Perangkat itu sudah dikeluarkan dari akun Anda." in page.text
    assert [is_in(browser) for browser in (here, there, third)] == [True, False, True]
    assert there.get(PERANGKAT).url.startswith(MASUK)


def test_the_list_has_a_button_for_every_other_device_and_none_for_this_one(here, there):
    page = here.get(PERANGKAT).text

    assert f'action="/akun/perangkat/{session_of(there).pk}/keluarkan/"' in page
    assert f'action="/akun/perangkat/{session_of(here).pk}/keluarkan/"' not in page
    assert page.count("Keluarkan perangkat<") == 1


def test_ones_own_device_is_left_by_signing_out(here):
    page = end(here, session_of(here))

    assert "Keluar dari Simpul di perangkat ini." in page.text
    assert is_in(here)


def test_nobody_ends_the_session_of_another(here, siti, cache_table):
    stranger = UserFactory()
    her_browser = Client()
    her_browser.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = end(her_browser, session_of(here))

    assert answer.status_code == 404
    assert is_in(here)


def test_a_link_alone_ends_no_session(here, there):
    answer = here.get(f"{PERANGKAT}{session_of(there).pk}/keluarkan/")

    assert answer.status_code == 405
    assert is_in(there)


def test_what_was_used_last_is_noted_once_in_five_minutes(here, there, client):
    session = session_of(there)
    long_ago = timezone.now() - timedelta(hours=3)
    UserSession.objects.filter(pk=session.pk).update(last_seen_at=long_ago)
    is_in(there)
    at_once = session_of(there).last_seen_at
    kept = there.session
    kept["seen_at"] -= 6 * 60
    kept.save()

    is_in(there)

    assert at_once == long_ago
    assert timezone.now() - session_of(there).last_seen_at < timedelta(minutes=1)


def test_a_page_in_between_writes_nothing(here):
    is_in(here)

    with CaptureQueriesContext(connection) as queries:
        here.get("/akun/kata-sandi/")

    assert [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE"))] == []


def test_somebody_who_came_in_by_an_invitation_is_listed_too(siti, signed_in):
    """Her session was not begun at allauth's sign-in page."""
    browser = signed_in(siti)

    assert "Akun Anda hanya masuk di perangkat ini." in browser.get(PERANGKAT).text
    assert session_of(browser).user == siti


def test_a_session_has_a_new_name_after_signing_in(client, siti):
    client.get(MASUK)
    client.session["seed"] = "1"
    before = client.session.session_key

    sign_in(client, siti)

    assert client.session.session_key != before
