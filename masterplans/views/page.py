"""What all pages about a masterplan have in common."""

from django.shortcuts import render
from django.utils import timezone

PAGES = [
    ("Isi buku", "masterplans:contents"),
    ("Pokok", "masterplans:identity"),
    ("Visi dan misi", "masterplans:vision"),
    ("Keselarasan", "masterplans:alignment"),
    ("Pokja", "masterplans:teams"),
    ("Berkas", "masterplans:upload"),
]


def show(request, template, masterplan, context, status=200):
    """Render a page of a masterplan; moments are shown on the clock of its region."""
    context = {"masterplan": masterplan, "tabs": PAGES, **context}
    with timezone.override(masterplan.region.zone):
        return render(request, template, context, status=status)
