"""The commitment on paper, read back from the PDF by Poppler."""

import dataclasses
import datetime as dt
import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.letter import (
    CommitmentLetter,
    Letterhead,
    LetterSignatory,
    drawing_problem,
    head_of_region,
    letter_html,
    render_letter,
    standard_points,
)
from regions.offices import service_number
from tests.authority.conftest import run
from tests.markup import one_line
from tests.seals.conftest import seal

pytestmark = pytest.mark.system

STROKE = "M10 60 L40 12.5 L70 88 L110 30.25 M120 40 L180 44"
SIGNED = dt.datetime(2023, 11, 21, 3, 2, 11, tzinfo=dt.UTC)
HASH = "9f2c41d07be8a6635cf1e0b2487d93aa52f06c1be4907d28f3a1c65b80e47d19"

BUPATI = LetterSignatory(
    name="H. Muhammad Nur Ma'ruf, S.H., M.H.",
    position="Bupati Banjarnegara",
    institution="Pemerintah Kabupaten Banjarnegara",
    acting="Pj.",
    signed_at=SIGNED,
    drawing=STROKE,
)
SEKDA = LetterSignatory(
    name="Drs. Indarto, M.Si.",
    position="Sekretaris Daerah",
    rank="Pembina Utama Madya (IV/d)",
    number="NIP 19670202 199203 1 002",
    signed_at=SIGNED + dt.timedelta(minutes=5),
    typed_name="Indarto",
)
WITNESS = LetterSignatory(
    name="Prof. Dr. Ir. Raden Ajeng Kusumaningtyas Widyaningrum Prawiroatmojo, S.T., M.T., Ph.D.",
    position="Tenaga ahli",
    institution="Universitas Jenderal Soedirman",
    capacity="Saksi",
    signed_at=SIGNED + dt.timedelta(hours=2),
    typed_name="Raden Ajeng Kusumaningtyas Widyaningrum Prawiroatmojo",
)


def a_letter(*signatories, **changes):
    letter = CommitmentLetter(
        letterhead=head_of_region("kabupaten", "Banjarnegara", "Jawa Tengah"),
        title="Komitmen Bersama Implementasi Smart City Kabupaten Banjarnegara",
        number="555/123/2023",
        points=standard_points("Banjarnegara", "Smart City"),
        place="Banjarnegara",
        date=dt.date(2023, 11, 21),
        time_zone="Asia/Jakarta",
        signatories=signatories or (BUPATI, SEKDA, WITNESS),
        masterplan_title="Masterplan Smart City Kabupaten Banjarnegara 2024–2033",
        edition_number="1.0",
        manifest_sha256=HASH,
        code="BNA-2F90-11C3",
        verify_url="https://simpul.banjarnegarakab.go.id/verifikasi/BNA-2F90-11C3/",
        organisation="Pemerintah Kabupaten Banjarnegara",
    )
    return dataclasses.replace(letter, **changes)


def test_the_letter_says_all_that_the_official_form_asks_for_in_its_order(pages):
    text = " ".join(pages(render_letter(a_letter())))

    wanted = [
        "BUPATI BANJARNEGARA PROVINSI JAWA TENGAH",
        "KOMITMEN BERSAMA IMPLEMENTASI SMART CITY KABUPATEN BANJARNEGARA",
        "Nomor 555/123/2023",
        "Pada hari ini, Selasa, tanggal dua puluh satu bulan November tahun dua ribu dua puluh"
        " tiga, bertempat di Banjarnegara,",
        "menciptakan integrasi, sinkronisasi, dan sinergitas perencanaan Banjarnegara Smart City;",
        "menyediakan landasan materi",
        "konsep smart city; dan",
        "mendukung proses pengembangan Banjarnegara Smart City yang efektif, efisien, inklusif,"
        " dan partisipatif.",
        "Masterplan Smart City",
        "Banjarnegara, 21 November 2023",
        "No. Nama Jabatan Tanda tangan",
        "H. Muhammad Nur Ma'ruf, S.H., M.H.",
        "Pj. Bupati Banjarnegara",
        "21 November 2023, 10.02 WIB",
        "Drs. Indarto, M.Si. Pembina Utama Madya (IV/d) NIP 19670202 199203 1 002",
        "21 November 2023, 10.07 WIB",
        "Saksi",
        "Dokumen ini ditandatangani secara elektronik",
    ]
    places = [text.find(words) for words in wanted]
    assert [words for words, place in zip(wanted, places, strict=True) if place < 0] == []
    assert places == sorted(places)


