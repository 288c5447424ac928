"""Where one is signed in: listed, and ended, all others or one."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

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


def test_a_session_has_a_new_name_after_signing_in(client, siti):
    client.get(MASUK)
    client.session["seed"] = "1"
    before = client.session.session_key

    sign_in(client, siti)

    assert client.session.session_key != before
