"""A new password: through the letter, or knowing the old one; kept so that nobody can read it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from letters.adapter import LetterAdapter
from letters.models import Letter
from tests.accounts.doors import MASUK, PASSWORD, link_in, set_up_codes, sign_in, work

LUPA = "/akun/kata-sandi/lupa/"
NEW = "salak-pondoh-99"
ARGON = tuple(configured.PASSWORD_HASHERS)  # as settings.py says, before a test makes it quick


def ask(client, address):
    return client.post(LUPA, {"email": address}, follow=True)


@pytest.mark.django_db(transaction=True)
def test_a_forgotten_password_is_replaced_through_the_letter(client, siti, letters):
    ask(client, siti.email)
    work()
    link = link_in(letters[0])
    form = client.get(link, follow=True)

    done = client.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW}, follow=True)

    assert letters[0].subject == "[Simpul] Buat kata sandi baru"
    assert letters[0].to == [siti.email]
    assert link in letters[0].alternatives[0].content
    assert "Kata sandi sudah diganti." in done.text
    siti.refresh_from_db()
    assert siti.check_password(NEW)
    assert "Tautan ini tidak berlaku lagi." in Client().get(link, follow=True).text


@pytest.mark.django_db(transaction=True)
def test_a_new_password_through_the_letter_does_not_go_around_the_second_step(
    client, siti, letters
):
    sign_in(client, siti)
    set_up_codes(client)
    work()
    letters.clear()
    stranger = Client()
    ask(stranger, siti.email)
    work()
    form = stranger.get(link_in(letters[0]), follow=True)
    stranger.post(form.request["PATH_INFO"], {"password1": NEW, "password2": NEW})

    asked = sign_in(stranger, siti, NEW)

    assert "Buktikan bahwa ini Anda." in asked.text
    assert "_auth_user_id" not in stranger.session


@pytest.mark.django_db(transaction=True)
def test_the_table_and_the_queue_hold_no_link_to_a_new_password(client, siti, letters):
    ask(client, siti.email)
    work()

    secret = link_in(letters[0]).split("/")[-2]
    kept = [str(list(rows.objects.values())) for rows in (DBTaskResult, Letter)]
    assert siti.email in kept[1]
    assert all(secret not in text for text in kept)
    assert Letter.objects.get().text == Letter.objects.get().html == ""


@pytest.mark.django_db(transaction=True)
def test_an_address_without_an_account_gets_the_same_page_and_another_letter(client, siti, letters):
    known, unknown = ask(client, siti.email), ask(client, "tiada@banjarnegara.example")
    work()

    assert known.text == unknown.text
    assert "Bila alamat itu terdaftar, surel tiba dalam beberapa menit." in unknown.text
    assert [letter.to for letter in letters] == [[siti.email], ["tiada@banjarnegara.example"]]
    assert "belum punya akun Simpul" in letters[1].body
    assert "/atur/" not in letters[1].body + letters[1].alternatives[0].content


def test_the_page_asks_the_database_the_same_for_every_address(client, siti):
    """What is not looked up cannot be told apart by the clock."""
    seen = []
    for address in ("pertama@banjarnegara.example", siti.email, "tiada@banjarnegara.example"):
        with CaptureQueriesContext(connection) as queries:
            client.post(LUPA, {"email": address})
        seen.append([query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]])

    assert [sql[:30] for sql in seen[1]] == [sql[:30] for sql in seen[2]]
    assert not any("accounts_user" in sql for sql in seen[1])
    assert any('INSERT INTO "django_tasks' in sql for sql in seen[1])


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_is_down_delays_the_letter_and_breaks_no_page(client, siti, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    page = ask(client, siti.email)
    work()

    assert "Buka surel Anda, lalu ikuti tautannya." in page.text
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == ("waiting", 1)
    assert "Connection refused" in letter.last_error


@pytest.mark.django_db(transaction=True)
def test_a_closed_account_gets_no_link(client, siti, letters):
    siti.is_active = False
    siti.save()

    ask(client, siti.email)
    work()

    assert "belum punya akun Simpul yang terbuka" in letters[0].body
    assert "/atur/" not in letters[0].body


@pytest.mark.django_db(transaction=True)
def test_a_link_older_than_a_day_no_longer_opens(client, siti, letters, settings):
    ask(client, siti.email)
    work()
    settings.PASSWORD_RESET_TIMEOUT = 1
    time.sleep(2.1)

    assert "Tautan ini tidak berlaku lagi." in client.get(link_in(letters[0]), follow=True).text


def test_a_weak_new_password_is_refused_with_every_reason(client, siti):
    sign_in(client, siti)
    weak = {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"}

    page = client.post("/akun/kata-sandi/", weak).text

    assert "Kata sandi ini hanya angka. Tambahkan huruf." in page
    assert "Tulis paling sedikit 10 huruf atau angka." in page
    siti.refresh_from_db()
    assert siti.check_password(PASSWORD)


@pytest.mark.django_db(transaction=True)
def test_a_changed_password_puts_the_other_devices_out_and_is_told_by_letter(siti, letters):
    here, there = Client(), Client()
    sign_in(here, siti)
    sign_in(there, siti)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    here.post("/akun/kata-sandi/", form)
    work()

    assert here.get("/akun/perangkat/").status_code == 200
    assert there.get("/akun/perangkat/").url.startswith(MASUK)
    assert letters[0].subject == "[Simpul] Kata sandi diganti"
    assert NEW not in letters[0].body
    assert "Bukan Anda yang mengubahnya?" in letters[0].body


@pytest.mark.django_db(transaction=True)
def test_a_second_step_that_was_taken_off_is_told_by_letter(client, siti, letters):
    sign_in(client, siti)
    set_up_codes(client)
    client.post("/akun/langkah-kedua/aplikasi-kode/lepas/")
    work()

    assert not Authenticator.objects.filter(user=siti).exists()
    assert [letter.subject for letter in letters] == [
        "[Simpul] Aplikasi kode dipasang",
        "[Simpul] Aplikasi kode dilepas",
    ]


def test_a_letter_with_a_secret_does_not_go_through_the_adapter(rf):
    with pytest.raises(ImproperlyConfigured, match="secret"):
        LetterAdapter(rf.get("/")).send_mail("any", "a@b.example", {"key": "rahasia"})


def test_passwords_are_kept_by_argon2(siti, settings):
    settings.PASSWORD_HASHERS = list(ARGON)

    siti.set_password(PASSWORD)

    assert siti.password.startswith("argon2$argon2id$")
    assert siti.check_password(PASSWORD)
    assert not siti.check_password(PASSWORD + "x")


def test_a_password_of_another_kind_becomes_argon2_when_its_owner_signs_in(client, siti, settings):
    settings.PASSWORD_HASHERS = list(reversed(ARGON))
    siti.set_password(PASSWORD)
    siti.save()
    settings.PASSWORD_HASHERS = list(ARGON)
    before = siti.password

    sign_in(client, siti)

    siti.refresh_from_db()
    assert before.startswith("pbkdf2_sha256$")
    assert siti.password.startswith("argon2$")
