"""Signing in as people meet it: password, code, passkey, a new password, other devices."""

import re
import shutil
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from tests.factories import UserFactory

PASSWORD = "kopi-dieng-2026"
DESKTOP = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"


@pytest.fixture
def siti(cache_table):
    person = UserFactory(email="siti@banjarnegara.example", name="Siti Rahmawati, S.K.M.")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    return mail.outbox


def sign_in(browser, person, password=PASSWORD, **extra):
    return browser.post(
        "/akun/login/", {"login": person.email, "password": password}, follow=True, **extra
    )


def set_up_codes(browser):
    """Set up the code app, after proving once more who one is; the page with the backup codes."""
    browser.post("/akun/reauthenticate/", {"password": PASSWORD})
    secret = browser.get("/akun/2fa/totp/activate/").context["form"].secret
    return browser.post("/akun/2fa/totp/activate/", {"code": code_now(secret)}, follow=True)


def code_now(secret):
    """What the code app on the telephone shows at this moment."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def test_the_sign_in_page_asks_in_indonesian_and_offers_no_sign_up(client, siti):
    page = client.get("/akun/login/").text

    assert "Surel dinas" in page
    assert "Akun dibuat lewat undangan koordinator daerah Anda." in page
    assert "signup" not in page
    assert "Akun dibuat lewat undangan." in client.get("/akun/signup/").text


def test_a_wrong_password_is_told_what_comes_next(client, siti):
    page = sign_in(client, siti, "salah")

    assert "Surel atau kata sandi tidak cocok. Sesudah 5 kali, akun dikunci 15 menit." in page.text
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_replaced_through_the_letter(client, siti, letters):
    client.post("/akun/password/reset/", {"email": siti.email})
    letter = letters[0]
    link = re.search(r"https?://testserver(/\S+)", letter.body).group(1)
    form = client.get(link, follow=True)
    new = {"password1": "salak-pondoh-99", "password2": "salak-pondoh-99"}

    done = client.post(form.request["PATH_INFO"], new, follow=True)

    assert letter.subject == "[Simpul] Buat kata sandi baru"
    assert link in letter.alternatives[0].content
    assert "Kata sandi sudah diganti." in done.text
    siti.refresh_from_db()
    assert siti.check_password("salak-pondoh-99")
    assert "Tautan ini tidak berlaku lagi." in Client().get(link, follow=True).text


def test_a_weak_new_password_is_refused_with_every_reason(client, siti):
    sign_in(client, siti)
    weak = {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"}

    page = client.post("/akun/password/change/", weak).text

    assert "Kata sandi ini hanya angka. Tambahkan huruf." in page
    assert "Tulis paling sedikit 10 huruf atau angka." in page
    siti.refresh_from_db()
    assert siti.check_password(PASSWORD)


def test_other_devices_are_listed_and_thrown_out(siti):
    here, there = Client(), Client()
    sign_in(there, siti, HTTP_USER_AGENT=DESKTOP)
    sign_in(here, siti)
    there.get("/akun/sessions/", HTTP_USER_AGENT=DESKTOP)

    listed = here.get("/akun/sessions/").text
    here.post("/akun/sessions/")

    assert "Akun Anda masuk di 2 perangkat." in listed
    assert "Firefox di Windows" in listed
    assert here.get("/akun/sessions/").status_code == 200
    assert there.get("/akun/sessions/").status_code == 302


def test_a_code_app_becomes_the_second_step(client, siti):
    sign_in(client, siti)
    codes = set_up_codes(client)
    client.post("/akun/logout/")

    asked = sign_in(client, siti)
    wrong = client.post("/akun/2fa/authenticate/", {"code": "000000"}).text
    inside = client.post(
        "/akun/2fa/authenticate/", {"code": codes.context["unused_codes"][0]}, follow=True
    )

    assert "Kode tidak cocok. Tulis kode yang sedang tampil di aplikasi." in wrong
    assert "Simpan 10 kode cadangan ini di tempat aman." in codes.text
    assert "Tulis kode dari aplikasi Anda." in asked.text
    assert inside.context["request"].user == siti


def test_the_second_step_is_not_set_up_before_proving_once_more_who_one_is(client, siti):
    sign_in(client, siti)

    asked = client.get("/akun/2fa/totp/activate/", follow=True)

    assert "Pastikan ini Anda, lalu lanjutkan." in asked.text
    assert not Authenticator.objects.exists()


def test_the_backup_codes_are_a_file_to_keep(client, siti):
    sign_in(client, siti)
    set_up_codes(client)

    file = client.get("/akun/2fa/recovery-codes/download/")

    assert file["Content-Type"].startswith("text/plain")
    assert len(re.findall(r"^\d{8}$", file.text, re.MULTILINE)) == 10


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's chromium; the tests run as root in a container."""
    found = shutil.which("chromium")
    args = {**browser_type_launch_args, "args": ["--no-sandbox"]}
    return args | ({"executable_path": found} if found else {})


@pytest.mark.django_db(transaction=True)
def test_a_passkey_opens_the_account_under_the_content_security_policy(live_server, page, siti):
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    site = live_server.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name

    page.goto(f"{site}/akun/login/")
    page.get_by_label("Surel dinas").fill(siti.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url(re.compile(r"^(?!.*/akun/login)"))
    page.goto(f"{site}/akun/2fa/webauthn/add/")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjutkan dengan kata sandi").click()
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    page.get_by_label("Masuk dengan kunci ini tanpa kata sandi").check()
    page.get_by_role("button", name="Tambah kunci sandi").click()
    page.get_by_role("heading", name="kode cadangan").wait_for()
    page.locator(".sp-who > summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.goto(f"{site}/akun/login/")
    page.get_by_role("button", name="Masuk dengan kunci sandi").click()
    page.locator(".sp-who").wait_for()

    assert page.locator(".sp-who__name").inner_text().startswith("Siti Rahmawati")
    assert complaints == []
    assert Authenticator.objects.filter(user=siti, type="webauthn").count() == 1
