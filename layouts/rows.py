"""Rows of a form: those that a person adds, and those of years and sources."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from layouts.controls import attributes
from layouts.fields import cell, compact, field_group, from_pack
from layouts.objects import Div, Layout


class FormRows(Layout):
    """The forms of a formset, each as its class's `layout` says, with its `number`.

    `formset` is its name on the form. With `blank` comes an empty row, from which static/js/rows.js
    makes one more without asking the server; the form gives it as `blank_row`.
    """

    def __init__(self, formset, *, blank=False):
        super().__init__()
        self.formset, self.blank = formset, blank

    def html(self, form, context):
        formset = getattr(form, self.formset)
        drawn = [*map(str, formset.management_form), str(formset.non_form_errors() or "")]
        drawn += [
            self._row(row, context, number) for number, row in enumerate(formset.forms, start=1)
        ]
        if self.blank:
            row = self._row(form.blank_row, context, "")
            drawn.append(f"<template data-row-blank>{row}</template>\n")
        return SafeString("".join(drawn))

    @staticmethod
    def _row(row, context, number):
        with context.push(number=number):
            return row.layout.html(row, context)


class RowFieldset(Div):
    """One row with several fields: a fieldset named after what it is and its number.

    With `tools` the row can be removed by a script, with `ordered` also moved.
    """

    tag = "fieldset"

    def __init__(self, name, *fields, legend_is_seen=True, tools=False, ordered=False):
        super().__init__(*fields, css_class="sp-line", data_row=tools)
        self.name, self.legend_is_seen = name, legend_is_seen
        self.tools, self.ordered = tools, ordered

    def head(self, form, context):
        look = "" if self.legend_is_seen else ' class="visually-hidden"'
        return format_html(
            "<legend{}>{}</legend>",
            SafeString(look),
            numbered(self.name, context["number"], self.tools),
        )

    def inside(self, form, context):
        hidden = "".join(map(str, form.hidden_fields()))
        tools = row_tools(self.name, ordered=self.ordered) if self.tools else ""
        return super().inside(form, context) + hidden + tools


class RowField(Layout):
    """One row with a single field, whose label is what it is and its number."""

    def __init__(self, field, name, *, ordered=False):
        super().__init__(field)
        self.name, self.ordered = name, ordered

    def html(self, form, context):
        return field_group(
            form[self.fields[0]],
            label=numbered(self.name, context["number"], scripted=True),
            attrs=SafeString(" data-row"),
            tools=row_tools(self.name, ordered=self.ordered),
            after="".join(map(str, form.hidden_fields())),
        )


class WhenFilled(Layout):
    """Items that are shown once something stands in a field: what removes a row, for example."""

    def __init__(self, field, *items):
        super().__init__(*items)
        self.field = field

    def html(self, form, context):
        return super().html(form, context) if form[self.field].value() else SafeString("")


class AddRow(Layout):
    """The button that brings one more row; works without JavaScript. `asks`: it saves as well."""

    def __init__(self, label, value="1", *, name="tambah", scripted=False, asks=False):
        super().__init__()
        attrs = {"name": name, "value": value, "formnovalidate": not asks, "data-row-add": scripted}
        self.label, self.attrs = label, attrs

    def html(self, form, context):
        attrs = SafeString(attributes(self.attrs, "btn btn-sm btn-outline-primary").strip())
        return from_pack("simpul/layout/button.html", attrs=attrs, icon="plus-lg", label=self.label)


class YearBoxes(Layout):
    """A box for each year, the year above it; `what` is said before it to those who hear it.

    `boxes` names what the form gives: year, box. The form says `plan_years`: a year that the plan
    does not have is marked; and may say `resting` years, whose boxes wait unseen until a script
    shows them (`data-year`).
    """

    def __init__(self, boxes, what, *, css_class="sp-years"):
        super().__init__()
        self.boxes, self.what, self.css_class = boxes, conditional_escape(what), css_class

    def html(self, form, context):
        drawn, resting = [], getattr(form, "resting", None)
        for year, box in getattr(form, self.boxes)():
            name = SafeString(f'<span class="visually-hidden">{self.what} </span>{year}')
            hint = "" if year in form.plan_years else "di luar masa"
            where = {"data-year": year, "hidden": year in resting()} if resting else {}
            drawn.append(f"<div{attributes(where)}>{compact(box, label=name, hint=hint)}</div>")
        return SafeString(f'<div class="{self.css_class}">{"".join(drawn)}</div>\n')


class BoxTable(Layout):
    """Boxes in a table: a row for what the first head names, a column for each other head.

    The form says `heads()` and `table_rows()`: what stands first in a row, and its cells, boxes or
    texts. `label` is what the table is called to those who hear it.
    """

    def __init__(self, first, label, *, caption=""):
        super().__init__()
        self.first, self.label, self.caption = first, label, caption

    def html(self, form, context):
        columns = [f'<th scope="col" class="sp-num">{_text(head)}</th>' for head in form.heads()]
        rows = [
            f'<tr><th scope="row">{_text(first)}</th>{"".join(map(_figure, cells))}</tr>\n'
            for first, cells in form.table_rows()
        ]
        caption = self.caption and f'<caption class="visually-hidden">{self.caption}</caption>'
        return SafeString(
            f'<div class="sp-scroll" tabindex="0" role="region" aria-label="{self.label}">'
            f'<table class="sp-table sp-table--inputs sp-figures">{caption}'
            f'<thead><tr><th scope="col">{self.first}</th>{"".join(columns)}</tr></thead>\n'
            f"<tbody>{''.join(rows)}</tbody></table></div>\n"
        )


def _figure(one):
    drawn = cell(one) if hasattr(one, "as_widget") else _text(one)
    return f'<td class="sp-num">{drawn}</td>'


def _text(words):
    return conditional_escape(words)


def numbered(name, number, scripted):
    """What a row is called: "Misi 2"; a script counts again when rows are moved."""
    if scripted:
        return format_html("{} <span data-row-number>{}</span>", name, number)
    return f"{name} {number}"


def row_tools(name, *, ordered):
    """The tools of one row (static/js/rows.js)."""
    return from_pack("simpul/layout/row_tools.html", name=name.lower(), ordered=ordered)
