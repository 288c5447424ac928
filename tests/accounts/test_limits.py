"""Guessing passwords: five tries an account and place, counted for all web processes together."""

import threading
import time

import pytest
from allauth.account import app_settings
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client

from tests.accounts.doors import (
    LANGKAH_KEDUA,
    MASUK,
    code_now,
    link_in,
    set_up_codes,
    sign_in,
    work,
)

WRONG = "Surel atau kata sandi tidak cocok. Sesudah 5 kali, percobaan dari sini ditahan 15 menit."
LOCKED = (
    "Terlalu banyak percobaan dari sini. Tunggu 15 menit, atau buka sekarang dengan kunci sandi"
    " atau tautan “Lupa kata sandi”."
)


def guess(person, times, **extra):
    return [sign_in(Client(), person, f"salah-{number}", **extra).text for number in range(times)]


@pytest.fixture
def short_lock(settings):
    """The same limit with two seconds in place of fifteen minutes, to be waited for."""
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/2s/key"}


def test_five_tries_in_fifteen_minutes_are_allowed():
    assert "5/15m/key" in app_settings.RATE_LIMITS["login_failed"]


def test_after_five_wrong_passwords_even_the_right_one_is_refused_there(siti):
    answers = guess(siti, 5)
    right = sign_in(Client(), siti)

    assert all(WRONG in answer for answer in answers)
    assert LOCKED in right.text
    assert not right.context["request"].user.is_authenticated


def test_the_right_person_still_gets_in_from_elsewhere(siti):
    guess(siti, 6, REMOTE_ADDR="203.0.113.9")

    assert sign_in(Client(), siti, REMOTE_ADDR="10.9.8.7").context["request"].user == siti


def test_a_browser_that_opened_the_account_before_counts_for_itself(siti):
    browser = Client()
    sign_in(browser, siti)
    browser.post("/akun/keluar/")
    for network in range(12):  # a stranger with many networks, and one in her own office
        guess(siti, 5, REMOTE_ADDR=f"203.0.113.{network}")
    guess(siti, 5)

    assert LOCKED in sign_in(Client(), siti, REMOTE_ADDR="10.9.8.7").text  # strangers together
    assert sign_in(browser, siti).context["request"].user == siti


def test_a_known_browser_may_not_guess_on_and_on_nor_open_another_account(siti, lead):
    browser = Client()
    sign_in(browser, siti)
    browser.post("/akun/keluar/")
    answers = [sign_in(browser, siti, f"salah-{number}").text for number in range(6)]

    assert LOCKED in answers[5]
    forged = Client()
    for name, cookie in browser.cookies.items():
        forged.cookies[name] = f"{cookie.value}x"
    guess(siti, 5, REMOTE_ADDR="10.1.1.9")
    assert LOCKED in sign_in(forged, siti, REMOTE_ADDR="10.1.1.9").text


def test_the_lock_is_on_the_account_however_its_address_is_written(siti):
    guess(siti, 5)
    form = {"login": siti.email.upper(), "password": "salah"}

    assert LOCKED in Client().post(MASUK, form).text
    assert LOCKED in Client(headers={"host": "masuk.localhost"}).post(MASUK, form).text


def test_another_account_is_not_locked_with_it(siti, lead):
    guess(siti, 6)

    assert WRONG in sign_in(Client(), lead, "salah").text


def test_an_address_without_an_account_is_locked_just_the_same(cache_table):
    form = {"login": "tiada@banjarnegara.example", "password": "salah"}
    answers = [Client().post(MASUK, form).text for _ in range(6)]

    assert all(WRONG in answer for answer in answers[:5])
    assert LOCKED in answers[5]


def test_after_the_period_the_right_password_opens_again(siti, short_lock):
    guess(siti, 5)
    locked = sign_in(Client(), siti)
    time.sleep(2.1)

    opened = sign_in(Client(), siti, REMOTE_ADDR="10.9.8.7")

    assert LOCKED in locked.text
    assert opened.context["request"].user == siti


