"""A form field says what its column says, so that a page, a grid and a workbook use one wording."""

from django import forms

from tables.columns import Column


def describe(field: forms.Field, column: Column) -> None:
    """Give a field the label of a column, its hint, and the sentence for a box that is empty."""
    field.label, field.help_text = column.head, column.hint
    if column.required:
        field.error_messages["required"] = column.required
