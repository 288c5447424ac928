"""What is too large or cannot be read is turned away with a sentence, never with a traceback."""

import http.client

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartcity.body_limit import PATIENCE
from tests.factories import PASSWORD
from tests.markup import one_line

MEGABYTE = 1024 * 1024
UNREADABLE = "Kiriman ini tidak dapat kami baca, jadi tidak disimpan."
MASUK = "/akun/masuk/"


@pytest.fixture
def visitor(cache_table):
    return Client(raise_request_exception=False)


def test_a_body_larger_than_any_upload_is_refused_before_it_is_read(visitor, settings):
    settings.UPLOAD_LIMIT_MB, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1, MEGABYTE
    file = SimpleUploadedFile("pindaian.pdf", b"%PDF" + b"0" * (6 * MEGABYTE))

    answer = visitor.post(MASUK, {"file": file, "login": "a@b.example"})

    assert answer.status_code == 413
    assert "Berkas ini lebih besar daripada 1 MB, jadi tidak disimpan." in answer.text
    assert "isian Anda yang lain masih ada di halaman sebelumnya" in answer.text


@pytest.mark.django_db(transaction=True)
def test_of_an_endless_body_only_so_much_is_waited_for(live_server, settings):
    """Over a real connection: a hundred megabytes are announced, the answer comes after twenty."""
    settings.UPLOAD_LIMIT_MB, settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1, MEGABYTE
    host = live_server.url.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.putrequest("POST", MASUK)
    connection.putheader("Content-Length", str(100 * MEGABYTE))
    connection.endheaders()
    for _ in range(2 * PATIENCE):
        connection.send(b"0" * MEGABYTE)

    answer = connection.getresponse()
    connection.close()

    assert answer.status == 413


def test_an_upload_within_the_limit_passes_the_door(visitor):
    file = SimpleUploadedFile("pindaian.pdf", b"%PDF" + b"0" * (11 * MEGABYTE))

    answer = visitor.post(MASUK, {"file": file, "login": "a@b.example", "password": PASSWORD})

    assert answer.status_code == 200
    assert "Surel atau kata sandi tidak cocok." in answer.text


def test_a_text_of_more_than_ten_megabytes_is_refused_with_a_sentence(visitor):
    answer = visitor.post(MASUK, {"login": "x" * (11 * MEGABYTE)})

    assert answer.status_code == 400
    assert UNREADABLE in answer.text
    assert "isian Anda masih ada di halaman sebelumnya" in one_line(answer.text)


def test_too_many_fields_are_refused_with_a_sentence(visitor):
    answer = visitor.post(MASUK, {f"field-{number}": "" for number in range(5001)})

    assert answer.status_code == 400
    assert UNREADABLE in answer.text


def test_a_form_that_broke_off_on_the_way_is_refused_with_a_sentence(visitor):
    answer = visitor.generic(
        "POST", MASUK, b"--batas\r\nrusak", content_type="multipart/form-data; boundary="
    )

    assert answer.status_code == 400
    assert UNREADABLE in answer.text


def test_an_unknown_name_of_the_site_is_refused_with_a_sentence(visitor):
    answer = visitor.get(MASUK, headers={"host": "penipu.example"})

    assert answer.status_code == 400
    assert "Nama situs ini tidak dikenal." in answer.text
    assert "penipu" not in answer.text