def test_every_page_carries_hash_code_address_and_its_number(pages):
    found = pages(render_letter(a_letter(*[SEKDA] * 20)))

    assert len(found) > 1
    for number, page in enumerate(found, 1):
        assert HASH in page
        assert "BNA-2F90-11C3" in page
        assert "simpul.banjarnegarakab.go.id/verifikasi/BNA-2F90-11C3" in page
        assert f"Halaman {number} dari {len(found)}" in page


@pytest.mark.parametrize("count", [5, 12, 60])
def test_the_table_repeats_its_head_and_breaks_no_row(count, pages):
    rows = [
        dataclasses.replace(
            (BUPATI, SEKDA, WITNESS)[number % 3],
            number=service_number("nip", f"{number:018}"),
            signed_at=SIGNED + dt.timedelta(minutes=number),
        )
        for number in range(1, count + 1)
    ]

    found = pages(render_letter(a_letter(*rows)))

    seen = []
    for page in found:
        nips = re.findall(r"NIP \d{8} \d{6} \d \d{3}", page)
        times = re.findall(r"\d\d\.\d\d WIB", page)
        assert len(nips) == len(times)  # name and signature of a row stand on one page
        assert bool(nips) == ("No. Nama Jabatan Tanda tangan" in page)
        seen += nips
    assert seen == [row.number for row in rows]


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Asia/Jakarta", "10.02 WIB"),
        ("Asia/Makassar", "11.02 WITA"),
        ("Asia/Jayapura", "12.02 WIT"),
    ],
)
def test_signing_times_are_told_by_the_clock_of_the_region(zone, clock, pages):
    (page,) = pages(render_letter(a_letter(BUPATI, time_zone=zone)))

    assert f"21 November 2023, {clock} " in page


@pytest.mark.parametrize(
    ("region", "lines"),
    [
        (
            ("kabupaten", "Banjarnegara", "Jawa Tengah"),
            ("BUPATI BANJARNEGARA", "PROVINSI JAWA TENGAH"),
        ),
        (("kota", "Palu", "Sulawesi Tengah"), ("WALI KOTA PALU", "PROVINSI SULAWESI TENGAH")),
        (("provinsi", "Bali", ""), ("GUBERNUR BALI",)),
        (("provinsi", "Bali", "Bali"), ("GUBERNUR BALI",)),
    ],
)
def test_the_head_of_a_region_has_the_rank_that_stands_above_the_letter(region, lines):
    assert head_of_region(*region) == Letterhead(lines=lines)


def test_an_office_writes_with_its_address(pages):
    office = Letterhead(
        lines=("PEMERINTAH KABUPATEN BANJARNEGARA", "DINAS KOMUNIKASI DAN INFORMATIKA"),
        address=("Jalan Ahmad Yani Nomor 16, Banjarnegara 53415",),
        ruled=True,
    )

    (page,) = pages(render_letter(a_letter(BUPATI, letterhead=office)))

    assert (
        "PEMERINTAH KABUPATEN BANJARNEGARA DINAS KOMUNIKASI DAN INFORMATIKA "
        "Jalan Ahmad Yani Nomor 16, Banjarnegara 53415"
    ) in page


@pytest.mark.parametrize(
    ("points", "printed"),
    [
        (("satu", "dua", "tiga"), ["satu;", "dua; dan", "tiga."]),
        (("satu;", "dua; dan", "tiga."), ["satu;", "dua; dan", "tiga."]),
        (("satu.", "dua "), ["satu; dan", "dua."]),
        (("hanya satu",), ["hanya satu."]),
        (("tanah dan", "air"), ["tanah dan; dan", "air."]),
        ((), []),
    ],
)
def test_points_are_joined_to_one_sentence_however_they_were_typed(points, printed):
    assert a_letter(points=points).numbered_points == printed


def test_a_title_of_other_words_is_printed_too():
    title = "Kesepakatan Komitmen Menuju Magetan Smart City"

    assert a_letter(title=title).title_lines == ["KESEPAKATAN KOMITMEN MENUJU MAGETAN SMART CITY"]


