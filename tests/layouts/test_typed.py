"""What is typed is cleaned once, for all boxes of all forms."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from indonesian import plain_line, plain_text
from regions.forms import AgencyForm, InviteForm

UNSEEN = ["\u200b", "\u3164", "\u202e", "\u2066", "\u00ad", "\ufeff", "\u2060", "\u2800", "\u200d"]


@pytest.mark.parametrize("sign", UNSEEN)
def test_signs_that_nobody_sees_are_no_part_of_a_name(sign):
    assert forms.CharField().clean(f"{sign}Siti{sign} Rahma{sign}") == "Siti Rahma"
    with pytest.raises(ValidationError):
        forms.CharField().clean(sign)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\u2028", "\x85", "\u00a0", "\t", "  "])
def test_a_box_of_one_line_holds_one_line(end):
    assert forms.CharField().clean(f"Siti{end}Rahma") == "Siti Rahma"


def test_a_box_of_many_lines_keeps_them_and_what_joins_a_picture():
    text = forms.CharField(widget=forms.Textarea)

    assert text.clean("satu\u202e\r\n\tdua \u200bkata\u2028tiga") == "satu\n\tdua kata\ntiga"
    assert text.clean("\U0001f469\u200d\U0001f33e") == "\U0001f469\u200d\U0001f33e"


def test_secrets_hidden_boxes_and_rich_text_are_taken_as_they_are():
    given = "a\u200bb  c"

    assert forms.CharField(widget=forms.PasswordInput).clean(given) == given
    assert forms.CharField(widget=forms.HiddenInput).clean(given) == given
    assert forms.CharField(strip=False).clean(given) == given


def test_addresses_and_links_are_cleaned_as_well():
    assert forms.EmailField().clean("siti\u200b@daerah.example") == "siti@daerah.example"
    assert forms.URLField(assume_scheme="https").clean("https://a.example/\u200b") == (
        "https://a.example/"
    )


@pytest.mark.django_db
def test_the_forms_of_the_pages_clean_what_they_take(region, agency):
    given = {"name": "Dinas\u202e\nKesehatan", "short_name": "Din\u200bkom", "kind": agency.kind}

    form = AgencyForm(given | {"order": 1, "is_active": "on"}, region=region)

    assert form.is_valid(), form.errors
    assert (form.cleaned_data["name"], form.cleaned_data["short_name"]) == (
        "Dinas Kesehatan",
        "Dinkom",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["nama@localhost", "nama@daerah", "nama"])
def test_an_invitation_goes_to_an_address_that_a_letter_reaches(address, region):
    form = InviteForm({"name": "Siti", "email": address, "role": "reader"}, region=region)

    assert form.errors["email"] == ["Tulis alamat surel lengkap, misalnya nama@daerah.go.id."]


def test_cells_and_pasted_rows_are_cleaned_in_the_same_way():
    assert plain_line("H.\u3164 Fulan\u202e\nMa’ruf") == "H. Fulan Ma’ruf"
    assert plain_text("satu\u200b\r\ndua\x00") == "satu\ndua"
