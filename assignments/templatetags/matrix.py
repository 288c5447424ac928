"""The cells of the matrix, drawn by Python: thirty agencies have four hundred."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from assignments.board import MatrixLine
from layouts.icons import STATE_ICONS, icon
from progress.tasks import NOT_ASKED
from regions.addresses import with_way_back

register = template.Library()


@register.filter
def matrix_cells(line: MatrixLine, home: str = "") -> SafeString:
    """A `<td>` for each task: the sign of its state, and its words for who does not see it."""
    name = escape(line.row.agency.short_name)
    return SafeString("\n".join([_cell(cell, name, home) for cell in line.cells]))


def _cell(cell, agency, home):
    task = escape(cell.name)
    if cell.state == NOT_ASKED:
        words = f'<span class="visually-hidden">{task}: tidak diminta</span>'
        return f'<td class="sp-muted kk-cell">{icon("dash-lg")}{words}</td>'
    words = f'<span class="visually-hidden">{agency}, {task}: {escape(cell.words)}</span>'
    sign = icon(STATE_ICONS.get(cell.state, "circle"))
    url = escape(with_way_back(cell.url, *home.split(".", 1)) if home else cell.url)
    return f'<td class="c-{cell.state} kk-cell"><a href="{url}">{sign}{words}</a></td>'
