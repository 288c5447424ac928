"""Rows pasted from Excel: a page to paste into, what will be made of it, and the deed itself."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from analyses.kinds import KINDS
from indonesian import many
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from regions.access import get_for
from revisions.tokens import digest
from worksheets.paste_forms import PastedRowsForm, PasteRowsForm
from worksheets.pasting import Reader, add_rows
from worksheets.views.rows import STARTS

MOST_SENTENCES = 50
ADDED_BEFORE = "Baris ini sudah ditambahkan sebelumnya."


def paste(request, slug, kind):
    masterplan = get_for(request.user, "analyses.add_finding", Masterplan.objects, slug=slug)
    if kind not in KINDS:
        raise Http404
    kind = KINDS[kind]
    given = request.POST if request.method == "POST" else request.GET
    start = {name: given[name] for name in STARTS if given.get(name)}
    text = request.POST.get("text", "")
    if not text.strip():
        return _ask(request, masterplan, kind, start)
    reader = Reader(masterplan, kind, request.user, start=start, first=given.get("first", ""))
    reading = reader.read(text)
    if "apply" in request.POST and request.POST.get("seen") == digest(text):
        return _apply(request, masterplan, kind, reading, start)
    return _preview(request, masterplan, kind, reading, start)


def _ask(request, masterplan, kind, start):
    data = request.POST if request.method == "POST" else None
    form = PasteRowsForm(data, masterplan=masterplan, kind=kind, user=request.user, start=start)
    context = {"masterplan": masterplan, "kind": kind, "form": form}
    return render(request, "worksheets/paste.html", context, status=422 if form.is_bound else 200)


def _preview(request, masterplan, kind, reading, start, *, refused="", status=200):
    text = request.POST["text"]
    seen = digest(text)
    same = request.POST.get("seen") == seen and request.POST.get("batch")
    pasted = {
        "text": text,
        "first": request.POST.get("first", ""),
        "seen": seen,
        "batch": request.POST["batch"] if same else uuid.uuid4(),
    }
    context = {
        "masterplan": masterplan,
        "kind": kind,
        "reading": reading,
        "columns": [column for column in reading.columns if column],
        "sentences": [words for row in reading.faulty for words in row.sentences][:MOST_SENTENCES],
        "numbers": [row.number for row in reading.faulty][:MOST_SENTENCES],
        "form": PastedRowsForm(reading=reading, start=start, initial=pasted),
        "refused": refused,
    }
    return render(request, "worksheets/paste_preview.html", context, status=status)


def _apply(request, masterplan, kind, reading, start):
    try:
        batch = uuid.UUID(request.POST.get("batch", ""))
        count = add_rows(masterplan, kind, reading, batch=batch, by=request.user)
    except PlanClosedError as error:
        return _preview(
            request, masterplan, kind, reading, start, refused=str(error), status=409
        )  # fmt: skip
    except (ValueError, ValidationError):  # a cell is wrong, or the key of the preview is none
        return _preview(request, masterplan, kind, reading, start, status=422)
    messages.success(
        request,
        f"{many(count, 'baris')} ditambahkan." if count else ADDED_BEFORE,
    )
    return redirect(f"worksheets:{kind.url_name}", masterplan.slug)
