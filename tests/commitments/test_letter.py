"""The commitment on paper, read back from the PDF by Poppler."""

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.frozen import render_frozen_letter
from commitments.letter import (
    CommitmentLetter,
    LetterSignatory,
    drawing_problem,
    ink_of,
    standard_points,
)
from letterheads.heads import Letterhead, head_of_region

pytestmark = pytest.mark.system

STROKE = "M10 60 L40 12.5 L70 88 L110 30.25 M120 40 L180 44"
HASH = "9f2c41d07be8a6635cf1e0b2487d93aa52f06c1be4907d28f3a1c65b80e47d19"

BUPATI = LetterSignatory(
    name="H. Muhammad Nur Ma'ruf, S.H., M.H.",
    position="Bupati Banjarnegara",
    institution="Pemerintah Kabupaten Banjarnegara",
    acting="Pj.",
)
SEKDA = LetterSignatory(
    name="Drs. Indarto, M.Si.",
    position="Sekretaris Daerah",
    rank="Pembina Utama Madya (IV/d)",
    number="NIP 19670202 199203 1 002",
)
WITNESS = LetterSignatory(
    name="Prof. Dr. Ir. Raden Ajeng Kusumaningtyas Widyaningrum Prawiroatmojo, S.T., M.T., Ph.D.",
    position="Tenaga ahli",
    institution="Universitas Jenderal Soedirman",
    capacity="Saksi",
)


def a_letter(*signatories, **changes):
    letter = CommitmentLetter(
        letterhead=head_of_region("kabupaten", "Banjarnegara", "Jawa Tengah"),
        title="Komitmen Bersama Implementasi Smart City Kabupaten Banjarnegara",
        number="555/123/2023",
        points=standard_points("Banjarnegara", "Smart City"),
        place="Banjarnegara",
        date=dt.date(2023, 11, 21),
        signatories=signatories or (BUPATI, SEKDA, WITNESS),
        masterplan_title="Masterplan Smart City Kabupaten Banjarnegara 2024–2033",
        edition_number="1.0",
        manifest_sha256=HASH,
        code="BNA-2F90-11C3",
        verify_url="https://simpul.banjarnegarakab.go.id/verifikasi/BNA-2F90-11C3/",
        organisation="Pemerintah Kabupaten Banjarnegara",
    )
    return dataclasses.replace(letter, **changes)


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

    page, *_ = pages(render_frozen_letter(a_letter(BUPATI, letterhead=office)))

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


def test_a_drawing_is_cut_to_its_ink_whatever_its_size_in_the_box():
    ink = ink_of(STROKE)

    assert ink.count(f'<path d="{STROKE}"') == 1
    assert 'viewBox="7 9.5 176 81.5"' in ink  # three points around it
    assert ink_of("rusak") == ""


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


def test_names_are_printed_as_they_are_and_fetch_nothing(pages):
    name = "<img src=file:///etc/passwd><script>alert(1)</script> & Ma'ruf, S.Kom."
    person = dataclasses.replace(BUPATI, name=name)

    page, *_ = pages(
        render_frozen_letter(a_letter(person, place="Banjarnegara & <b>sekitarnya</b>"))
    )

    assert "alert(1)" in page
    assert "& Ma'ruf, S.Kom." in page
    assert "root:" not in page
    assert "Banjarnegara & <b>sekitarnya</b>, 21 November 2023" in page


def test_the_same_letter_gives_the_same_bytes():
    assert render_frozen_letter(a_letter()) == render_frozen_letter(a_letter())
