"""What was written into a row, by whom and when, and the difference between two of it."""

from django.http import Http404
from django.shortcuts import render

from analyses.kinds import KINDS
from masterplans.models import Masterplan, RowRevision
from regions.access import get_for
from revisions.diff import marked


def history(request, slug, kind, pk):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    revisions = RowRevision.objects.filter(masterplan=masterplan, kind=kind, row_id=pk)
    revisions = list(revisions.select_related("author"))
    if kind not in KINDS:
        raise Http404
    row = KINDS[kind].model.objects.filter(masterplan=masterplan, pk=pk).first()
    if not revisions and row is None:
        raise Http404
    for revision in revisions:
        revision.summary = max((words for _, words in revision.told), key=len, default="")
    newer, older = _chosen(request, revisions)
    context = {
        "masterplan": masterplan,
        "kind": KINDS[kind],
        "row": row,
        "revisions": revisions,
        "newer": newer,
        "older": older,
        "rows": _differences(older, newer),
        "may_change": row is not None and request.user.has_perm("analyses.change_finding", row),
    }
    return render(request, "analyses/history.html", context)


def _chosen(request, revisions):
    """The two revisions that are compared; without a choice the newest and what it changed."""
    by_key = {str(revision.pk): revision for revision in revisions}
    newer = by_key.get(request.GET.get("baru", ""), revisions[0] if revisions else None)
    older = by_key.get(request.GET.get("lama", ""))
    if older is None and newer is not None:
        before = revisions[revisions.index(newer) + 1 :]
        older = next((one for one in before if one.told != newer.told), None)
    return newer, older


def _differences(older, newer):
    """(label, before, after) of each box that differs, with the words that differ marked."""
    if older is None or newer is None:
        return []
    before, after = dict(map(tuple, older.told)), dict(map(tuple, newer.told))
    labels = dict.fromkeys([*before, *after])
    pairs = [(label, before.get(label, ""), after.get(label, "")) for label in labels]
    return [(label, *marked(old, new)) for label, old, new in pairs if old != new]
