"""A select for pages with hundreds of them, which offer the same choices.

What is drawn here is what `layouts.controls.choice_list` draws, which a test holds; but the choices
are drawn once for all selects that share them (`SharedChoices`), and each only marks its own.
"""

from collections.abc import Iterable

from django import forms
from django.utils.choices import BaseChoiceIterator
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from layouts.controls import attributes, drawn_choices


class SharedChoices(BaseChoiceIterator):
    """Choices for many selects: pairs, or a heading with its pairs, as Django takes them."""

    def __init__(self, rows: Iterable):
        self.rows = list(rows)
        self._drawn = {}

    def __iter__(self):
        return iter(self.rows)

    def drawn(self, value: str, *, required: bool) -> str:
        """All of them, the first of this value as the chosen one."""
        if required not in self._drawn:
            self._drawn[required] = drawn_choices(self.rows, required=required)
        tag = f'<option value="{conditional_escape(value)}"'
        return self._drawn[required].replace(f"{tag}>", f"{tag} selected>", 1)


class SharedSelect(forms.Select):
    """As any select of our forms. Give it `SharedChoices`: others it draws anew each time."""

    def render(self, name, value, attrs=None, renderer=None):
        choices = (
            self.choices if isinstance(self.choices, SharedChoices) else SharedChoices(self.choices)
        )
        [chosen] = self.format_value(value)
        drawn = choices.drawn(chosen, required=self.is_required)
        own = attributes(self.build_attrs(self.attrs, attrs), "form-select")
        return SafeString(f'<select name="{conditional_escape(name)}"{own}>{drawn}\n</select>')
