"""A sample form, and what a layout makes of it."""

from django import forms
from django.template import Context, Template
from django.test import SimpleTestCase

from layouts import Helper
from tests.markup import one_line


class Sample(forms.Form):
    key = forms.CharField(widget=forms.HiddenInput({"data-base": True}), required=False)
    name = forms.CharField(label="Nama")
    partner = forms.CharField(label="Mitra", required=False)
    note = forms.CharField(label="Catatan", required=False, widget=forms.Textarea)


def page(form, **known):
    """The form as a page shows it."""
    known |= {"form": form, "csrf_token": "kunci"}
    return one_line(Template("{% crispy form %}").render(Context(known))).strip()


def laid_out(*items, data=None, form_class=Sample, **said):
    """A form with this layout."""
    form = form_class(data, initial={"key": "7"})
    form.helper = Helper(*items, **said)
    return form


def items(*layout, data=None, form_class=Sample, **known):
    """What a layout draws, without the form around it."""
    form = laid_out(*layout, data=data, form_class=form_class, tag=False, summary=False)
    html = page(form, **known)
    before = [
        '<input type="hidden" name="csrfmiddlewaretoken" value="kunci">',
        *map(str, form.hidden_fields()),
    ]
    for hidden in before:
        assert hidden in html
        html = html.replace(hidden, "")
    return html.strip()


def is_same(html, wanted):
    SimpleTestCase().assertHTMLEqual(html, wanted)