def test_the_letter_claims_the_level_that_it_has_and_no_other(pages):
    text = " ".join(pages(render_letter(a_letter())))

    assert "Pasal 60 ayat (2) huruf b Peraturan Pemerintah Nomor 71 Tahun 2019" in text
    assert "sertifikat yang diterbitkan oleh sistem Pemerintah Kabupaten Banjarnegara" in text
    assert "Waktu yang tercantum berasal dari jam sistem itu" in text
    assert re.findall(r"(?<!tidak )tersertifikasi|BSrE|BSSN|dijamin", text) == []


def test_a_copy_for_reading_says_that_it_is_not_finished(pages):
    unsigned = dataclasses.replace(SEKDA, signed_at=None, typed_name="")

    text = " ".join(pages(render_letter(a_letter(BUPATI, unsigned))))

    assert "1 dari 2 orang sudah menandatangani" in text
    assert "Naskah untuk dibaca, belum selesai ditandatangani" in text
    assert "disegel dengan sertifikat" not in text
    assert len(re.findall(r"\d\d\.\d\d WIB", text)) == 1


def test_a_drawn_signature_is_printed_as_drawn_and_a_typed_one_as_typed():
    html = one_line(letter_html(a_letter(BUPATI, SEKDA)))

    assert html.count(f'<path d="{STROKE}"') == 1
    assert 'viewBox="7 9.5 176 81.5"' in html  # three points around the ink
    assert html.count('<span class="typed">Indarto</span>') == 1


@pytest.mark.parametrize(
    ("drawing", "problem"),
    [
        (STROKE, ""),
        ("M10,60L40,12.5L70,88", ""),
        ("", "kosong"),
        ("   ", "kosong"),
        ("M1 1 L2 2", "terlalu kecil"),
        ("M1 1" + " L900 900" * 9000, "terlalu rumit"),
        ("C1 1 2 2 3 3", "tidak terbaca"),
        ("M-5 1 L100 100", "tidak terbaca"),
        ('M1 1"/><script>alert(1)</script>', "tidak terbaca"),
        ("M1 1 L100 100 url(http://127.0.0.1/)", "tidak terbaca"),
    ],
)
def test_strokes_are_looked_at_before_they_are_kept(drawing, problem):
    assert (problem in drawing_problem(drawing)) if problem else (drawing_problem(drawing) == "")


@given(st.text(alphabet='ML 0123456789.,-"<>/=e', max_size=200))
def test_strokes_that_pass_hold_nothing_but_points(drawing):
    if not drawing_problem(drawing):
        assert re.fullmatch(r"[ML0-9., ]+", drawing)


def test_strokes_that_cannot_be_printed_leave_a_visible_remark(pages):
    (page,) = pages(render_letter(a_letter(dataclasses.replace(BUPATI, drawing="rusak"))))

    assert "(goresan tidak dapat dicetak)" in page


def test_names_are_printed_as_they_are_and_fetch_nothing(pages):
    name = "<img src=file:///etc/passwd><script>alert(1)</script> & Ma'ruf, S.Kom."
    person = dataclasses.replace(BUPATI, name=name, typed_name=name, drawing="")

    (page,) = pages(render_letter(a_letter(person, place="Banjarnegara & <b>sekitarnya</b>")))

    assert "alert(1)" in page
    assert "& Ma'ruf, S.Kom." in page
    assert "root:" not in page
    assert "Banjarnegara & <b>sekitarnya</b>, 21 November 2023" in page


def test_the_same_letter_gives_the_same_bytes():
    assert render_letter(a_letter()) == render_letter(a_letter())


def test_the_letter_has_title_language_and_structure_for_screen_readers():
    with pikepdf.open(io.BytesIO(render_letter(a_letter()))) as pdf:
        assert str(pdf.Root.Lang) == "id"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.docinfo.Title) == a_letter().title
        links = [str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])]
        assert set(links) == {a_letter().verify_url}


def test_the_sealed_letter_is_accepted_by_poppler_and_qpdf(made_authority, pdfsig, pages, tmp_path):
    letter = render_letter(a_letter())

    sealed = seal(letter, made_authority)

    said = pdfsig(sealed)
    assert "Signature is Valid." in said
    assert "Certificate is Trusted." in said
    assert "Total document signed" in said
    assert pages(sealed) == pages(letter)
    (tmp_path / "sealed.pdf").write_bytes(sealed)
    assert (
        "No syntax or stream encoding errors"
        in run("qpdf", "--check", tmp_path / "sealed.pdf").stdout
    )
