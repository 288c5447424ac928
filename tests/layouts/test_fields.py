"""Fields: where label, help, box and errors stand, and what an error never leaves out."""

from django import forms
from django.template import Context, Template
from django.test import SimpleTestCase

from layouts.fields import cell, field_group
from tests.markup import one_line


class Sample(forms.Form):
    name = forms.CharField(label="Nama <program>", help_text="Misalnya <b>Banter</b>.")
    partner = forms.CharField(label="Mitra", required=False)
    agency = forms.ChoiceField(label="Penanggung jawab", choices=[("a", "Dinkes")])
    helix = forms.MultipleChoiceField(
        label="Unsur",
        choices=[("a", "Warga"), ("b", "Usaha")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Boleh lebih dari satu.",
    )
    quick = forms.BooleanField(label="Quick win", help_text="Terasa dalam satu tahun.")


def is_same(html, wanted):
    SimpleTestCase().assertHTMLEqual(html, wanted)


def test_a_box_has_its_label_above_and_its_help_before_it():
    is_same(
        field_group(Sample()["name"]),
        '<div class="sp-field"><label class="form-label" for="id_name">Nama &lt;program&gt;</label>'
        '<div class="form-text" id="id_name_helptext">Misalnya <b>Banter</b>.</div>'
        '<input type="text" name="name" class="form-control" required'
        ' aria-describedby="id_name_helptext" id="id_name"></div>',
    )


def test_several_boxes_are_a_fieldset():
    html = field_group(Sample({})["helix"])

    assert '<fieldset class="sp-field" aria-describedby="id_helix_helptext id_helix_error">' in html
    assert '<legend class="form-label">Unsur</legend>' in html
    assert '<p class="form-text" id="id_helix_helptext">Boleh lebih dari satu.</p>' in html
    assert html.index('class="form-check"') < html.index('id="id_helix_error"')


def test_a_tick_has_its_label_behind_it():
    is_same(
        field_group(Sample()["quick"]),
        '<div class="sp-field"><div class="form-check"><input type="checkbox" name="quick"'
        ' class="form-check-input" required aria-describedby="id_quick_helptext" id="id_quick">'
        '<label class="form-check-label" for="id_quick">Quick win</label></div>'
        '<p class="form-text" id="id_quick_helptext">Terasa dalam satu tahun.</p></div>',
    )


def test_an_error_stands_behind_its_box_with_a_sign_and_is_read_with_it():
    html = one_line(field_group(Sample({})["name"]))

    assert 'aria-invalid="true" aria-describedby="id_name_helptext id_name_error"' in html
    assert html.index("<input") < html.index('<div id="id_name_error"><p class="invalid-feedback">')
    assert "#i-exclamation-circle-fill" in html


def test_what_may_stay_empty_or_follow_later_says_so():
    form = Sample()
    form.fields["agency"].later = True
    form.fields["helix"].required = False
    form.fields["quick"].required = False

    assert "(boleh" not in field_group(form["name"])
    assert '<span class="sp-opt">(boleh dikosongkan)</span>' in field_group(form["partner"])
    assert '<span class="sp-opt">(boleh menyusul)</span>' in field_group(form["agency"])
    assert '<span class="sp-opt">(boleh dikosongkan)</span></legend>' in field_group(form["helix"])
    assert "(boleh" not in field_group(form["quick"])


def test_what_cannot_be_filled_or_goes_with_another_says_nothing():
    form = Sample()
    form.fields["partner"].disabled = True
    assert "(boleh" not in field_group(form["partner"])

    form = Sample()
    form.fields["partner"].unmarked = True
    assert "(boleh" not in field_group(form["partner"])


def test_a_page_may_say_it_in_other_words():
    html = field_group(
        Sample()["name"], label="Nama & kode", help_text="Lain.", anchor="isi-name", tools="<i></i>"
    )

    assert html.startswith('<div class="sp-field" id="isi-name"><div class="sp-row-head">')
    assert ">Nama &amp; kode</label><i></i></div>" in html
    assert ">Lain.</div>" in html


def test_a_cell_is_its_control_with_its_errors():
    html = cell(Sample({})["name"])

    assert "label" not in html
    assert html.index("<input") < html.index("invalid-feedback")
    assert "invalid-feedback" not in cell(Sample()["name"])


def test_django_draws_a_field_the_same_way():
    form = Sample({})
    page = Template("{{ form.name.as_field_group }}|{{ form }}").render(Context({"form": form}))
    alone, whole = page.split("|", 1)

    assert alone == field_group(form["name"])
    assert alone in whole
    assert one_line(whole).index("Empat hal perlu diperbaiki") < whole.index(alone)
