"""A day as people type it, and what is refused at entry."""

from datetime import date

import pytest

from indonesian.typed_days import DayError, read_day, write_day


@pytest.mark.parametrize(
    "text",
    [
        "Rabu, 5 Juli 2023", "rabu 5 juli 2023", "5 Jul 2023", "5/7/2023", "5-7-2023", "5.7.23",
        "2023-07-05", "Rabu, tanggal 5 Juli 2023",
    ],
)  # fmt: skip
def test_a_day_is_read_as_letters_and_forms_write_it(text):
    assert read_day(text) == date(2023, 7, 5)
    assert read_day(write_day(date(2023, 7, 5))) == date(2023, 7, 5)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Selasa, 5 Juli 2023", "5 Juli 2023 jatuh pada hari Rabu, bukan Selasa."),
        ("31 Juni 2023", "Tanggal 31 Juni 2023 tidak ada."),
        ("29 Februari 2023", "Tanggal 29 Februari 2023 tidak ada."),
        ("5/13/2023", "Bulan 13 tidak ada."),
        ("Rebo, 5 Juli 2023", "“rebo” bukan nama hari."),
        ("5 Fulan 2023", "“fulan” bukan nama bulan."),
        ("besok", "Tulis harinya seperti"),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(text, told):
    with pytest.raises(DayError, match=told):
        read_day(text)
