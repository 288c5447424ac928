"""Numbers, money, dates and names in Indonesian: tables of what an office expects to read."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import indonesian

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (999, "999"),
        (21000, "21.000"),
        (-21000, f"{MINUS}21.000"),
        (1250000000, "1.250.000.000"),
        (Decimal("84.60"), "84,6"),
        (Decimal("100"), "100"),
        (Decimal("1E+3"), "1.000"),
        (0.1, "0,1"),
        ("12345.678", "12.345,678"),
    ],
)
def test_a_number_has_points_for_thousands_and_a_comma_for_decimals(number, text):
    assert indonesian.angka(number) == text


def test_one_year_stands_once():
    assert indonesian.rentang(2024, 2028) == "2024–2028"
    assert indonesian.rentang(2024, 2024) == "2024"


@pytest.mark.parametrize(
    ("number", "places", "text"), [("2.345", 2, "2,35"), (7, 1, "7,0"), ("0.5", 0, "1")]
)
def test_decimals_asked_for_are_rounded_half_up_and_kept(number, places, text):
    assert indonesian.angka(number, places) == text


@pytest.mark.parametrize(
    ("amount", "whole", "short", "millions"),
    [
        (0, "Rp 0", "Rp 0", "0"),
        (999999, "Rp 999.999", "Rp 999.999", "1"),
        (1000000, "Rp 1.000.000", "Rp 1 juta", "1"),
        (1250000000, "Rp 1.250.000.000", "Rp 1,25 miliar", "1.250"),
        (999999999, "Rp 999.999.999", "Rp 1 miliar", "1.000"),
        (2_500_000_000_000, "Rp 2.500.000.000.000", "Rp 2,5 triliun", "2.500.000"),
        (1234_000_000_000_000, "Rp 1.234.000.000.000.000", "Rp 1.234 triliun", "1.234.000.000"),
        (Decimal("-2500000.50"), f"{MINUS}Rp 2.500.001", f"{MINUS}Rp 2,5 juta", f"{MINUS}3"),
    ],
)
def test_money_is_written_whole_short_and_in_millions(amount, whole, short, millions):
    assert indonesian.rupiah(amount) == whole.replace(" ", NBSP)
    assert indonesian.rupiah_short(amount) == short.replace(" ", NBSP)
    assert indonesian.juta(amount) == millions


@pytest.mark.parametrize(
    ("total", "amount", "name", "text"),
    [
        (430_098_000_000, 2_636_000_000, "miliar rupiah", "2,64"),
        (2_500_000_000_000, 2_500_000_000_000, "miliar rupiah", "2.500,00"),
        (430_098_000_000, 4_999_999, "miliar rupiah", "<0,01"),
        (430_098_000_000, 0, "miliar rupiah", "0,00"),
        (9_999_999_999, 250_000_000, "juta rupiah", "250,0"),
        (9_999_999, 250_000, "rupiah", "250.000"),
        (0, 0, "rupiah", "0"),
    ],
)
def test_a_page_of_money_has_one_unit_that_its_size_chooses(total, amount, name, text):
    unit = indonesian.money_unit(total)

    assert unit.name == name
    assert unit.write(amount) == text


def test_a_percentage_is_a_word_after_a_comma_number():
    assert indonesian.persen(Decimal("84.649")) == f"84,6{NBSP}persen"
    assert indonesian.persen(90) == f"90{NBSP}persen"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (101, "seratus satu"),
        (111, "seratus sebelas"),
        (210, "dua ratus sepuluh"),
        (1000, "seribu"),
        (1001, "seribu satu"),
        (1100, "seribu seratus"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2000, "dua ribu"),
        (2023, "dua ribu dua puluh tiga"),
        (11000, "sebelas ribu"),
        (21000, "dua puluh satu ribu"),
        (100000, "seratus ribu"),
        (101000, "seratus satu ribu"),
        (1000000, "satu juta"),
        (1001000, "satu juta seribu"),
        (1000000000, "satu miliar"),
        (1001001000, "satu miliar satu juta seribu"),
        (10**12, "satu triliun"),
        (2_001_001_001_001, "dua triliun satu miliar satu juta seribu satu"),
        (24_980_000_000, "dua puluh empat miliar sembilan ratus delapan puluh juta"),
        (
            999_999_999_999_999,
            "sembilan ratus sembilan puluh sembilan triliun sembilan ratus sembilan puluh sembilan"
            " miliar sembilan ratus sembilan puluh sembilan juta sembilan ratus sembilan puluh"
            " sembilan ribu sembilan ratus sembilan puluh sembilan",
        ),
        (-5, "minus lima"),
    ],
)
def test_a_number_in_words(number, words):
    assert indonesian.terbilang(number) == words


def test_a_number_beyond_triliun_is_refused_rather_than_written_wrong():
    with pytest.raises(ValueError, match="999 triliun"):
        indonesian.terbilang(10**15)


VALUES = {"se": 1, "nol": 0} | {word: value for value, word in enumerate(indonesian.DIGITS)}


def read_words(words):
    """Reads a number in words back, by another road than the one it was written by."""
    for one, two in (
        ("sepuluh", "se puluh"),
        ("sebelas", "se belas"),
        ("seratus", "se ratus"),
        ("seribu", "se ribu"),
    ):
        words = words.replace(one, two)
    total = group = last = 0
    for word in words.split():
        if word in VALUES:
            last = VALUES[word]
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word in ("puluh", "ratus"):
            group, last = group + last * (10 if word == "puluh" else 100), 0
        else:
            scale = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}[word]
            total, group, last = total + (group + last) * scale, 0, 0
    return total + group + last


@given(st.integers(0, 10**15 - 1))
def test_every_number_in_words_reads_back_as_itself(number):
    assert read_words(indonesian.terbilang(number)) == number


@given(st.integers(0, 10**15 - 1))
def test_no_number_says_satu_before_puluh_belas_ratus_or_a_thousand_alone(number):
    words = indonesian.terbilang(number)

    assert not {"satu puluh", "satu belas", "satu ratus"} & {
        " ".join(pair) for pair in zip(words.split(), words.split()[1:], strict=False)
    }
    assert (number // 1000 % 1000 == 1) == ("seribu" in words.split())


@pytest.mark.parametrize(
    ("day", "written", "with_day", "in_words"),
    [
        (
            date(2022, 9, 20),
            "20 September 2022",
            "Selasa, 20 September 2022",
            "hari Selasa, tanggal dua puluh bulan September tahun dua ribu dua puluh dua",
        ),
        (
            date(2023, 9, 4),
            "4 September 2023",
            "Senin, 4 September 2023",
            "hari Senin, tanggal empat bulan September tahun dua ribu dua puluh tiga",
        ),
        (
            date(2023, 11, 21),
            "21 November 2023",
            "Selasa, 21 November 2023",
            "hari Selasa, tanggal dua puluh satu bulan November tahun dua ribu dua puluh tiga",
        ),
        (
            date(2024, 2, 11),
            "11 Februari 2024",
            "Minggu, 11 Februari 2024",
            "hari Minggu, tanggal sebelas bulan Februari tahun dua ribu dua puluh empat",
        ),
    ],
)
def test_a_date_on_a_page_and_in_an_official_document(day, written, with_day, in_words):
    assert indonesian.tanggal(day) == written
    assert indonesian.hari_tanggal(day) == with_day
    assert indonesian.tanggal_terbilang(day) == in_words


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("Asia/Jakarta", "23.42 WIB"),
        ("Asia/Pontianak", "23.42 WIB"),
        ("Asia/Makassar", "00.42 WITA"),
        ("Asia/Jayapura", "01.42 WIT"),
        ("Europe/London", "17.42 UTC+0100"),
    ],
)
def test_the_clock_is_the_one_on_the_wall_of_the_region(zone, clock):
    moment = datetime(2023, 8, 23, 16, 42, tzinfo=UTC)

    assert indonesian.pukul(moment, zone) == clock.replace(" ", NBSP)


def test_day_and_clock_change_together_across_midnight():
    moment = datetime(2023, 8, 23, 16, 42, tzinfo=UTC)

    assert indonesian.waktu(moment, "Asia/Jakarta") == f"23 Agustus 2023, 23.42{NBSP}WIB"
    assert indonesian.waktu(moment, "Asia/Jayapura") == f"24 Agustus 2023, 01.42{NBSP}WIT"


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="zone"):
        indonesian.pukul(datetime(2023, 8, 23, 10, 0), "Asia/Jakarta")  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "hari ini"),
        (1, "besok"),
        (11, "11 hari lagi"),
        (1200, "1.200 hari lagi"),
        (-1, "lewat 1 hari"),
        (-2, "lewat 2 hari"),
    ],
)
def test_how_far_a_day_is(days, words):
    today = date(2023, 8, 24)

    assert indonesian.jarak_hari(today + timedelta(days=days), today) == words
    assert indonesian.jarak_hari(timezone.localdate() + timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Siti Rahmawati", "SR"),
        ("Dr. Dewi Pramesti, M.T.", "DP"),
        ("Drs. H. Suryanto, M.Si.", "S"),
        ("dr. Tri Handayani, M.Kes.", "TH"),
        ("Ir. Kartika Nugraheni, M.T.", "KN"),
        ("Prof. Dr. Ir. Hj. Sri Mulyani Indrawati, S.E., M.Sc., Ph.D.", "SI"),
        ("Dr.Ir. Budi Santoso", "BS"),
        ("Supriyadi", "S"),
        ("H. Ahmad", "A"),
        ("Hadi Hidayat", "HH"),
        ("", ""),
    ],
)
def test_initials_leave_degrees_out(name, letters):
    assert indonesian.initials(name) == letters


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ value|rupiah }}", 1250000000, f"Rp{NBSP}1.250.000.000"),
        ("{{ value|rupiah_short }}", 1250000000, f"Rp{NBSP}1,25{NBSP}miliar"),
        ("{{ value|angka }}", None, ""),
        ("{{ value|angka:2 }}", 3, "3,00"),
        ("{{ value|tanggal }}", "", ""),
        ("{{ value|hari_tanggal }}", date(2023, 9, 4), "Senin, 4 September 2023"),
        ("{{ value|terbilang }}", 2023, "dua ribu dua puluh tiga"),
        ("{{ value|bulan }}", 9, "September"),
        ("{{ value|pukul:'Asia/Makassar' }}", datetime(2023, 1, 1, tzinfo=UTC), "08.00 WITA"),
        ("{{ value|tanggal }}", datetime(2023, 8, 23, 18, tzinfo=UTC), "24 Agustus 2023"),
        ("{{ value|waktu }}", datetime(2023, 8, 23, 18, tzinfo=UTC), "24 Agustus 2023, 01.00 WIB"),
        ("{{ value|initials }}", "Dr. Dewi Pramesti", "DP"),
        (
            "{{ value|browser }}",
            "Mozilla (Windows NT 10.0) Firefox/140.0",
            "Firefox di Windows",
        ),
        ("{{ value|browser }}", "curl/8", "Peramban lain"),
    ],
)
def test_the_filters_of_the_pages(source, value, text):
    page = Template(source).render(Context({"value": value}))

    assert page.replace(NBSP, " ") == text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["a"], "a"), (["a", "b"], "a dan b"), (["a", "b", "c"], "a, b, dan c")],
)
def test_words_stand_one_after_the_other(words, sentence):
    assert indonesian.daftar(words) == sentence


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Dr. (H.C.) H. Fulan Ma’ruf, S.T., M.U.D.", "Fulan Ma’ruf"),
        ("Dr. H.C. Fulan Hadi", "Fulan Hadi"),
        ("Drs Suryanto", "Suryanto"),
        ("Drs. H. Suryanto, M.Si.", "Suryanto"),
        ("Hi. Abdul Gani, Lc.", "Abdul Gani"),
        ("K.H. Abdurrahman, M.A.", "Abdurrahman"),
        ("R.A. Kartini, S.E.", "Kartini"),
        ("Brigjen Pol. (Purn.) Drs. Edy, M.H.", "Edy"),
        ("Letkol Inf. Budi Santoso, S.I.P.", "Budi Santoso"),
        ("Kol. Laut (P) Adi Nugroho", "Adi Nugroho"),
        ("Dr.Siti", "Siti"),
        ("H.M. Yusuf", "M. Yusuf"),
        ("M. Nur Alim", "M. Nur Alim"),
        ("A.H. Nasution", "A. H. Nasution"),
        ("May Dewi", "May Dewi"),  # no major: without a full stop it is a name
        ("Mar Iskandar", "Mar Iskandar"),
        ("Drs.", "Drs."),
        ("", ""),
    ],
)
def test_a_name_without_what_stands_before_and_after_it(name, bare):
    assert indonesian.bare_name(name) == bare


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("atas permintaan Budi, S.T.", "atas permintaan Budi, S.T."),
        ("atas permintaan Budi", "atas permintaan Budi."),
        ("Siapa?", "Siapa?"),
    ],
)
def test_a_sentence_ends_with_one_full_stop(said, sentence):
    assert indonesian.titik(said) == sentence
