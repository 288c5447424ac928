"""`/sehat/`: each fault is a sentence, and no fault is a traceback."""

import datetime as dt
import os
import shutil
import socket
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings as configured
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from authority.authorities import make_authority
from letters.delivery import deliver
from letters.models import Letter

ASK_PAGE = {"headers": {"accept": "text/html,application/xhtml+xml"}}


@pytest.fixture(scope="module")
def made_authority(tmp_path_factory):
    """Its three keys take seconds, so they are made once; tests get copies."""
    return make_authority(tmp_path_factory.mktemp("authority") / "made").directory


@pytest.fixture
def authority(made_authority, settings):
    shutil.copytree(made_authority, settings.AUTHORITY_DIR)


@pytest.fixture
def well(db, authority):
    """A site from which nothing is missing."""


def closed_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def test_a_site_that_is_well_says_so_to_programs_and_to_people(client, well):
    answer, page = client.get("/sehat/"), client.get("/sehat/", **ASK_PAGE)

    assert answer.status_code == page.status_code == 200
    assert answer.json() == {
        "sehat": True,
        "basis_data": "baik",
        "antrean": "baik",
        "ruang_simpan": "baik",
        "surel": "baik",
        "sertifikat": "baik",
        "jejak": "baik",
        "komitmen": "baik",
    }
    assert "Situs ini sehat." in page.text
    assert "Pengiriman surel: baik" in page.text
    assert answer["Cache-Control"].startswith("max-age=0")


def test_a_person_may_ask_for_what_programs_get(client, well):
    answer = client.get("/sehat/?format=json", **ASK_PAGE)

    assert answer.json()["sehat"] is True


def test_a_task_that_waits_for_more_than_ten_minutes_is_told(client, well):
    deliver.enqueue([])
    fresh = client.get("/sehat/")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=25))

    answer, page = client.get("/sehat/"), client.get("/sehat/", **ASK_PAGE)

    assert fresh.status_code == 200
    assert answer.status_code == page.status_code == 503
    assert answer.json()["antrean"].startswith("Pekerjaan tertua menunggu 25 menit.")
    assert "Ada yang perlu diperbaiki pengelola situs." in page.text
    assert "siti@banjarnegara.example" not in answer.text + page.text


def test_a_task_for_tomorrow_does_not_wait(client, well):
    later = timezone.now() + timedelta(days=1)
    deliver.using(run_after=later).enqueue([])
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=2))

    assert client.get("/sehat/").json()["antrean"] == "baik"


def test_a_mail_server_that_does_not_answer_is_told(client, well, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()

    answer = client.get("/sehat/")

    assert answer.status_code == 503
    assert answer.json()["surel"].startswith("Server surel tidak dapat dihubungi.")
    assert str(settings.EMAIL_PORT) not in answer.text


def test_a_disk_without_room_is_told(client, well, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "not-there"

    assert client.get("/sehat/").json()["ruang_simpan"] == "Folder berkas situs tidak dapat dibaca."


@pytest.mark.skipif(not os.path.isdir("/sys/kernel"), reason="needs a file system without room")
def test_a_disk_that_is_full_is_told(client, well, settings):
    settings.VAR_DIR = "/sys"  # a file system that never has a free byte

    assert client.get("/sehat/").json()["ruang_simpan"] == "Ruang simpan tinggal 0 MB."


def test_a_certificate_that_ends_soon_is_told(client, db, settings):
    years_ago = dt.datetime.now(dt.UTC) - timedelta(days=3 * 365 - 30)
    make_authority(settings.AUTHORITY_DIR, now=years_ago)
    make_authority(settings.AUTHORITY_DIR)  # fresh revocation lists

    told = client.get("/sehat/").json()["sertifikat"]

    assert told.startswith("Sertifikat segel situs berakhir")
    assert "--renew-seal" in told


def test_asking_makes_no_authority(client, db, settings):
    answer = client.get("/sehat/")

    assert "belum dibuat" in answer.json()["sertifikat"]
    assert not settings.AUTHORITY_DIR.exists()


def test_a_load_balancer_asks_only_whether_pages_can_be_answered(client, db, settings):
    settings.VAR_DIR = "/not-there"

    answer = client.get("/sehat/siap/")

    assert answer.status_code == 200
    assert answer.json() == {"siap": True}


def test_it_is_answered_whatever_name_the_load_balancer_calls_us_by(client, db):
    assert client.get("/sehat/siap/", headers={"host": "10.0.0.17"}).status_code == 200
    assert client.get("/akun/masuk/", headers={"host": "10.0.0.17"}).status_code == 400


def test_it_tells_nothing_private(client, db, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "pengirim", "sangat-rahasia"

    told = client.get("/sehat/").text + client.get("/sehat/", **ASK_PAGE).text

    for private in ("pengirim", "sangat-rahasia", "127.0.0.1", str(settings.AUTHORITY_DIR)):
        assert private not in told
    assert configured.DATABASES["default"]["NAME"] not in told


WITHOUT_DATABASE = """
import django
django.setup()
from django.test import Client
browser = Client(raise_request_exception=False)
browser.cookies["sessionid"] = "x" * 32
page = {"accept": "text/html"}
for address, headers in [
    ("/sehat/", {}), ("/sehat/", page), ("/sehat/siap/", {}), ("/akun/masuk/", page), ("/", page)
]:
    answer = browser.get(address, headers=headers)
    print("ANSWER", address, answer.status_code, answer.content.decode().replace(chr(10), " "))
"""


@pytest.mark.system
def test_without_a_database_it_still_answers_and_pages_say_that_nothing_was_lost(tmp_path):
    """A real process whose DATABASE_URL leads nowhere."""
    address = f"postgres://simpul:rahasia-sekali@127.0.0.1:{closed_port()}/simpul"
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_DATABASE],
        cwd=configured.BASE_DIR,
        env=os.environ
        | {
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "smartcity.settings",
            "SIMPUL_VAR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    told, page, ready, sign_in, home = [
        line.split(" ", 3)[2:] for line in done.stdout.splitlines() if line.startswith("ANSWER")
    ]

    assert told[0] == page[0] == ready[0] == "503"
    assert '"basis_data": "Basis data tidak menjawab."' in told[1]
    assert "Basis data: perlu perhatian" in page[1]
    assert ready[1].strip() == '{"siap": false}'
    assert sign_in[0] == home[0] == "503"
    assert "sebentar tidak dapat membuka datanya. Yang sudah tersimpan aman." in home[1]
    assert "rahasia-sekali" not in done.stdout + done.stderr


def test_the_worker_empties_the_queue_that_was_too_long(client, authority, transactional_db):
    deliver.enqueue([])
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=25))

    call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)

    assert client.get("/sehat/").json()["antrean"] == "baik"


def test_letters_that_nobody_sends_are_told_without_a_name(client, well):
    letter = Letter.objects.create(address="siti@contoh.example", kind="x", subject="x")
    assert client.get("/sehat/").json()["surel"] == "baik"

    Letter.objects.update(next_attempt=timezone.now() - timedelta(minutes=61))
    late = client.get("/sehat/").json()["surel"]
    Letter.objects.update(state="given_up", next_attempt=timezone.now())
    lost = client.get("/sehat/").json()["surel"]

    assert late == "Satu surat menunggu lebih dari satu jam. Periksa pekerja latar."
    assert lost.startswith("Satu surat gagal dikirim sejak kemarin.")
    assert letter.address not in late + lost
