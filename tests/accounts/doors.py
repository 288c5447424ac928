"""What people do at the doors of an account."""

import re
import time

from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command

PASSWORD = "kopi-dieng-2026"
MASUK = "/akun/masuk/"
PERANGKAT = "/akun/perangkat/"
LANGKAH_KEDUA = "/akun/langkah-kedua/"
APLIKASI_KODE = "/akun/langkah-kedua/aplikasi-kode/pasang/"


def sign_in(browser, person, password=PASSWORD, **extra):
    """The page on which one arrives after the sign-in form."""
    form = {"login": person.email, "password": password}
    return browser.post(MASUK, form, follow=True, **extra)


def set_up_codes(browser):
    """Set up the code app, after proving once more who one is; the page with the backup codes."""
    browser.post("/akun/pastikan/", {"password": PASSWORD})
    secret = browser.get(APLIKASI_KODE).context["form"].secret
    return browser.post(APLIKASI_KODE, {"code": code_now(secret)}, follow=True)


def code_now(secret):
    """What the code app on the telephone shows at this moment."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def work():
    """Let a real worker do what waits."""
    call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)


def link_in(letter):
    """The path of the one link of a letter."""
    return re.search(r"https?://[^/\s]+(/akun/kata-sandi/atur/\S+/)", letter.body)[1]
