"""Layout objects that are folded, conditional, of another form, or without a frame."""

import pytest
from django import forms

from layouts import (
    BoxTable,
    ChoiceSet,
    Compact,
    Control,
    Details,
    Field,
    Fields,
    Hidden,
    HiddenFields,
    PageLink,
    Save,
    SubmitRow,
    TemplatePart,
    Tick,
    UnlessRefused,
    WhenFilled,
    Within,
)
from layouts.fields import field_group
from tests.layouts.drawn import Sample, is_same, items, laid_out, page
from tests.markup import one_line

WAYS = [("new", "Program <baru>"), ("old", "Program lama")]


class Ways(forms.Form):
    way = forms.ChoiceField(label="Jenis", choices=WAYS, widget=forms.RadioSelect, initial="old")
    sure = forms.BooleanField(label="Saya yakin & paham", help_text="Tidak ditampilkan.")


class Budget(forms.Form):
    """A table of two sources and two years; the sums are text."""

    apbd = forms.CharField(required=False)
    hibah = forms.IntegerField()

    def heads(self):
        """The years."""
        return [2024, "Jumlah <Rp>"]

    def table_rows(self):
        """A row for each source."""
        return [("APBD & lain", [self["apbd"], "1.200"]), ("Hibah", [self["hibah"], "0"])]


class WithSample(forms.Form):
    """A form that brings another one along."""

    own = forms.CharField(label="Sendiri")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.sample = (
            Sample({"name": ""}, prefix="lain") if self.is_bound else Sample(prefix="lain")
        )


def test_a_field_without_its_frame_keeps_its_label_and_its_errors():
    html = items(Compact("name", label="Nama <dinas>", hint="di luar masa"), data={})

    assert html.startswith(
        '<label class="form-label" for="id_name">Nama &lt;dinas&gt;'
        ' <span class="sp-opt">di luar masa</span></label><input type="text" name="name"'
    )
    assert "invalid-feedback" in html
    assert "sp-field" not in html
    assert '<label class="form-label" for="id_partner">Mitra</label>' in items(Compact("partner"))


def test_a_control_alone_has_only_its_errors():
    html = items(Control("name", "partner"), data={})

    assert "<label" not in html
    assert html.count("<input") == 2
    assert html.count("invalid-feedback") == 1


def test_a_box_to_tick_stands_before_its_label():
    html = items(Tick("sure"), form_class=Ways, data={})

    assert html.startswith('<div class="form-check"><input type="checkbox" name="sure"')
    assert '<label class="form-check-label" for="id_sure">Saya yakin &amp; paham</label>' in html
    assert html.count("invalid-feedback") == 1


def test_all_fields_come_in_the_order_of_the_form_without_the_hidden_ones():
    html = items(Fields())
    shown = "".join(one_line(field_group(form_field)) for form_field in laid_out().visible_fields())

    is_same(html, shown)


def test_ways_of_which_one_is_chosen_stand_in_a_row():
    html = items(ChoiceSet("way", "sp-ways", data_method="cara"), form_class=Ways)

    is_same(
        html,
        '<fieldset class="sp-field" data-method="cara"><legend class="form-label">Jenis</legend>'
        '<div class="sp-ways">'
        '<div class="form-check"><input type="radio" name="way" value="new"'
        ' class="form-check-input" id="id_way_0" required>'
        '<label class="form-check-label" for="id_way_0">Program &lt;baru&gt;</label></div>'
        '<div class="form-check"><input type="radio" name="way" value="old"'
        ' class="form-check-input" id="id_way_1" required checked>'
        '<label class="form-check-label" for="id_way_1">Program lama</label></div>'
        "</div></fieldset>",
    )


def test_what_is_folded_opens_when_one_of_its_fields_must_be_mended():
    folded = Details("Isian <lain>", "partner", Compact("note"), css_id="lain", icon="image")
    needed = Details(lambda form: f"{len(form.fields)} isian", "name", css_class="sp-cal__agenda")

    html = items(folded)
    assert html.startswith('<details class="sp-more" id="lain"><summary><svg')
    assert "Isian &lt;lain&gt;</summary>" in html
    assert 'name="partner"' in html
    assert items(needed).startswith(
        '<details class="sp-cal__agenda"><summary>4 isian</summary><div class="sp-field">'
    )
    assert " open>" in items(needed, data={})
    assert " open>" not in items(folded, data={})


