"""The filters above a list: a form that says what is on, and how they look."""

from django import forms

from layouts.buttons import Button, PageLink
from layouts.helper import Helper
from layouts.objects import Boxes


class FilterForm(forms.Form):
    """Filters, all of which may stay empty; what cannot be understood is off."""

    @property
    def chosen(self) -> dict:
        """The filters that are on."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_on(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.chosen)


class FilterHelper(Helper):
    """The filters above a list of `what`. The page says where the whole list is (`clear_url`)."""

    def __init__(self, what):
        super().__init__(
            Boxes(),
            Button("Terapkan saringan", "outline-primary", small=True),
            ClearFilter(),
            summary=False,
            method="get",
            css_class="sp-filter",
            role="search",
            aria_label=f"Saring {what}",
        )


class ClearFilter(PageLink):
    """The way back to the whole list, when something is left out of it."""

    def __init__(self):
        super().__init__("Hapus saringan", "clear_url", "btn btn-sm btn-link")

    def html(self, form, context):
        return super().html(form, context) if form.is_on else ""
