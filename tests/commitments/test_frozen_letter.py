"""The commitment as it is frozen and signed, and the stamps that are put into it."""

import dataclasses
import datetime as dt
import io
import json
import re
from functools import cache

import pikepdf
import pytest

from commitments.frozen import render_frozen_letter
from commitments.letter import BookLine
from commitments.letter_data import field_name
from commitments.wording import check_signing_note, signing_note, untrue_words
from letterheads.heads import head_of_region
from regions.offices import service_number
from signing.stamps import render_stamp, stamp_html
from tests.commitments.making import STROKE
from tests.commitments.test_letter import BUPATI, HASH, SEKDA, WITNESS, a_letter
from typesetting.pdf import render_pdf

pytestmark = pytest.mark.system

CONTENT = HASH[::-1]
BOOKS = (
    BookLine("Buku 1: Analisis Strategis", 212, HASH[1:] + HASH[:1]),
    BookLine("Buku 2: Masterplan", 164, HASH[2:] + HASH[:2]),
)
PARTNER = dataclasses.replace(
    WITNESS, capacity="Dunia usaha; mewakili H. Sutrisno, S.H. (Ketua APINDO)"
)


def a_frozen_letter(count=3, **changes):
    """The letter before anybody signed, for `count` people who all look different."""
    people = [
        dataclasses.replace(
            (BUPATI, SEKDA, PARTNER)[place % 3],
            number=service_number("nip", f"{place + 1:018}"),
        )
        for place in range(count)
    ]
    letter = a_letter(*people, content_sha256=CONTENT, books=BOOKS, **changes)
    note = signing_note(organisation=letter.organisation, address=letter.address)
    return dataclasses.replace(letter, note=note)


@cache
def typeset(count=3):
    return render_frozen_letter(a_frozen_letter(count))


