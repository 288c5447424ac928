"""The quick select is the ordinary one, only drawn faster."""

import pytest
from django import forms

from tables.widgets import QuickSelect

GROUPS = [("", "---------"), ("Jasa & <b>", [("a", 'Satu "1"'), ("b", "Dua")]), ("c", "Tiga's")]


@pytest.mark.parametrize("value", ["", "b", "c", None, "lain"])
@pytest.mark.parametrize("required", [True, False])
def test_it_is_drawn_as_the_ordinary_one(value, required):
    attrs = {
        "class": "form-select-sm",
        "aria-label": 'Jenis "x" <y>',
        "data-a": True,
        "hidden": False,
    }

    def drawn(widget):
        class Sample(forms.Form):
            kind = forms.ChoiceField(choices=GROUPS, required=required, widget=widget(attrs))

        return str(Sample(initial={"kind": value})["kind"]).replace("\n", "")

    assert drawn(QuickSelect) == drawn(forms.Select)
