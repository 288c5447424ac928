"""Layouts: what a form says about itself becomes the page's form, and nothing is said twice."""

import pytest
from django import forms

from layouts import (
    AddRow,
    Button,
    Control,
    Div,
    EnterButton,
    ErrorSummary,
    Field,
    Fieldset,
    FormErrors,
    FormRows,
    FromPage,
    Layout,
    Leave,
    Link,
    Paragraph,
    Row,
    RowField,
    RowFieldset,
    SaveState,
    SubmitRow,
    YearBoxes,
)
from layouts.fields import field_group
from tests.layouts.drawn import Sample, is_same, items, laid_out, page
from tests.markup import one_line


def test_a_form_has_its_tag_its_token_its_hidden_fields_and_its_layout():
    form = laid_out("name", SubmitRow("Simpan"), css_class="mt-4", id="isian", novalidate=True)

    is_same(
        page(form),
        '<form method="post" class="mt-4" id="isian" novalidate>'
        '<input type="hidden" name="csrfmiddlewaretoken" value="kunci">'
        '<input type="hidden" name="key" value="7" data-base id="id_key">'
        f"{field_group(form['name'])}"
        '<div class="sp-submit"><button class="btn btn-primary">Simpan</button></div></form>',
    )


def test_a_form_without_a_layout_shows_all_its_fields():
    html = page(laid_out())

    assert [html.index(f'name="{name}"') for name in ("key", "name", "partner", "note")] == sorted(
        html.index(f'name="{name}"') for name in Sample.base_fields
    )


def test_a_form_that_asks_only_has_no_token_and_one_with_files_says_so():
    class Upload(forms.Form):
        file = forms.FileField()

    assert "csrfmiddlewaretoken" not in page(laid_out("name", method="get"))
    assert 'enctype="multipart/form-data"' in page(laid_out("file", form_class=Upload))
    assert "enctype" not in page(laid_out("name"))


def test_a_form_that_saves_itself_says_so_unless_the_page_refused_it():
    form = laid_out("name", draft="program-7")

    assert 'data-autosave data-draft="program-7"' in page(form)
    assert "data-autosave" not in page(form, refused="Tahap sudah diserahkan.")
    assert "data-autosave" not in page(laid_out("name"), draft="lain")


def test_what_must_be_mended_stands_first_and_says_what_was_kept():
    html = page(laid_out("name", data={}))
    assert html.index("Satu hal perlu diperbaiki") < html.index('name="name"')
    assert "Belum ada yang disimpan." in html

    html = page(laid_out(ErrorSummary("Tanggal belum disimpan."), "name", data={}, summary=False))
    assert html.count("Satu hal perlu diperbaiki") == 1
    assert "Tanggal belum disimpan." in html

    assert "perlu diperbaiki" not in page(laid_out("name"))


def test_a_short_form_says_only_what_belongs_to_no_field():
    form = laid_out(FormErrors(), "name", data={}, summary=False)
    form.add_error(None, "Kata sandi salah.")

    html = page(form)
    assert html.count("Kata sandi salah.") == 1
    assert "perlu diperbaiki" not in html
    assert "sp-callout" not in page(laid_out(FormErrors(), "name", summary=False))


def test_a_layout_that_names_no_field_is_a_mistake():
    with pytest.raises(KeyError, match="nama"):
        page(laid_out("nama"))


def test_fields_stand_beside_each_other_and_belong_together():
    html = items(Fieldset("Isian & lain", Row("name", "partner"), "note", css_id="isi"))

    assert html.startswith(
        '<fieldset class="sp-fieldset" id="isi"><legend>Isian &amp; lain</legend>'
        '<div class="sp-grid-2"><div class="sp-field">'
    )
    assert 'class="sp-grid-3"' in items(Row("name", "partner", "note"))
    assert 'class="sp-grid-2"' in items(Row("name", "partner", "note", columns=2))


def test_a_block_has_classes_and_attributes():
    html = items(Div(Control("name"), css_class="sp-pad", data_rows="misi", tag="p"))

    is_same(
        html,
        '<p class="sp-pad" data-rows="misi"><input type="text" name="name" class="form-control"'
        ' required id="id_name"></p>',
    )


def test_a_field_with_other_words():
    html = items(Field("name", label="Surel dinas", anchor="isi-name"))

    assert html.startswith(
        '<div class="sp-field" id="isi-name"><label class="form-label" for="id_name">Surel dinas<'
    )


def test_a_remark_may_be_for_those_with_or_without_javascript():
    is_same(
        items(Paragraph("Urut.", plain="Kosongkan.", scripted="Alt.")),
        '<p class="sp-small sp-muted">Urut. <span data-plain-only>Kosongkan.</span>'
        "<span data-scripted-only>Alt.</span></p>",
    )


def test_what_the_page_brings_along_is_escaped_unless_it_is_markup():
    assert items(FromPage("next"), next="<b>") == "&lt;b&gt;"
    assert items(FromPage("next")) == ""


