"""The form in which rows that say the same get one text."""

from django import forms

from analyses.models import Finding
from compiling.actions import texts_of, token_of
from layouts import Button, Div, EnterButton, Fields, Helper, Hidden, Leave, SubmitRow, TemplatePart
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

    @property
    def helper(self):
        """The rows beside each other, then the text that all of them get."""
        shown = [
            hidden
            for key, state in self.states()
            for hidden in (Hidden("baris", key), Hidden(f"seen-{key}", state))
        ]
        return Helper(
            Hidden("pakai", self.target.pk),
            *shown,
            EnterButton("Gabungkan", name="gabungkan", value="1"),
            TemplatePart("compiling/_merge_rows.html"),
            Div(Fields(), css_class="sp-medium ms-0"),
            SubmitRow(
                Button(f"Gabungkan {len(self.rows)} isian", name="gabungkan", value="1"), Leave()
            ),
        )

    def seen(self) -> dict[int, Token]:
        """What the page showed of each row."""
        return {row.pk: Token.read(self.data.get(f"seen-{row.pk}")) for row in self.rows}

    def states(self) -> list[tuple[int, str]]:
        """What this page shows of each row."""
        return [(row.pk, str(token_of(row))) for row in self.rows]

    def texts(self) -> dict[str, str]:
        """What was decided on, field by field; ask only when valid."""
        return {name: words.replace("\r\n", "\n") for name, words in self.cleaned_data.items()}
