"""The public page behind the QR code: no account, no doubt, no personal numbers."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from authority.authorities import make_authority
from commitments import signing
from commitments.letter_data import verification_address
from commitments.models import SignedDocument
from editions.actions import keep_edition
from seals.codes import generate_code, read_code
from tests.commitments.making import next_edition_sealed, sign
from tests.markup import one_line
from tests.seals.conftest import byte_range, flipped, seal, with_note
from verification.examining import examine_next

pytestmark = pytest.mark.usefixtures("cache_table")


def text(response):
    return " ".join(one_line(response.content.decode()).split())


def verdict(response):
    return response.context["ruling"].kind, response.context["ruling"].title


def show(client, commitment):
    return client.get(reverse("verification:show", args=[commitment.code]))


def check(client, commitment, data, name="komitmen.pdf"):
    upload = SimpleUploadedFile(name, data, content_type="application/pdf")
    where = reverse("verification:check", args=[commitment.code])
    return settled(client, client.post(where, {"file": upload}))


def look_up(client, data):
    where = reverse("verification:search")
    return settled(client, client.post(where, {"file": SimpleUploadedFile("x.pdf", data)}))


def settled(client, response):
    """What was found, also when the file had to wait for a worker."""
    if response.status_code != 302:
        return response
    examine_next()
    return client.get(response.url)


GENUINE = ("ok", "Berkas ini asli dan sah.")
CHANGED = ("bad", "Jangan dipakai: berkas ini diubah setelah disegel.")
UNREGISTERED = ("old", "Berkas ini disegel di situs ini, tetapi tidak terdaftar.")
FOREIGN = ("bad", "Berkas ini tidak dikenal: bukan dokumen dari sini, atau sudah diubah.")


# --- by code ----------------------------------------------------------------------------------


def test_everybody_sees_what_was_signed_by_whom_and_when(sealed, client):
    response = show(client, sealed)

    assert verdict(response) == ("ok", "Dokumen dengan kode ini terdaftar dan sah.")
    for words in (
        "Ditandatangani tiga orang, lengkap pada",
        sealed.title,
        "Kabupaten Banjarnegara, Jawa Tengah",
        "Masterplan Smart City, edisi 1",
        sealed.edition.sha256,
        sealed.document.sha256,
        "Drs. H. Suryanto, M.Si.",
        "Pj. Bupati Banjarnegara",
        "Universitas Jenderal Soedirman",
        "WIB",
    ):
        assert words in text(response)


def test_the_page_says_plainly_which_level_the_signatures_have(sealed, client):
    said = text(show(client, sealed))

    assert "tanda tangan elektronik tidak tersertifikasi (Pasal 60 ayat (2) huruf b" in said
    assert said.count("Elektronik, tidak tersertifikasi") == 3
    for claim in ("BSrE", "setara tanda tangan basah", "dijamin"):
        assert claim not in said


def test_one_whose_last_day_has_passed_is_called_expired(commitment, places, client):
    sign(places[0])
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE commitments_commitment DISABLE TRIGGER USER")
        cursor.execute("UPDATE commitments_commitment SET deadline = now() - interval '1 day'")
        cursor.execute("ALTER TABLE commitments_commitment ENABLE TRIGGER USER")

    response = show(client, commitment)
    assert verdict(response)[1] == "Kedaluwarsa: batas waktu lewat sebelum semua menandatangani."
    assert "Satu dari 3 orang sudah menandatangani." in text(response)


def test_no_personal_number_is_on_the_page(sealed, client):
    said = text(show(client, sealed))

    assert "10.1.2.3" not in said

    assert "197001011995032001" not in said
    assert "NIP" not in said
    assert sealed.signatories.first().user.email not in said


def test_the_address_on_the_paper_is_that_of_the_page(sealed, settings):
    expected = f"{settings.SITE_URL}/verifikasi/{sealed.code}/"
    assert verification_address(sealed) == expected


def test_the_sealed_document_is_there_for_everybody(sealed, client, pdf):
    response = client.get(reverse("verification:document", args=[sealed.code]))

    assert response.content == pdf
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " ")])
def test_a_code_is_found_however_it_was_typed(change, sealed, client):
    response = client.get(reverse("verification:search"), {"kode": change(sealed.code)})

    assert response.url == reverse("verification:show", args=[sealed.code])


def test_letters_that_look_like_figures_are_forgiven():
    assert read_code("oIl0-abcd-efgh") == "0110-ABCD-EFGH"
    assert read_code("KOMITMEN") == ""
    code = generate_code()
    assert read_code(code.lower().replace("-", "")) == code


@pytest.mark.parametrize("code", ["7K2M-9QXD-04VT", "<script>alert(1)</script>", "x" * 500])
def test_an_unknown_code_gets_a_page_that_says_so(code, client, db):
    response = client.get(f"/verifikasi/{code.replace('/', '')}/")

    assert response.status_code == 404
    assert "Tidak ada dokumen dengan kode" in text(response)
    assert "<script>alert" not in text(response)


def test_an_unknown_code_is_told_beside_its_field(client, db):
    response = client.get(reverse("verification:search"), {"kode": "7K2M-9QXD-04VT"})

    assert "Tidak ada dokumen dengan kode ini." in text(response)
    assert 'value="7K2M-9QXD-04VT"' in text(response)


def test_what_is_still_prepared_is_nobodys_business(prepared, client):
    assert show(client, prepared).status_code == 404


def test_what_is_signed_by_some_is_called_incomplete(commitment, places, client):
    sign(places[0])
    response = show(client, commitment)

    assert verdict(response) == ("old", "Belum lengkap: baru 1 dari 3 orang menandatangani.")
    document = client.get(reverse("verification:document", args=[commitment.code]))
    assert document.status_code == 404


def test_what_all_signed_and_no_worker_sealed_yet_is_called_so(commitment, places, client):
    for place in places:
        sign(place)

    assert "sedang disegel" in verdict(show(client, commitment))[1]


def test_a_declined_one_is_void_and_names_nobody_who_declined(commitment, places, client):
    signing.decline(places[0], by=places[0].user, reason="Urusan dalam.")
    response = show(client, commitment)

    assert verdict(response)[0] == "void"
    assert "Seorang penandatangan tidak bersedia." in text(response)
    assert "Urusan dalam." not in text(response)


def test_a_cancelled_one_is_void_with_its_reason(commitment, places, lead, client):
    sign(places[0])
    signing.cancel(commitment, by=lead, reason="Susunan Perangkat Daerah berubah.")
    response = show(client, commitment)

    assert verdict(response)[0] == "void"
    assert "Alasan: Susunan Perangkat Daerah berubah." in text(response)
    assert "Elektronik, tidak tersertifikasi" not in text(response)


def test_a_later_edition_makes_this_one_old_once_it_is_sealed(
    sealed, client, lead, facilitator, pdf
):
    keep_edition(sealed.masterplan, number=3, content="{}", by=lead)
    assert verdict(show(client, sealed))[0] == "ok"
    following = next_edition_sealed(sealed, lead=lead, facilitator=facilitator)

    assert verdict(show(client, sealed)) == (
        "old",
        "Digantikan: dokumen ini sah, tetapi untuk edisi lama.",
    )
    assert (
        reverse("verification:show", args=[following.code]) in show(client, sealed).content.decode()
    )
    assert verdict(check(client, sealed, pdf)) == (
        "old",
        "Berkas ini asli, tetapi untuk edisi lama.",
    )


def test_times_are_those_of_the_region_not_of_the_reader(sealed, client, region):
    region.time_zone = "Asia/Jayapura"
    region.save()

    said = text(show(client, sealed))
    assert "WIT" in said
    assert "WIB" not in said


def test_members_see_the_same_page(sealed, signed_in, people):
    assert verdict(show(signed_in(people["viewer"]), sealed))[0] == "ok"


# --- by file ----------------------------------------------------------------------------------


def test_the_genuine_file_is_genuine(sealed, client, pdf):
    response = check(client, sealed, pdf)

    assert verdict(response) == GENUINE
    assert hashlib.sha256(pdf).hexdigest() in text(response)


def test_a_changed_byte_is_reported(sealed, client, pdf):
    response = check(client, sealed, flipped(pdf, pdf.index(b"/Reason") + 10))

    assert verdict(response) == CHANGED
    assert "Isi berkas berbeda dari yang disegel." in text(response)
    beside = check(client, sealed, flipped(pdf, byte_range(pdf)[2] - 4))  # the seal does not see it
    assert verdict(beside) == CHANGED


@pytest.mark.parametrize("added", [b"\n", b"x" * 40])
def test_added_bytes_are_reported(added, sealed, client, pdf):
    assert verdict(check(client, sealed, pdf + added)) == CHANGED


def test_an_added_note_is_reported_though_its_seal_is_good(sealed, client, pdf):
    assert verdict(check(client, sealed, with_note(pdf))) == CHANGED


def test_a_cut_file_is_not_genuine(sealed, client, pdf):
    assert verdict(check(client, sealed, pdf[: len(pdf) // 2]))[0] == "bad"


def test_a_pdf_of_somebody_else_is_unknown(sealed, client, plain_pdf):
    response = check(client, sealed, plain_pdf)

    assert verdict(response) == FOREIGN
    assert "tidak memuat segel" in text(response)


def test_a_seal_of_another_site_is_unknown(sealed, client, plain_pdf, settings, tmp_path):
    settings.SITE_ORGANISATION = "Situs lain"
    elsewhere = make_authority(tmp_path / "elsewhere")

    response = check(client, sealed, seal(plain_pdf, elsewhere))
    assert verdict(response) == FOREIGN
    assert "tidak diterbitkan oleh otoritas situs ini" in text(response)


def test_our_seal_on_a_document_that_we_do_not_keep_is_called_unregistered(
    sealed, client, plain_pdf, made_authority
):
    assert verdict(check(client, sealed, seal(plain_pdf, made_authority))) == UNREGISTERED


def test_the_letter_before_signing_is_told_from_the_signed_one(sealed, client):
    response = check(client, sealed, bytes(sealed.shown_letter.pdf))

    assert verdict(response) == ("old", "Berkas ini naskah asli, tetapi belum ditandatangani.")


def test_a_frozen_book_is_recognised(sealed, client):
    response = look_up(client, bytes(sealed.edition.books.get(number=2).pdf))
    assert verdict(response) == ("ok", "Berkas ini asli: buku dari edisi yang dibekukan.")
    assert "Buku 2: Masterplan, Masterplan Smart City, edisi 1." in text(response)


@pytest.mark.parametrize(
    "data", [b"<html><script>alert(1)</script></html>", b"\x89PNG\r\n", b"\0" * 9]
)
def test_what_is_no_pdf_is_called_that(data, sealed, client):
    response = check(client, sealed, data, name="<b>x</b>.html")

    assert verdict(response) == ("bad", "Berkas ini bukan PDF.")
    assert "<script>alert" not in text(response)


def test_a_broken_pdf_is_unknown(sealed, client):
    assert verdict(check(client, sealed, b"%PDF-1.7 rusak")) == FOREIGN


def test_an_empty_file_is_told_beside_its_field(sealed, client):
    response = check(client, sealed, b"")

    assert response.status_code == 422
    assert "Berkas ini kosong (0 bita)." in text(response)
    assert verdict(response)[0] == "ok"  # what is said of the document stays


def test_a_file_that_is_too_large_is_told_with_its_size(sealed, client):
    response = check(client, sealed, b"%PDF" + b"0" * (21 * 2**20))

    assert response.status_code == 422
    assert "Berkas 22 MB; batasnya 20 MB." in text(response)


def test_no_file_at_all_is_told(sealed, client):
    response = client.post(reverse("verification:check", args=[sealed.code]))

    assert "Pilih berkas PDF yang akan diperiksa." in text(response)


def test_a_file_finds_its_document_without_the_code(sealed, client, pdf):
    response = look_up(client, pdf)

    assert response.context["ruling"].commitment == sealed
    assert reverse("verification:show", args=[sealed.code]) in text(response)
    changed = look_up(client, pdf + b"x")
    assert verdict(changed) == CHANGED
    assert changed.context["ruling"].commitment == sealed


def test_thirty_files_a_minute_from_one_place_are_enough(db, client):
    for _ in range(30):
        assert look_up(client, b"").status_code == 422
    response = look_up(client, b"%PDF")

    assert "Tunggu satu menit" in text(response)
    assert response.context["ruling"] is None


def test_nothing_that_was_uploaded_is_kept(sealed, client, settings, pdf):
    check(client, sealed, pdf + b"x")

    assert not settings.MEDIA_ROOT.exists()
    assert SignedDocument.objects.count() == 1


# --- what was signed, part by part ------------------------------------------------------------


def test_every_part_of_what_was_signed_is_shown_with_its_hash_and_matches(sealed, client):
    said = text(show(client, sealed))

    for sha256 in (
        sealed.edition.sha256,
        sealed.edition.books.get(number=2).sha256,
        sealed.shown_letter.sha256,
        sealed.shown_letter.manifest_sha256,
    ):
        assert sha256 in said
    assert "Buku 2, 164 halaman" in said
    assert said.count("Cocok") == 4
    assert "Tidak cocok" not in said


@pytest.mark.parametrize(
    ("table", "column", "part"),
    [
        ("editions_edition", "content", "Isi masterplan"),
        ("editions_editionbook", "pdf", "Buku 2, 164 halaman"),
        ("commitments_shownletter", "pdf", "Naskah komitmen"),
    ],
)
def test_what_was_changed_behind_the_triggers_is_named(sealed, client, table, column, part):
    with connection.cursor() as cursor:  # as somebody would who owns the server
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger waits for the end
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {column} = 'lain'")  # noqa: S608
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    response = show(client, sealed)

    assert verdict(response)[0] == "bad"
    assert "tidak lagi sama dengan yang ditandatangani" in verdict(response)[1]
    assert f"Tidak cocok: {part} dan Manifes." in text(response)
