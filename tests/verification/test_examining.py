"""A stranger's file never costs the pages anything: it waits for a worker, one at a time."""

import threading
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from seals.verification import SECONDS
from tests.markup import one_line
from tests.seals.conftest import flipped, seal
from tests.verification.hostile import dear_pdf
from verification.examining import examine_next, forget_old, network_of
from verification.models import KEPT, STUCK_AFTER, Examination

pytestmark = pytest.mark.usefixtures("cache_table")


def send(client, data, address="203.0.113.7", where=None):
    upload = SimpleUploadedFile("x.pdf", data, content_type="application/pdf")
    return client.post(where or reverse("verification:search"), {"file": upload},
                       REMOTE_ADDR=address)  # fmt: skip


def text(response):
    return " ".join(one_line(response.content.decode()).split())


def foreign(number):
    """A file that says it is sealed, each time another."""
    return b"%%PDF-1.7 /ByteRange %d" % number


def test_fourteen_dear_files_cost_the_pages_nothing(db, client):
    client.get(reverse("verification:search"))  # the first page of a process reads it all in
    data, began = dear_pdf(), time.process_time()
    for number in range(14):
        at = time.monotonic()
        send(client, data + b"%d" % number, f"203.0.113.{number}")
        assert time.monotonic() - at < 1
    assert time.process_time() - began < 3

    at = time.monotonic()
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(reverse("ready")).status_code == 200
    assert time.monotonic() - at < 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_signing_in_and_readiness_answer_while_a_dear_file_is_examined(client, authority):
    waiting = send(client, dear_pdf()).url

    def work():
        examine_next()
        connection.close()

    began, worker = time.monotonic(), threading.Thread(target=work)
    worker.start()
    slowest = 0.0
    while worker.is_alive():
        for page in (reverse("account_login"), reverse("ready"), waiting):
            at = time.monotonic()
            assert client.get(page).status_code == 200
            slowest = max(slowest, time.monotonic() - at)
        time.sleep(1)
    assert time.monotonic() - began < 2 * SECONDS + 10
    assert slowest < 1.5
    assert "dihentikan karena berkas ini terlalu rumit" in text(client.get(waiting))


def test_a_file_that_must_be_opened_waits_and_says_how_far_it_is(db, client):
    first, second = send(client, foreign(1)), send(client, foreign(2))

    page = client.get(second.url)
    assert page.status_code == 200
    assert "1 berkas diperiksa lebih dahulu" in text(page)
    assert '<meta http-equiv="refresh" content="3">' in text(page)
    assert "giliran berikutnya" in text(client.get(first.url))
    Examination.objects.update(begun_at=Examination.objects.first().asked_at)
    assert "sedang dibaca" in text(client.get(second.url))


def test_its_bytes_go_when_it_is_examined_and_its_answer_is_given_again(
    sealed, client, plain_pdf, made_authority
):
    data = seal(plain_pdf, made_authority)
    answer = send(client, data)
    assert examine_next() == 1

    page = client.get(answer.url)
    assert "disegel di situs ini, tetapi tidak terdaftar" in text(page)
    kept = Examination.objects.get()
    assert kept.content is None
    assert kept.asked_from == ""
    assert client.get(answer.url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert client.get(send(client, data, "203.0.113.99").url).context["ruling"]
    assert examine_next() == 0


def test_one_network_has_three_files_waiting_at_most(db, client):
    for number in range(3):
        assert send(client, foreign(number)).status_code == 302
    refused = send(client, foreign(4))

    assert refused.status_code == 422
    assert "Tiga berkas dari jaringan Anda masih menunggu" in text(refused)
    assert send(client, foreign(4), "198.51.100.1").status_code == 302


def test_all_together_have_twelve_and_genuine_documents_never_wait(sealed, client, pdf):
    for number in range(12):
        assert send(client, foreign(number), f"203.0.113.{number}").status_code == 302
    refused = send(client, foreign(13), "198.51.100.1")

    assert refused.status_code == 422
    assert "Banyak berkas sedang menunggu diperiksa." in text(refused)
    assert send(client, pdf, "198.51.100.1").context["ruling"].kind == "ok"
    cut = send(client, flipped(pdf, 40)[:90], "198.51.100.1")  # no seal in it: nothing to open
    assert cut.context["ruling"].kind == "bad"


def test_who_sends_one_file_does_not_wait_behind_three_of_another(db, client):
    for number in range(3):
        send(client, foreign(number))
    send(client, foreign(9), "198.51.100.1")

    asked = [one.asked_from for one in Examination.objects.in_turn()]
    assert asked == ["203.0.113.7", "198.51.100.1", "203.0.113.7", "203.0.113.7"]


def test_a_house_with_ipv6_is_one_network():
    assert network_of("2001:db8:1:2:3::4") == network_of("2001:db8:1:2:ffff::1")
    assert network_of("2001:db8:1:2::4") != network_of("2001:db8:1:3::4")


def test_a_file_that_took_its_worker_with_it_twice_is_not_opened_again(db, client):
    answer = send(client, foreign(1))
    Examination.objects.update(attempts=2)
    assert examine_next() == 1

    assert "terlalu rumit" in text(client.get(answer.url))


def test_without_a_worker_the_page_says_so_and_old_answers_go(db, client):
    answer = send(client, foreign(1))
    one = Examination.objects.get()
    Examination.objects.update(asked_at=one.asked_at - STUCK_AFTER * 2)
    assert "belum dapat dijalankan" in text(client.get(answer.url))

    examine_next()
    Examination.objects.update(finished_at=one.asked_at - KEPT * 2)
    assert forget_old() == 1
    gone = client.get(answer.url, follow=True)
    assert "Unggah berkasnya sekali lagi." in text(gone)
