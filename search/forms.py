"""The words that somebody looks for."""

from django import forms
from django.urls import reverse

from layouts import Button, Compact, Div, Helper
from masterplans.models import Masterplan

LIVE = {  # the answer comes while one types
    "hx-trigger": "input changed delay:300ms",
    "hx-target": "#jawaban",
    "hx-swap": "innerHTML",
    "hx-sync": "this:replace",
    "hx-replace-url": "true",
    "hx-indicator": "#jawaban",
}


class SearchForm(forms.Form):
    """One box, above its answer."""

    q = forms.CharField(label="Kata yang dicari", required=False, max_length=200)

    def __init__(self, *, masterplan: Masterplan, asked: str):
        super().__init__(initial={"q": asked})
        address = reverse("search:find", args=[masterplan.slug])
        attrs = {"id": "cari", "autocomplete": "off", "spellcheck": "false", "hx-get": address}
        box = forms.TextInput(attrs | LIVE | {"type": "search", "autofocus": not asked})
        self.fields["q"].widget = box
        box.attrs |= self.fields["q"].widget_attrs(box)
        self.helper = Helper(
            Div(Compact("q")),
            Button("Cari", icon="search"),
            summary=False,
            method="get",
            css_class="sp-search",
            action=address,
            role="search",
            aria_label="Cari di masterplan",
        )
