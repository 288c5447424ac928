"""What all pages about a masterplan have in common."""

from django.shortcuts import render

PAGES = [
    ("Isi buku", "masterplans:contents"),
    ("Pokok", "masterplans:identity"),
    ("Visi dan misi", "masterplans:vision"),
    ("Keselarasan", "masterplans:alignment"),
    ("Pokja", "masterplans:teams"),
    ("Berkas", "masterplans:upload"),
]


def show(request, template, masterplan, context, status=200):
    """Render a page of a masterplan, with the links to its other pages."""
    context = {"masterplan": masterplan, "tabs": PAGES, **context}
    return render(request, template, context, status=status)
