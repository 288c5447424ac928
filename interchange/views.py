"""A plan as data: all its tables for Excel, and everything as JSON, with the schema of that."""

import json
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from editions.canonical import canonical
from editions.models import Edition
from editions.snapshot import snapshot
from interchange.spreadsheets import workbook_of
from masterplans.models import Masterplan
from regions.access import get_for

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SCHEMA = Path(settings.BASE_DIR) / "docs" / "schema" / "snapshot.json"


@require_safe
def draft_workbook(request, slug):
    masterplan = _masterplan(request, slug)
    return _file(workbook_of(snapshot(masterplan)), XLSX, f"{slug}-draf-tabel.xlsx")


@require_safe
def draft_data(request, slug):
    text, _ = canonical(snapshot(_masterplan(request, slug)))
    return _file(text.encode(), "application/json", f"{slug}-draf.json")


@require_safe
def edition_workbook(request, slug, edition):
    kept = _edition(request, slug, edition)
    name = f"{slug}-edisi-{edition}-tabel.xlsx"
    return _file(workbook_of(json.loads(kept.content)), XLSX, name)


@require_safe
def edition_data(request, slug, edition):
    """The very bytes that were hashed when the plan was frozen."""
    kept = _edition(request, slug, edition)
    return _file(kept.content.encode(), "application/json", f"{slug}-edisi-{edition}.json")


@require_safe
def schema(request, slug):
    """What each field of the JSON means, as JSON Schema."""
    _masterplan(request, slug)
    return _file(SCHEMA.read_bytes(), "application/schema+json", "simpul-snapshot.json")


def _masterplan(request, slug):
    return get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)


def _edition(request, slug, number):
    return get_object_or_404(Edition, masterplan=_masterplan(request, slug), number=number)


def _file(content, content_type, name):
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
