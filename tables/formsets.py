"""Rows that a person adds to a form: missions, phases, alignment.

They work without JavaScript. A row that is left empty is not kept, so emptying removes it; the
button "Tambah baris" sends the form, which comes back with one more row and all that was typed.
"""

from django import forms
from django.forms.utils import ErrorDict

ADD = "tambah"


class RowFormSet(forms.BaseFormSet):
    """Rows of which any may stay empty. `filled()` gives the others, in their order."""

    def initial_form_count(self):
        return 0  # so that a row that was there may be emptied as well

    def total_form_count(self):
        if self.is_bound:
            return super().total_form_count()
        return min(len(self.initial or []) + self.extra, self.absolute_max)

    def filled(self) -> list[dict]:
        """The cleaned data of the rows in which something stands; ask only when valid."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]

    def mistakes(self) -> list[str]:
        """What is wrong in the rows, in sentences that name the row."""
        found = []
        for number, form in enumerate(self.forms, 1):
            for name, errors in form.errors.items():
                label = f", {form.fields[name].label.lower()}" if name in form.fields else ""
                found += [f"Baris {number}{label}: {error}" for error in errors]
        return found + [str(error) for error in self.non_form_errors()]


def rows(row_form, *, data, initial, prefix, spare=1, most=60):
    """The rows of a page: bound to `data`, or those that are stored and `spare` empty ones."""
    made = forms.formset_factory(
        row_form, formset=RowFormSet, extra=spare, max_num=most, absolute_max=most
    )
    # Sent rows are compared with nothing: what is empty is left out, all else is kept.
    return made(data, initial=initial if data is None else None, prefix=prefix)


def with_one_more(data, prefix: str):
    """The sent data with one row more, for the page that comes back."""
    data = data.copy()
    field = f"{prefix}-TOTAL_FORMS"
    count = data.get(field, "0")
    data[field] = str(int(count) + 1 if count.isdigit() else 1)
    return data


class FormWithRows(forms.Form):
    """A form with rows below it. Subclasses say `row_form`, `prefix_of_rows` and `stored_rows`.

    `base` carries the version that the page shows (`strategy.plan_settings`).
    """

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    row_form = None
    rows_prefix = "baris"
    spare = 1

    def __init__(self, data=None, *, masterplan, **kwargs):
        self.masterplan = masterplan
        self.adds_row = data is not None and ADD in data
        if self.adds_row:
            data = with_one_more(data, self.rows_prefix)
        super().__init__(data, **kwargs)
        self.rows = None
        if self.row_form:
            self.rows = rows(
                self.row_form,
                data=data,
                initial=self.stored_rows(),
                prefix=self.rows_prefix,
                spare=self.spare,
            )
            for row in self.rows.forms:
                self.prepare(row)
        if self.adds_row:
            self._leave_unjudged()

    def stored_rows(self) -> list[dict]:
        """The rows as they are stored."""
        return []

    def prepare(self, row):
        """Give a row its choices."""

    def clean(self):
        cleaned = super().clean()
        if self.rows is not None and not self.rows.is_valid():
            for mistake in self.rows.mistakes():
                self.add_error(None, mistake)
        return cleaned

    def _leave_unjudged(self):
        """Somebody who asks for one more row has not finished: no errors yet."""
        self._errors = ErrorDict()
        for row in self.rows.forms:
            row._errors = ErrorDict()
        first = next(iter(self.rows.forms[-1].fields.values())) if self.rows.forms else None
        if first:
            first.widget.attrs["data-focus"] = True
