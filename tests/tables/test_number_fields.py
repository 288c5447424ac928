"""Numbers as people type them, and sentences for what is no number."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from indonesian import rupiah
from tables.number_fields import CountField, DecimalField, RupiahField, YearField


def said(field, text):
    with pytest.raises(ValidationError) as refusal:
        field.clean(text)
    return refusal.value.messages


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.250.000.000", 1_250_000_000),
        ("Rp 1.250.000.000", 1_250_000_000),
        (rupiah(1_250_000_000), 1_250_000_000),  # with a no-break space
        ("rp.750.000", 750_000),
        ("1250000000", 1_250_000_000),
        ("1.250.000,00", 1_250_000),
        ("1.250.000,-", 1_250_000),
        ("1,25 M", 1_250_000_000),
        ("1,25 miliar", 1_250_000_000),
        ("750 juta", 750_000_000),
        ("Rp 87,5 jt", 87_500_000),
        ("2 Triliun", 2_000_000_000_000),
        ("0.500 miliar", 500_000_000),
        ("0,500 miliar", 500_000_000),
        ("Rp 0.5 jt", 500_000),
        ("100.000.000.000.000", 100_000_000_000_000),
        ("0", 0),
    ],
)
def test_rupiah_are_understood(text, amount):
    assert RupiahField().clean(text) == amount


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("± 21 juta", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("1.25 M", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("1,250,000", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("12.50", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("1.250.000,50", "Tulis rupiah bulat, tanpa angka di belakang koma."),
        ("0.500", "Tulis rupiah bulat, tanpa angka di belakang koma."),
        ("0.500.000", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("01.250", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("banyak", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("0,1234567891 ribu", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("1e9", "“1e9” adalah ringkasan Excel. Tulis semua angkanya, misalnya 1.250.000.000."),
        ("٣٠٠", "Tulis rupiah dengan angka, misalnya 1.250.000.000."),
        ("-5.000", "Anggaran tidak dapat kurang dari nol."),
        ("\N{MINUS SIGN}5.000", "Anggaran tidak dapat kurang dari nol."),
        ("100.000.000.000.001", "Satu baris anggaran paling banyak Rp 100 triliun."),
        ("101 triliun", "Satu baris anggaran paling banyak Rp 100 triliun."),
    ],
)
def test_what_is_no_amount_gets_a_sentence(text, sentence):
    assert said(RupiahField(), text) == [sentence]


@pytest.mark.parametrize(
    ("text", "count"), [("21.000", 21_000), ("21000", 21_000), (" 7 ", 7), ("", None)]
)
def test_counts_are_understood_with_and_without_dots(text, count):
    assert CountField(required=False).clean(text) == count


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("± 21 ribu", "Tulis angka tanpa huruf, misalnya 21.000."),
        ("21.00", "Tulis angka tanpa huruf, misalnya 21.000."),
        ("1,5", "Tulis bilangan bulat, misalnya 21.000."),
        ("0.500", "Tulis angka tanpa huruf, misalnya 21.000."),
        ("012.500", "Tulis angka tanpa huruf, misalnya 21.000."),
        ("-1", "Jumlah tidak dapat kurang dari nol."),
        ("2.000.000.001", "Jumlah paling besar 2.000.000.000."),
        ("9" * 39, "Jumlah paling besar 2.000.000.000."),
    ],
)
def test_what_is_no_count_gets_a_sentence(text, sentence):
    assert said(CountField(), text) == [sentence]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("84,6", "84.6"),
        ("84.6", "84.6"),
        ("84,65", "84.65"),
        ("84,60", "84.6"),
        ("1.250", "1250"),
        ("1.250,5", "1250.5"),
        ("-2,5", "-2.5"),
        ("\N{MINUS SIGN}2,5", "-2.5"),
        ("98%", "98"),
        ("0.12", "0.12"),
        ("0.500", "0.5"),
        ("-0.250", "-0.25"),
        ("99.999.999.999.999,99", "99999999999999.99"),
    ],
)
def test_decimals_are_understood_with_comma_and_dots(text, value):
    assert DecimalField().clean(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("tinggi", "Tulis angka, misalnya 84,6 atau 1.250."),
        ("1,2,3", "Tulis angka, misalnya 84,6 atau 1.250."),
        ("NaN", "Tulis angka, misalnya 84,6 atau 1.250."),
        ("Infinity", "Tulis angka, misalnya 84,6 atau 1.250."),
        ("84,655", "Tulis paling banyak dua angka di belakang koma."),
        ("0.125", "Tulis paling banyak dua angka di belakang koma."),
        ("1,250", "Tulis paling banyak dua angka di belakang koma."),  # a thousand in English
        ("00.125", "Tulis angka, misalnya 84,6 atau 1.250."),
        (
            "100.000.000.000.000",
            "Angka ini terlalu besar. Pakai satuan yang lebih besar.",
        ),
    ],
)
def test_what_is_no_decimal_gets_a_sentence(text, sentence):
    assert said(DecimalField(), text) == [sentence]


@pytest.mark.parametrize("text", ["23", "20233", "1899", "2100", "dua ribu"])
def test_a_year_has_four_figures_of_our_time(text):
    assert said(YearField(), text) == ["Tulis tahun dengan empat angka, misalnya 2023."]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (RupiahField(), 1_250_000_000, "1.250.000.000"),
        (CountField(), 21_000, "21.000"),
        (DecimalField(), Decimal("84.60"), "84,6"),
        (YearField(), 2023, "2023"),
        (RupiahField(), "± 21 juta", "± 21 juta"),
        (CountField(), None, None),
    ],
)
def test_numbers_are_shown_as_they_are_typed(field, value, shown):
    assert field.prepare_value(value) == shown


@pytest.mark.parametrize("field", [RupiahField, CountField, DecimalField, YearField])
@pytest.mark.parametrize("dash", ["-", "–", "—", " - ", "Rp -"])
def test_a_dash_is_nothing(field, dash):
    assert field(required=False).clean(dash) is None
    assert said(field(), dash) == [field().error_messages["required"]]
