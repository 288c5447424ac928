"""The cells of the matrix, drawn by Python: thirty agencies have four hundred."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from assignments.board import MatrixLine
from layouts.icons import STATE_ICONS, icon
from progress.tasks import NOT_ASKED

register = template.Library()


@register.filter
def matrix_cells(line: MatrixLine) -> SafeString:
    """A `<td>` for each task: the sign of its state, and its words for who does not see it."""
    name = escape(line.row.agency.short_name)
    return SafeString("\n".join([_cell(cell, name) for cell in line.cells]))


def _cell(cell, agency):
    task = escape(cell.name)
    if cell.state == NOT_ASKED:
        words = f'<span class="visually-hidden">{task}: tidak diminta</span>'
        return f'<td class="sp-muted kk-cell">{icon("dash-lg")}{words}</td>'
    words = f'<span class="visually-hidden">{agency}, {task}: {escape(cell.words)}</span>'
    sign = icon(STATE_ICONS.get(cell.state, "circle"))
    return f'<td class="c-{cell.state} kk-cell"><a href="{escape(cell.url)}">{sign}{words}</a></td>'
