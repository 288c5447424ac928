"""What was written into a row, by whom and when; any two of it compared, and taken again."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from analyses.documents import FindingDocument
from analyses.kinds import KINDS
from masterplans.models import Masterplan
from regions.access import get_for
from revisions.history import removal_of
from revisions.pages import History, restore_chosen


def history(request, slug, kind, pk):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    if kind not in KINDS:
        raise Http404
    kind = KINDS[kind]
    row = kind.model.objects.filter(masterplan=masterplan, pk=pk).first()
    document = FindingDocument(masterplan, kind, finding=row, key=pk)
    if row is None and removal_of(document) is None:
        raise Http404
    may_change = _may_change(request, masterplan, row)
    address = reverse("worksheets:history", args=[slug, kind.slug, pk])
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        restore_chosen(request, document)
        return redirect(address)
    history = History(document, request.GET, user=request.user)
    compared = [one.parts for one in (history.old, history.new) if one]
    document.mentions.load(kind.model, compared)  # what both mention is looked up at once
    context = {
        "masterplan": masterplan,
        "kind": kind,
        "row": row,
        "history": history,
        "address": address,
        "may_change": may_change,
    }
    return render(request, "worksheets/history.html", context)


def _may_change(request, masterplan, row):
    if row is None or row.merged_into_id:
        return False
    row.masterplan = masterplan
    return request.user.has_perm("analyses.change_finding", row)
