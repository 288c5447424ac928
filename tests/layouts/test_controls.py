"""Controls: each in our look, all that comes from outside escaped."""

import pytest
from django import forms

GROUPS = [("", "---------"), ("Jasa & <b>", [("a", 'Satu "1"'), ("b", "Dua")]), ("c", "Tiga's")]
NASTY = {"class": 'x">', "title": '"&<>', "data-a": True, "hidden": False, "placeholder": "tidak"}


def drawn(field, value=None, **said):
    """The control of a field, in a form that shows `value`."""
    form_class = type("Sample", (forms.Form,), {"sample": field})
    form = form_class(initial={"sample": value}, **said)
    return str(form["sample"]).replace("\n", "")


@pytest.mark.parametrize(
    ("widget", "kind"),
    [
        (forms.TextInput, "text"), (forms.EmailInput, "email"), (forms.URLInput, "url"),
        (forms.PasswordInput, "password"), (forms.DateInput, "date"), (forms.NumberInput, "number"),
    ],
)  # fmt: skip
def test_a_box_of_one_line(widget, kind):
    attrs = {"type": "date"} if kind == "date" else {}
    html = drawn(forms.CharField(widget=widget(attrs)), "1 < 2")

    shown = "" if kind == "password" else ' value="1 &lt; 2"'
    assert html == (
        f'<input type="{kind}" name="sample"{shown} class="form-control" required id="id_sample">'
    )


def test_a_hidden_value_has_no_look():
    field = forms.CharField(widget=forms.HiddenInput({"data-base": True}))

    assert drawn(field, '"') == (
        '<input type="hidden" name="sample" value="&quot;" data-base id="id_sample">'
    )


def test_attributes_are_escaped_and_a_placeholder_is_never_shown():
    html = drawn(forms.CharField(required=False, widget=forms.TextInput(NASTY)))

    assert html == (
        '<input type="text" name="sample" class="form-control x&quot;&gt;"'
        ' title="&quot;&amp;&lt;&gt;" data-a id="id_sample">'
    )


def test_a_text_keeps_the_line_break_that_it_begins_with():
    form = type("Sample", (forms.Form,), {"text": forms.CharField(widget=forms.Textarea)})

    html = str(form(initial={"text": "\nSatu </textarea>"})["text"])
    assert ">\n\nSatu &lt;/textarea&gt;</textarea>" in html


@pytest.mark.parametrize(("required", "nothing"), [(True, "Pilih"), (False, "Tidak ada")])
def test_the_choice_of_nothing_has_a_word(required, nothing):
    html = drawn(forms.ChoiceField(choices=GROUPS, required=required), "b")

    needed = " required" if required else ""
    assert html == (
        f'<select name="sample" class="form-select"{needed} id="id_sample">'
        f'<option value="">{nothing}</option>'
        '<optgroup label="Jasa &amp; &lt;b&gt;"><option value="a">Satu &quot;1&quot;</option>'
        '<option value="b" selected>Dua</option></optgroup>'
        '<option value="c">Tiga&#x27;s</option></select>'
    )


@pytest.mark.parametrize(
    ("widget", "kind"), [(forms.CheckboxSelectMultiple, "checkbox"), (forms.RadioSelect, "radio")]
)
def test_several_boxes_each_with_its_label(widget, kind):
    choices = [("a", "Satu <1>"), ("Kelompok", [("b", "Dua")])]
    field = forms.ChoiceField(
        choices=choices, required=False, widget=widget({"class": "sp-choices"})
    )

    assert drawn(field, "b") == (
        '<div class="sp-choices" id="id_sample">'
        f'<div class="form-check"><input type="{kind}" name="sample" value="a"'
        ' class="form-check-input sp-choices" id="id_sample_0">'
        '<label class="form-check-label" for="id_sample_0">Satu &lt;1&gt;</label></div>'
        '<div role="group" aria-label="Kelompok"><p class="sp-small sp-muted">Kelompok</p>'
        f'<div class="form-check"><input type="{kind}" name="sample" value="b"'
        ' class="form-check-input sp-choices" id="id_sample_1_0" checked>'
        '<label class="form-check-label" for="id_sample_1_0">Dua</label></div></div></div>'
    )


def test_one_of_several_can_be_drawn_alone_without_its_label():
    field = forms.ChoiceField(choices=[("a", "Satu"), ("b", "Dua")], widget=forms.RadioSelect)
    form = type("Sample", (forms.Form,), {"sample": field})()

    assert [one.tag() for one in form["sample"]][1] == (
        '<input type="radio" name="sample" value="b" class="form-check-input" id="id_sample_1"'
        " required>"
    )


def test_a_box_to_tick():
    assert drawn(forms.BooleanField(required=False), True) == (
        '<input type="checkbox" name="sample" class="form-check-input" id="id_sample" checked>'
    )


class Kept:
    """A file that is kept already."""

    url = "/berkas/1?a&b"

    def __str__(self):
        return "SK <2024>.pdf"


def test_a_file_that_is_kept_is_linked_and_can_be_taken_away():
    assert drawn(forms.FileField(required=False), Kept()) == (
        '<p class="sp-small">Berkas sekarang: <a href="/berkas/1?a&amp;b">SK &lt;2024&gt;.pdf</a>'
        '</p><div class="form-check"><input type="checkbox" name="sample-clear"'
        ' class="form-check-input" id="sample-clear_id">'
        '<label class="form-check-label" for="sample-clear_id">Hapus berkas ini</label></div>'
        '<input type="file" name="sample" class="form-control" id="id_sample">'
    )


def test_a_file_that_must_be_there_cannot_be_taken_away():
    html = drawn(forms.FileField(), Kept())

    assert "Berkas sekarang" in html
    assert "sample-clear" not in html


def test_several_hidden_values_go_along_under_one_name():
    field = forms.MultipleChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=forms.MultipleHiddenInput
    )

    assert drawn(field, ["a", "b"]) == (
        '<input type="hidden" name="sample" value="a" id="id_sample_0">'
        '<input type="hidden" name="sample" value="b" id="id_sample_1">'
    )
