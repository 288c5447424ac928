"""The form in which rows that say the same get one text."""

from django import forms

from analyses.models import Finding
from compiling.actions import texts_of, token_of
from revisions.tokens import Token


class MergeForm(forms.Form):
    """The texts of a row as they should read once the others are merged into it.

    Its fields are those of the row; `seen-<pk>` tells what was shown of each row.
    """

    def __init__(self, data=None, *, target: Finding, rows: list[Finding]):
        super().__init__(data)
        self.target, self.rows = target, rows
        for name, words in texts_of(target):
            self.fields[name] = target._meta.get_field(name).formfield(initial=words)
            self.fields[name].widget.attrs.pop("cols", None)
            if isinstance(self.fields[name].widget, forms.Textarea):
                self.fields[name].widget.attrs["rows"] = 3

    def seen(self) -> dict[int, Token]:
        """What the page showed of each row."""
        return {row.pk: Token.read(self.data.get(f"seen-{row.pk}")) for row in self.rows}

    def states(self) -> list[tuple[int, str]]:
        """What this page shows of each row."""
        return [(row.pk, str(token_of(row))) for row in self.rows]

    def texts(self) -> dict[str, str]:
        """What was decided on, field by field; ask only when valid."""
        return {name: words.replace("\r\n", "\n") for name, words in self.cleaned_data.items()}
