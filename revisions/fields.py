"""The one hidden box of every form that saves itself: what its page began from."""

from django import forms

from revisions.tokens import Token


class TokenField(forms.CharField):
    """Gives a `Token`; one that cannot be read fits no version."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"data-base": True}

    def prepare_value(self, value):
        return str(value) if value is not None else ""

    def clean(self, value) -> Token:
        return Token.read(super().clean(value))
