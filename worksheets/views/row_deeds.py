"""The buttons of a row: it is moved, removed, proved by a file."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from analyses.actions import attach_evidence, move_finding, remove_finding
from analyses.documents import RowInUseError
from analyses.kinds import KINDS
from masterplans.actions import PlanClosedError
from regions.access import get_for
from revisions import answers
from revisions.saving import Gone, NotOpen, Stale
from revisions.tokens import Token
from uploads.checking import UploadRefused
from worksheets.views.row_form import kind_at, page_of


@require_POST
def move(request, slug, kind, pk):
    """Directly before or after the row whose key the button carries."""
    finding = _to_change(request, slug, kind, pk)
    sheet_rows = KINDS[kind].rows(finding.masterplan)
    same = {
        name: getattr(finding, f"{name}_id", getattr(finding, name)) for name in KINDS[kind].fixed
    }
    siblings = sheet_rows.filter(**same).prefetch_related(None)
    after = "after" in request.POST
    key = request.POST.get("after" if after else "before", "")
    beside = siblings.filter(pk=key).first() if key.isdecimal() else None
    try:
        if beside:
            move_finding(finding, beside=beside, after=after, siblings=siblings, by=request.user)
    except PlanClosedError as error:
        return _answer(request, slug, kind, pk, refused=str(error))
    return _answer(request, slug, kind, pk, state="moved")


@require_POST
def remove(request, slug, kind, pk):
    finding = _to_change(request, slug, kind, pk)
    given = request.POST.get("base")
    token = Token.read(given) if given else None
    try:
        remove_finding(finding.masterplan, KINDS[kind], finding.pk, token=token, by=request.user)
    except (NotOpen, Gone, RowInUseError) as error:
        return _answer(request, slug, kind, pk, refused=str(error))
    except Stale as clash:
        sentence = f"{clash.who} baru saja mengubah isian ini. Baca dahulu, lalu hapus lagi."
        return _answer(request, slug, kind, pk, refused=sentence)
    if not answers.is_autosave(request):
        messages.success(request, f"{KINDS[kind].one_capitalised} dihapus.")
    return _answer(request, slug, kind, None, state="removed")


@require_POST
def evidence(request, slug, pk, kind="kesiapan"):
    """Keep the file that proves a readiness item, or take it away."""
    finding = _to_change(request, slug, kind, pk)
    upload = request.FILES.get("evidence_upload")
    if upload is None and "remove" not in request.POST:
        return _answer(request, slug, kind, pk, refused="Pilih berkas lebih dahulu.")
    try:
        item = attach_evidence(finding, upload=upload, by=request.user)
    except (NotOpen, Gone, Stale, UploadRefused) as error:
        return _answer(request, slug, kind, pk, refused=str(error))
    file = item.evidence_file
    more = {"name": file.name, "url": file.get_absolute_url()} if file else {}
    return _answer(request, slug, kind, pk, state="attached", **more)


def _to_change(request, slug, kind, pk):
    rows = kind_at(kind).model.objects.standing()
    return get_for(request.user, "analyses.change_finding", rows, masterplan__slug=slug, pk=pk)


def _answer(request, slug, kind, pk, *, refused="", **state):
    """What the script or the page needs to hear."""
    if answers.is_autosave(request):
        return answers.refused(refused) if refused else JsonResponse(state)
    if refused:
        messages.error(request, refused)
    return redirect(page_of(request, slug, KINDS[kind], pk))