def test_items_of_another_form_are_drawn_from_it_with_its_errors():
    html = items(Within("sample", "name", Control("note")), form_class=WithSample)

    assert 'name="lain-name"' in html
    assert '<textarea name="lain-note"' in html
    assert "own" not in html
    html = items(Within("sample", "name"), form_class=WithSample, data={"own": "a"})
    assert html.count("invalid-feedback") == 1


def test_hidden_fields_of_another_form_come_along():
    assert items(HiddenFields("sample"), form_class=WithSample) == (
        '<input type="hidden" name="lain-key" data-base id="id_lain-key">'
    )


@pytest.mark.parametrize(("typed", "is_shown"), [({}, False), ({"partner": "Politeknik"}, True)])
def test_what_belongs_to_a_filled_field_is_shown_once_it_is_filled(typed, is_shown):
    html = items(WhenFilled("partner", "note"), data=typed)

    assert ('name="note"' in html) == is_shown
    if not is_shown:
        assert html == ""


def test_a_table_of_boxes_names_each_box_by_its_row_and_column():
    table = BoxTable("Sumber", "Anggaran", caption="Rupiah")

    is_same(
        items(table, form_class=Budget),
        '<div class="sp-scroll" tabindex="0" role="region" aria-label="Anggaran">'
        '<table class="sp-table sp-table--inputs sp-figures">'
        '<caption class="visually-hidden">Rupiah</caption><thead><tr><th scope="col">Sumber</th>'
        '<th scope="col" class="sp-num">2024</th>'
        '<th scope="col" class="sp-num">Jumlah &lt;Rp&gt;</th></tr></thead><tbody>'
        '<tr><th scope="row">APBD &amp; lain</th><td class="sp-num"><input type="text" name="apbd"'
        ' class="form-control" id="id_apbd"></td><td class="sp-num">1.200</td></tr>'
        '<tr><th scope="row">Hibah</th><td class="sp-num"><input type="number" name="hibah"'
        ' class="form-control" required id="id_hibah"></td><td class="sp-num">0</td></tr></tbody>'
        "</table></div>",
    )
    assert items(table, form_class=Budget, data={}).count("invalid-feedback") == 1


def test_a_part_is_a_template_that_knows_the_page_and_the_form():
    form = laid_out(TemplatePart("simpul/field.html"), tag=False, summary=False)
    html = page(form, field=form["partner"])

    assert one_line(field_group(form["partner"])).strip() in html


def test_a_way_out_that_the_page_does_not_name_is_not_there():
    link = PageLink("Riwayat & asal", "history_url")

    assert items(link) == ""
    assert items(link, history_url="/r/?a=1&b=2") == (
        '<a class="btn btn-link" href="/r/?a=1&amp;b=2">Riwayat &amp; asal</a>'
    )


def test_the_first_button_says_whose_text_it_stores_after_a_clash():
    assert items(Save("Simpan visi")) == '<button class="btn btn-primary">Simpan visi</button>'
    assert "Simpan isian saya" in items(Save("Simpan visi"), clash="Retno")


def test_a_value_that_is_no_field_goes_along():
    assert items(Hidden("dari", '"')) == '<input type="hidden" name="dari" value="&quot;">'


def test_what_saves_is_left_out_when_the_page_refuses_it():
    layout = UnlessRefused("note", SubmitRow("Simpan bagian"))

    assert "Simpan bagian" in items(layout)
    assert items(layout, refused="Tahap sudah diserahkan.") == ""


def test_help_may_be_for_those_without_javascript():
    html = items(Field("name", help_text="Tulis HTML.", help_attrs=" data-plain-only"))

    assert '<div class="form-text" id="id_name_helptext" data-plain-only>Tulis HTML.</div>' in html
