"""How the tests of the gates ask."""

from masterplans.models import Masterplan
from stages import gates


def gate(masterplan, text):
    """The one line of the checklist that begins so."""
    masterplan = Masterplan.objects.select_related("region").get(pk=masterplan.pk)
    lines = [line for line in gates.checklist(masterplan) if line.text.startswith(text)]
    assert len(lines) == 1, [line.text for line in gates.checklist(masterplan)]
    return lines[0]


def open_lines(masterplan):
    """The sentences of all open lines."""
    masterplan = Masterplan.objects.select_related("region").get(pk=masterplan.pk)
    return [line.text for line in gates.checklist(masterplan) if not line.is_met]
