"""The select that shares its choices is the ordinary one, only drawn faster."""

import pytest
from django import forms

from layouts.selects import SharedChoices, SharedSelect

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

    def drawn(widget, choices=GROUPS):
        class Sample(forms.Form):
            kind = forms.ChoiceField(choices=choices, required=required, widget=widget(attrs))

        return str(Sample(initial={"kind": value})["kind"]).replace("\n", "")

    shared = SharedChoices(GROUPS)
    assert drawn(SharedSelect) == drawn(forms.Select)
    assert drawn(SharedSelect, shared) == drawn(forms.Select)
    assert drawn(SharedSelect, shared) == drawn(forms.Select)


def test_shared_choices_are_checked_as_others():
    field = forms.ChoiceField(choices=SharedChoices(GROUPS), widget=SharedSelect)
    assert field.clean("b") == "b"
    with pytest.raises(forms.ValidationError):
        field.clean("lain")
