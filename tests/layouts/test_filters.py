"""The filters above a list: how they look, and when they are on."""

from django import forms

from layouts import FilterForm, FilterHelper
from tests.layouts.drawn import page


class Letters(FilterForm):
    cari = forms.CharField(label="Cari", required=False)
    keadaan = forms.ChoiceField(required=False, choices=[("", "Semua"), ("gagal", "Gagal")])
    helper = FilterHelper("surat")


def test_filters_stand_beside_each_other_and_can_be_taken_away():
    html = page(Letters({"cari": "dinas"}), clear_url="/surat/")

    assert html.startswith(
        '<form method="get" aria-label="Saring surat" class="sp-filter" role="search">'
        '<div><label class="form-label" for="id_cari">Cari</label><input type="text"'
    )
    assert html.endswith(
        '<button class="btn btn-sm btn-outline-primary">Terapkan saringan</button>'
        '<a class="btn btn-sm btn-link" href="/surat/">Hapus saringan</a></form>'
    )
    assert "Hapus" not in page(Letters({}), clear_url="/surat/")
    assert "Hapus" not in page(Letters(), clear_url="/surat/")


def test_a_filter_that_cannot_be_understood_is_off():
    form = Letters({"cari": "dinas", "keadaan": "entah"})

    assert form.chosen == {"cari": "dinas"}
    assert form.is_on
    assert not Letters({"keadaan": "entah"}).is_on
