"""A table that is filled in place: rows with a form each, cells with boxes in them.

One description for every grid of the site: `templates/tables/_grid.html` draws it, and
`static/js/grid.js` walks through it (docs/keys.md has its keys).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from layouts import controls
from layouts.selects import SharedChoices
from tables.choices import ChoiceColumn
from tables.columns import Column, NumberColumn

SMALL = {"choice": "form-select-sm", "place": "form-select-sm"}


@dataclass(frozen=True)
class Head:
    """A heading over columns. `css` names how wide they are."""

    label: str
    css: str = ""
    example: str = ""
    columns: int = 1
    rows: int = 1
    is_seen: bool = True

    @property
    def scope(self) -> str:
        return "colgroup" if self.columns > 1 else "col"


@dataclass(frozen=True)
class Box:
    """A box of a cell. `label` names it for those who do not see the table.

    `hidden` are values that are sent along with it; `error` is the sentence of what it cannot take.
    """

    column: Column
    value: str
    form: str  # id of the form that sends it
    label: str
    name: str = ""
    hidden: Mapping[str, str] = field(default_factory=dict)
    error: str = ""

    def __html__(self) -> str:
        """The box as HTML; drawn here and not by a template, since a page has hundreds."""
        column = self.column
        if isinstance(column, ChoiceColumn) and column.box in SMALL:
            drawn = self._list()
        elif column.box == "area":
            drawn = controls.lines(self._widget())
        else:
            drawn = controls.box(self._widget(type="text"))
        return drawn + self._sent_along() + self._error()

    def __str__(self) -> str:
        return self.__html__()

    def _widget(self, **more):
        name = self.name or self.column.input_name
        return {"name": name, "value": self.value, "attrs": self._attrs()} | more

    def _attrs(self):
        column = self.column
        wrong = {"aria-invalid": "true"} if self.error else {}
        small = SMALL.get(column.box, "form-control-sm")
        kinds = {
            "area": {"rows": "1", "class": f"{small} sp-grow__area"},
            "agency": {"list": "daftar-perangkat"},
            "codes": {"data-codes": True},
        }
        own = {"class": small} | kinds.get(column.box, {})
        if isinstance(column, NumberColumn):
            own["inputmode"] = column.number_format.mode
        if column.box not in ("area", *SMALL):
            own["autocomplete"] = "off"
        if column.longest:
            own["maxlength"] = column.longest
        if self.name:
            own["data-column"] = column.name
        return own | wrong | {"form": self.form, "aria-label": f"{column.head}, {self.label}"}

    def _list(self):
        """The choices are drawn once for all boxes of a column; each box marks its own."""
        column, value = self.column, self.value
        choices = _choices(column.choices).drawn(value, required=True)
        if not value and not column.may_be_empty:
            choices = f'\n<option value="" selected>{escape(column.nothing)}</option>{choices}'
        elif value and value not in column.offered:  # it stays where it is, and is chosen no more
            label = column.labels.get(value, value)
            choices += f'\n<option value="{escape(value)}" selected>{escape(label)}</option>'
        name = escape(self.name or column.input_name)
        attrs = controls.attributes(self._attrs(), "form-select")
        return SafeString(f'<select name="{name}"{attrs}>{choices}\n</select>')

    def _sent_along(self):
        pairs = ((name, self.form, value) for name, value in self.hidden.items())
        return format_html_join("", '<input type="hidden" name="{}" form="{}" value="{}">', pairs)

    def _error(self):
        if not self.error:
            return SafeString("")
        return format_html('<div class="invalid-feedback d-block">{}</div>', self.error)


@lru_cache(maxsize=100)
def _choices(pairs):
    """The choices of a list, drawn once for all boxes that offer the same."""
    return SharedChoices(pairs)


@dataclass(frozen=True)
class GridCell:
    """A cell: boxes, or words with an address where they are changed (`link`)."""

    label: str
    boxes: Sequence[Box] = ()
    css: str = ""
    words: str = ""
    link: str = ""
    link_hint: str = ""


@dataclass
class GridRow:
    """A row with a form of its own. Without `key` it is the row to come."""

    title: str  # its code, "Baru", or a name with an address (`url`)
    form: str  # the id of its form
    address: str  # where that is sent
    draft: str
    cells: list[GridCell]
    key: int | None = None
    anchor: str = ""
    began: str = ""  # the token of what it shows
    began_name: str = "base"
    hidden: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    note: str = ""


@dataclass
class Grid:
    """One table. `tools` is the template of a row's buttons, with the state in a column of theirs;
    without it a row has none, and its state stands below its title.

    `shared_form`: without script the boxes of all rows are sent by this form (an id).
    """

    caption: str
    heads: list[list[Head]]
    rows: Iterable
    look: str = ""
    look_of_titles: str = ""
    tools: str = ""
    below: str = ""  # the template of a line below each stored row
    shared_form: str = ""
    described_by: str = ""
    key: str = ""  # which table of the page it is, where rows can be added

    @property
    def width(self) -> int:
        """How many columns it has."""
        return sum(head.columns for head in self.heads[0])
