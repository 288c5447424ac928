"""How a form is laid out, and how a field looks.

A form declares its layout with the objects below, on `django-crispy-forms`; `templates/simpul/` is
our template pack. `docs/look.md` shows how.
"""

from layouts.buttons import Button, EnterButton, Leave, Link, PageLink, Save, SaveState, SubmitRow
from layouts.filters import FilterForm, FilterHelper
from layouts.helper import Helper
from layouts.objects import (
    ChoiceSet,
    Compact,
    Control,
    Details,
    Div,
    ErrorSummary,
    Field,
    Fields,
    Fieldset,
    FormErrors,
    FromPage,
    Hidden,
    HiddenFields,
    Layout,
    Paragraph,
    Possible,
    Row,
    TemplatePart,
    Tick,
    UnlessRefused,
    Within,
)
from layouts.rows import AddRow, BoxTable, FormRows, RowField, RowFieldset, WhenFilled, YearBoxes

__all__ = [
    "AddRow", "BoxTable", "Button", "ChoiceSet", "Compact", "Control", "Details", "Div",
    "EnterButton", "ErrorSummary", "Field", "Fields", "Fieldset", "FilterForm", "FilterHelper",
    "FormErrors", "FormRows", "FromPage", "Helper", "Hidden", "HiddenFields", "Layout", "Leave",
    "Link", "PageLink", "Paragraph", "Possible", "Row", "RowField", "RowFieldset", "Save",
    "SaveState", "SubmitRow", "TemplatePart", "Tick", "UnlessRefused", "WhenFilled", "Within",
    "YearBoxes",
]  # fmt: skip
