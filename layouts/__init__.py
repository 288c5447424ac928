"""How a form is laid out, and how a field looks.

A form declares its layout with the objects below, on `django-crispy-forms`; `templates/simpul/` is
our template pack. `docs/look.md` shows how.
"""

from layouts.buttons import Button, EnterButton, Leave, Link, SaveState, SubmitRow
from layouts.helper import Helper
from layouts.objects import (
    Control,
    Div,
    ErrorSummary,
    Field,
    Fields,
    Fieldset,
    FormErrors,
    FromPage,
    Layout,
    Paragraph,
    Part,
    Row,
)
from layouts.rows import AddRow, FormRows, RowField, RowFieldset, YearBoxes

__all__ = [
    "AddRow", "Button", "Control", "Div", "EnterButton", "ErrorSummary", "Field", "Fields",
    "Fieldset", "FormErrors", "FormRows", "FromPage", "Helper", "Layout", "Leave", "Link",
    "Paragraph", "Part", "Row", "RowField", "RowFieldset", "SaveState", "SubmitRow", "YearBoxes",
]  # fmt: skip