def test_right_passwords_are_not_counted(siti):
    for _ in range(7):
        browser = Client()
        sign_in(browser, siti)
        assert "_auth_user_id" in browser.session


def test_the_counters_lie_in_the_database_that_all_web_processes_share(siti):
    guess(siti, 2)

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM smartcity_cache")
        keys = [key for (key,) in cursor.fetchall()]
    assert any("login_failed" in key for key in keys)
    assert not any(siti.email in key for key in keys)


def test_a_flood_of_addresses_does_not_push_the_counters_out(siti):
    guess(siti, 5)
    for number in range(400):  # Django's own limit of the cache table is 300
        cache.set(f"banjir-{number}", 1)

    assert LOCKED in sign_in(Client(), siti).text


@pytest.mark.django_db(transaction=True)
def test_trying_in_parallel_wins_no_more_tries(siti):
    """Twelve at once, each on a connection of its own as in so many web processes."""
    start, answers = threading.Barrier(12), []

    def try_one(number):
        start.wait()
        try:
            answers.append(sign_in(Client(), siti, f"salah-{number}").text)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=try_one, args=[number]) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(WRONG in answer for answer in answers) <= 5
    assert len(answers) == 12
    assert LOCKED in sign_in(Client(), siti).text


def test_one_address_of_the_network_may_try_twenty_accounts_a_minute(cache_table, siti):
    for number in range(20):
        form = {"login": f"orang-{number}@banjarnegara.example", "password": "salah"}
        Client().post(MASUK, form, REMOTE_ADDR="10.1.1.1")

    assert LOCKED in sign_in(Client(), siti, REMOTE_ADDR="10.1.1.1").text
    assert sign_in(Client(), siti, REMOTE_ADDR="10.1.1.2").context["request"].user == siti


def test_behind_our_proxy_it_is_the_visitors_address_that_counts(cache_table, siti, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    proxy = {"REMOTE_ADDR": "10.0.0.2"}
    for number in range(20):
        form = {"login": f"orang-{number}@banjarnegara.example", "password": "salah"}
        Client().post(MASUK, form, HTTP_X_FORWARDED_FOR=f"1.2.3.{number}, 203.0.113.5", **proxy)

    same = sign_in(Client(), siti, HTTP_X_FORWARDED_FOR="203.0.113.5", **proxy)
    other = sign_in(Client(), siti, HTTP_X_FORWARDED_FOR="203.0.113.6", **proxy)

    assert LOCKED in same.text
    assert other.context["request"].user == siti


def test_codes_of_the_second_step_cannot_be_guessed_on_and_on(client, siti):
    sign_in(client, siti)
    set_up_codes(client)
    secret = decrypt(siti.authenticator_set.get(type="totp").data["secret"])
    client.post("/akun/keluar/")
    sign_in(client, siti)

    for _ in range(5):
        client.post(f"{LANGKAH_KEDUA}masuk/", {"code": "000000"})
    client.post(f"{LANGKAH_KEDUA}masuk/", {"code": code_now(secret)})

    assert "_auth_user_id" not in client.session


@pytest.mark.django_db(transaction=True)
def test_a_new_password_through_the_letter_ends_the_lock(client, siti, letters):
    guess(siti, 6)
    client.post("/akun/kata-sandi/lupa/", {"email": siti.email})
    work()
    form = client.get(link_in(letters[0]), follow=True)
    new = {"password1": "salak-pondoh-99", "password2": "salak-pondoh-99"}
    client.post(form.request["PATH_INFO"], new)

    assert sign_in(client, siti, "salak-pondoh-99").context["request"].user == siti


def test_the_page_for_too_many_requests_says_what_was_kept(client, siti):
    for _ in range(5):
        client.post("/akun/kata-sandi/lupa/", {"email": siti.email})

    page = client.post("/akun/kata-sandi/lupa/", {"email": siti.email})

    assert page.status_code == 429
    assert "Terlalu banyak percobaan dalam waktu singkat." in page.text
    assert "yang sudah Anda simpan tetap ada" in page.text
