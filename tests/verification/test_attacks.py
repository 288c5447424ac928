"""What becomes of a file that was cut back, added to, changed, saved anew, or that we lost."""

import hashlib
import io

import pikepdf
import pytest
from django.db import connection
from django.urls import reverse

from commitments import signing
from signing.files import file_of
from tests.seals.conftest import flipped, with_note
from tests.signing.conftest import sign_in_browser
from tests.verification.test_pages import (
    CHANGED,
    GENUINE,
    UNREGISTERED,
    check,
    look_up,
    text,
    verdict,
)

pytestmark = pytest.mark.usefixtures("cache_table")

SEALED, STAMPED = 4, 5  # the steps after three signatures
CHANGED_SIGNED = ("bad", "Jangan dipakai: berkas ini diubah setelah ditandatangani.")
CHANGED_FROZEN = ("bad", "Jangan dipakai: berkas ini diubah setelah dibekukan.")


def earlier(signatures):
    title = f"Berkas ini asli, tetapi versi sebelum selesai: {signatures} dari 3 tanda tangan."
    return ("old", title)


def saved_anew(pdf):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out)
    return out.getvalue()


def same(pdf):
    return pdf


def one_byte_in_the_text(pdf):
    return flipped(pdf, pdf.index(b"stream") + 40)


def one_byte_in_a_reason(pdf):
    return flipped(pdf, pdf.index(b"/Reason") + 10)


@pytest.mark.parametrize(
    ("steps", "attack", "said", "words"),
    [
        (STAMPED, same, GENUINE, ""),
        (SEALED, same, GENUINE, ""),
        (3, same, earlier(3), "Dokumen yang sah ialah"),
        (2, same, earlier(2), "Dokumen itu dapat diunduh dari halaman kode"),
        (1, same, earlier(1), "tidak ada yang diubah"),
        (0, with_note, CHANGED_FROZEN, "naskah yang belum ditandatangani"),
        (1, with_note, CHANGED_SIGNED, "versi asli dengan 1 dari 3 tanda tangan"),
        (3, with_note, CHANGED_SIGNED, "versi asli dengan 3 dari 3 tanda tangan"),
        (SEALED, with_note, CHANGED, "ditambahkan pada berkas ini setelah disegel"),
        (STAMPED, with_note, CHANGED, "ditambahkan pada berkas ini setelah disegel"),
        (STAMPED, lambda pdf: pdf[:-9], CHANGED, ""),
        (3, lambda pdf: pdf[:-9], CHANGED_SIGNED, "versi asli dengan 2 dari 3"),
        (STAMPED, one_byte_in_the_text, CHANGED, "Isi berkas berbeda dari yang disegel."),
        (2, one_byte_in_a_reason, CHANGED_SIGNED, "berbeda dari yang ditandatangani"),
        (2, one_byte_in_the_text, ("bad", ""), "atau sudah diubah"),
        (STAMPED, saved_anew, ("bad", ""), "Dokumen aslinya dapat diunduh"),
    ],
)
def test_a_file_is_called_what_it_is(steps, attack, said, words, sealed, client):
    response = check(client, sealed, attack(file_of(sealed, steps).pdf))

    kind, title = verdict(response)
    assert (kind, title if said[1] else "") == said
    assert words in text(response)


def test_a_file_of_which_an_older_backup_knows_nothing_is_not_called_changed(sealed, client):
    whole, some = file_of(sealed).pdf, file_of(sealed, 2).pdf
    forget_steps_after(1)

    assert verdict(look_up(client, whole)) == UNREGISTERED
    response = look_up(client, some)
    assert verdict(response)[0] == "old"
    assert "ditandatangani di situs ini, tetapi belum lengkap dan tidak" in text(response)
    assert verdict(look_up(client, with_note(some)))[0] == "bad"
    assert verdict(look_up(client, with_note(whole)))[0] == "bad"


def forget_steps_after(number):
    """As a backup from before them would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, which in (
            ("signing_analysis", "TRUE"),
            ("signing_filerevision", f"number > {number}"),
            ("commitments_signeddocument", "TRUE"),
        ):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM {table} WHERE {which}")  # noqa: S608
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_a_file_of_a_cancelled_commitment_is_void(commitment, places, lead, client, authority):
    sign_in_browser(places[0])
    signing.cancel(commitment, by=lead, reason="Susunan Perangkat Daerah berubah.")

    response = look_up(client, file_of(commitment).pdf)
    assert verdict(response) == (
        "void",
        "Berkas ini asli, tetapi tidak berlaku: komitmen ini dibatalkan sebelum lengkap.",
    )
    assert "Susunan Perangkat Daerah berubah." in text(response)


def test_the_hash_alone_tells_what_the_file_is(sealed, client, django_assert_max_num_queries):
    where = reverse("verification:show", args=[sealed.code])
    hashes = {step: hashlib.sha256(file_of(sealed, step).pdf).hexdigest() for step in (2, 5)}

    with django_assert_max_num_queries(25):
        assert verdict(client.get(where, {"sha256": hashes[5].upper()})) == GENUINE
    everywhere = client.get(reverse("verification:search"), {"sha256": hashes[2]})
    assert verdict(everywhere) == earlier(2)
    assert everywhere.context["ruling"].commitment == sealed
    unknown = client.get(where, {"sha256": "0" * 64})
    assert verdict(unknown) == ("bad", "Sidik jari berkas ini tidak dikenal.")
    for wrong in ("<b>lain</b>", "0" * 63):
        odd = client.get(where, {"sha256": wrong})
        assert verdict(odd) == ("bad", "Ini bukan sidik jari SHA-256.")
        assert "<b>lain" not in text(odd)