def test_the_end_of_a_form_saves_leaves_and_says_whether_all_is_stored():
    end = SubmitRow(
        "Simpan program",
        Button("Simpan dan tambah lagi", "outline-primary", name="lagi", value="1"),
        Leave("Kembali"),
        SaveState("Tersimpan"),
    )

    html = items(end, leave_url="/program/?a=1&b=2")
    assert html.startswith(
        '<div class="sp-submit"><button class="btn btn-primary">Simpan program</button>'
        '<button class="btn btn-outline-primary" name="lagi" value="1">Simpan dan tambah lagi'
        '</button><a class="btn btn-link" href="/program/?a=1&amp;b=2">Kembali</a>'
    )
    assert '<span class="sp-save" data-save-state role="status">' in html
    assert "<span>Tersimpan</span>" in html
    assert "Tersimpan" not in items(end, data={"name": "a"}, leave_url="/")
    assert "Simpan isian saya" in items(end, clash=True, leave_url="/")


def test_a_way_out_needs_to_know_where_it_leads():
    with pytest.raises(KeyError):
        items(SubmitRow("Simpan", Leave()))


def test_buttons_and_links():
    assert items(EnterButton("Simpan program")) == (
        '<button class="visually-hidden" tabindex="-1" aria-hidden="true">Simpan program</button>'
    )
    assert items(Link("Masuk", "account_login")) == (
        '<a class="btn btn-link" href="/akun/masuk/">Masuk</a>'
    )
    html = items(Button("Pakai & simpan", icon="fingerprint", id="kunci"))
    assert html.startswith('<button class="btn btn-primary" id="kunci"><svg')
    assert html.endswith("Pakai &amp; simpan</button>")


class Mission(forms.Form):
    order = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(label="Misi")
    layout = Layout(RowField("text", "Misi", ordered=True))


class Phase(Mission):
    layout = Layout(RowFieldset("Jangka", "text", legend_is_seen=False, tools=True))


class Indicator(Mission):
    layout = Layout(RowFieldset("Indikator", "text"))


class WithRows(forms.Form):
    row_form = Mission

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows = forms.formset_factory(self.row_form, extra=2)(prefix="misi")

    @property
    def blank_row(self):
        return self.rows.empty_form


def rows_of(row_form, **said):
    """Two rows of this form."""
    form_class = type("WithTheseRows", (WithRows,), {"row_form": row_form})
    return items(FormRows("rows", **said), form_class=form_class)


def test_a_row_with_one_field_carries_its_number_and_its_tools():
    html = rows_of(Mission, blank=True)

    assert html.startswith('<input type="hidden" name="misi-TOTAL_FORMS" value="2"')
    assert '<div class="sp-field" data-row><div class="sp-row-head"><label' in html
    assert 'for="id_misi-1-text">Misi <span data-row-number>2</span></label>' in html
    assert "Naikkan misi ini" in html
    blank = html[html.index("<template data-row-blank>") :]
    assert 'name="misi-__prefix__-text"' in blank
    assert "Misi <span data-row-number></span>" in blank


def test_a_row_with_several_fields_is_a_fieldset_of_its_own():
    html = rows_of(Phase)

    assert (
        '<fieldset class="sp-line" data-row><legend class="visually-hidden">Jangka'
        " <span data-row-number>1</span></legend>" in html
    )
    assert 'name="misi-0-order"' in html
    assert "Hapus jangka" in html
    assert "Naikkan" not in html
    assert "<template" not in html


def test_a_row_without_tools_has_only_its_number():
    html = rows_of(Indicator)

    assert '<fieldset class="sp-line"><legend>Indikator 2</legend>' in html
    assert "data-row" not in html


def test_the_button_that_brings_one_more_row():
    html = items(AddRow("Tambah misi", scripted=True))

    assert html.startswith(
        '<button class="btn btn-sm btn-outline-primary" name="tambah" value="1" formnovalidate'
        " data-row-add><svg"
    )
    assert html.endswith("Tambah misi</button>")
    assert "formnovalidate" not in items(AddRow("Simpan", "risiko", name="more", asks=True))


class Years(forms.Form):
    plan_years = range(2024, 2026)

    def targets(self):
        """The boxes of the years."""
        return [(year, self[str(year)]) for year in (2023, 2024)]


for year in ("2023", "2024"):
    Years.base_fields[year] = forms.CharField(label=year)


def test_boxes_of_years_name_what_they_are_and_mark_years_outside_the_plan():
    html = items(YearBoxes("targets", "Target"), form_class=Years)

    assert html.startswith(
        '<div class="sp-years"><div><label class="form-label" for="id_2023">'
        '<span class="visually-hidden">Target </span>2023 <span class="sp-opt">di luar masa</span>'
    )
    assert '</span>2024</label><input type="text" name="2024"' in html


def test_layout_objects_of_crispy_draw_fields_as_ours_do():
    from crispy_forms import layout as crispy

    form = laid_out(crispy.Layout("name"))
    assert one_line(field_group(form["name"])).strip() in page(form)