def fields_of(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return {
            str(one.T): (str(one.TU), [float(side) for side in one.Rect], opened_page(opened, one))
            for one in opened.Root.AcroForm.Fields
        }


def opened_page(pdf, field):
    return next(page.index for page in pdf.pages if page.objgen == field.P.objgen)


def test_every_page_but_the_first_begins_with_what_it_belongs_to(pages):
    first, second, *_ = pages(typeset(9))
    head = "Komitmen Bersama Implementasi Smart City Kabupaten Banjarnegara, Nomor 555/123/2023"

    assert head not in first
    assert second.count(head) == 1


def test_the_frozen_letter_says_all_of_the_official_form_and_what_it_binds_to(pages):
    text = " ".join(pages(typeset()))

    wanted = [
        "BUPATI BANJARNEGARA PROVINSI JAWA TENGAH",
        "KOMITMEN BERSAMA IMPLEMENTASI SMART CITY KABUPATEN BANJARNEGARA",
        "Nomor 555/123/2023",
        "Pada hari ini, Selasa, tanggal dua puluh satu bulan November tahun dua ribu dua puluh"
        " tiga, bertempat di Banjarnegara,",
        "perencanaan Banjarnegara Smart City;",
        "konsep smart city; dan",
        "dan partisipatif.",
        "Banjarnegara, 21 November 2023",
        "No. Nama Jabatan Tanda tangan",
        "H. Muhammad Nur Ma'ruf, S.H., M.H.",
        "Pj. Bupati Banjarnegara",
        "Drs. Indarto, M.Si. Pembina Utama Madya (IV/d) NIP",
        "Dunia usaha; mewakili H. Sutrisno, S.H. (Ketua APINDO)",
        "lengkap setelah ditandatangani 3 orang",
        "Lampiran: masterplan yang disepakati",
        f"{CONTENT[:32]} {CONTENT[32:]}",
        "Buku 1: Analisis Strategis 212",
        f"{BOOKS[0].sha256[:32]} {BOOKS[0].sha256[32:]}",
        f"{BOOKS[1].sha256[:32]} {BOOKS[1].sha256[32:]}",
        f"{HASH[:32]} {HASH[32:]}",
    ]
    places = [text.find(words) for words in wanted]
    assert [words for words, place in zip(wanted, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_every_page_carries_note_address_code_hash_and_its_number(pages):
    found = pages(typeset(40))

    assert len(found) > 3
    for number, page in enumerate(found, 1):
        assert "tanda tangan elektronik tidak tersertifikasi (Pasal 60 ayat (2) huruf b" in page
        assert "diperiksa di simpul.banjarnegarakab.go.id/verifikasi/BNA-2F90-11C3." in page
        assert HASH in page
        assert f"Kode dokumen: BNA-2F90-11C3 · Halaman {number} dari {len(found)}" in page


def test_each_of_forty_has_a_field_of_her_own_on_the_page_of_her_name(pages):
    letter, pdf = a_frozen_letter(40), typeset(40)
    found, fields = pages(pdf), fields_of(pdf)

    assert list(fields) == [f"ttd_{place:02}" for place in range(1, 41)]
    for person, (spoken, _, page) in zip(letter.signatories, fields.values(), strict=True):
        assert spoken == f"Tanda tangan elektronik {person.name}, {person.full_position}"
        assert person.number in found[page]
        assert "No. Nama Jabatan Tanda tangan" in found[page]


def test_a_stamp_has_exactly_the_size_of_every_field():
    sizes = {
        (round(right - left, 1), round(top - bottom, 1))
        for _, (left, bottom, right, top), _ in fields_of(typeset(40)).values()
    }
    with pikepdf.open(io.BytesIO(a_stamp())) as stamp:
        (page,) = stamp.pages
        assert sizes == {tuple(round(float(side), 1) for side in page.mediabox[2:])}


def test_a_list_of_more_than_ninety_nine_has_names_of_one_length():
    names = [name for _, name, _ in a_letter(*[SEKDA] * 100).fields]

    assert (names[0], names[-1]) == ("ttd_001", "ttd_100")


def test_the_frozen_letter_is_made_of_many_small_streams_of_objects():
    assert typeset(40).count(b"/Type /ObjStm") > 5


@pytest.mark.parametrize(
    ("region", "lines"),
    [
        (("kota", "Palu", "Sulawesi Tengah"), "WALI KOTA PALU PROVINSI SULAWESI TENGAH KOMITMEN"),
        (("provinsi", "Bali", ""), "GUBERNUR BALI KOMITMEN"),
    ],
)
def test_the_head_of_the_letter_is_that_of_the_kind_of_region(region, lines, pages):
    letter = a_frozen_letter(1, letterhead=head_of_region(*region))

    first, *_ = pages(render_frozen_letter(letter))

    assert first.startswith(lines)


def test_what_is_shown_is_the_frozen_letter_with_the_data_of_the_edition_in_it(shown, places):
    edition = shown.edition
    with pikepdf.open(io.BytesIO(bytes(shown.shown_letter.pdf))) as pdf:
        fields = [str(one.T) for one in pdf.Root.AcroForm.Fields]
        kept = {name: file.get_file().read_bytes() for name, file in pdf.attachments.items()}

    assert fields == [field_name(place) for place in places] == ["ttd_01", "ttd_02", "ttd_03"]
    assert kept["masterplan-edisi-1.json"].decode() == edition.content
    assert json.loads(kept["manifes-edisi-1.json"]) == json.loads(edition.manifest)


# ------------------------------------------------------------------------------------------ stamps


def a_stamp(**changes):
    given = {
        "name": "H. Muhammad Nur Ma'ruf, S.H., M.H.",
        "position": "Pj. Bupati Banjarnegara",
        "time": "21 November 2023, 10.02 WIB",
        "typed_name": "",
        "drawing": STROKE,
    }
    return render_pdf(stamp_html(**given | changes))


LONG = {
    "name": WITNESS.name,
    "position": "Kepala Dinas Pemberdayaan Masyarakat dan Desa, Pengendalian Penduduk, Keluarga"
    " Berencana dan Pemberdayaan Perempuan",
    "typed_name": "Raden Ajeng Kusumaningtyas Widyaningrum Prawiroatmojo",
    "drawing": "",
}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, ["H. Muhammad Nur Ma'ruf, S.H., M.H. Pj. Bupati Banjarnegara"]),
        ({"typed_name": "Indarto", "drawing": ""}, ["Indarto"]),
        ({"drawing": "rusak"}, ["(goresan tidak dapat dicetak)"]),
        (LONG, [LONG["typed_name"], f"{LONG['name']} Kepala Dinas Pemberdayaan"]),
        ({"name": "<b>Budi</b>"}, ["<b>Budi</b>"]),
    ],
)
def test_a_stamp_shows_ink_or_typed_name_and_who_as_what_and_when(changes, words, pages):
    pdf = a_stamp(**changes)

    (page,) = pages(pdf)
    for part in [*words, "Secara elektronik, 21 November 2023, 10.02 WIB"]:
        assert part in page
    assert len(pdf) < 11_000


def test_a_stamp_tells_the_time_by_the_clock_of_the_region(places, pages):
    place = places[0]
    region = place.commitment.edition.masterplan.region
    at, told = dt.datetime(2023, 11, 21, 3, 2, tzinfo=dt.UTC), []
    for region.time_zone in ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"):
        (page,) = pages(render_stamp(place, at=at, method="typed", typed_name="Suryanto"))
        told += re.findall(r"\d\d\.\d\d WI\w+", page)

    assert told == ["10.02 WIB", "11.02 WITA", "12.02 WIT"]


# ------------------------------------------------------------------------------------ honest words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (signing_note(organisation="Pemkab", address="alamat"), []),
        ("tanda tangan elektronik tersertifikasi", ["tersertifikasi"]),
        ("setara dengan tanda tangan basah", ["setara dengan tanda tangan basah"]),
        ("Sah secara hukum dan dijamin.", ["dijamin"]),
        ("sertifikat dari BSrE, BSSN", ["BSrE", "BSSN"]),
    ],
)
def test_a_note_promises_nothing_that_is_not_so(text, found):
    assert untrue_words(text) == found


def test_the_note_of_an_agency_is_printed_and_checked_at_the_start(settings):
    settings.SIGNING_NOTE = "Periksa di {alamat}. Ditandatangani lewat {instansi}."
    assert check_signing_note() == []
    assert signing_note(organisation="Pemkab", address="a.go.id") == (
        "Periksa di a.go.id. Ditandatangani lewat Pemkab."
    )

    settings.SIGNING_NOTE = "Tanda tangan tersertifikasi BSrE."
    assert [error.id for error in check_signing_note()] == ["commitments.E001", "commitments.E002"]
