"""One row: added or changed; by its own page, by the grid's buttons, by the script.

The same view answers all three. The script is answered as revisions/answers.py says; a page is
answered with a page. In both nothing typed is lost.
"""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse

from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from masterplans.uploads import attach
from regions.access import get_for
from revisions import answers
from revisions.diff import marked_rows
from revisions.saving import Denied, Gone, NotOpen, Stale
from uploads.checking import UploadRefused
from worksheets.forms import form_of
from worksheets.views.gone_rows import gone
from worksheets.views.row_form import (
    form_of_row,
    form_sent,
    kept_or_copy,
    kind_at,
    may_write,
    page_of,
    show,
    write,
)
from worksheets.views.row_script import by_script

STARTS = ("dimension", "subdimension", "head", "kind", "form", "year", "agency")
KEPT = " Isian Anda disimpan untuk Anda, dan masih ada di bawah."
CLOSED = "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan."
DENIED = "Isian ini tidak lagi ditugaskan kepada Anda, jadi belum ada yang disimpan."
STALE = (
    "{who} menyimpan isian yang sama ketika Anda masih menulis. Yang lain sudah disimpan. Kedua"
    " isian ada di riwayat. Bandingkan; simpan lagi untuk memakai isian Anda."
)


def add(request, slug, kind):
    kind = kind_at(kind)
    if request.method != "POST":
        masterplan = get_for(request.user, "analyses.add_finding", Masterplan.objects, slug=slug)
        start = {name: request.GET[name] for name in STARTS if name in request.GET}
        form = form_of(kind)(masterplan=masterplan, user=request.user, initial=start)
        return show(request, masterplan, kind, form)
    masterplan = get_for(request.user, "analyses.enter_finding", Masterplan.objects, slug=slug)
    return _save(request, masterplan, kind, form_sent(request, masterplan, kind))


def edit(request, slug, kind, pk):
    kind = kind_at(kind)
    rows = kind.model.objects.standing()
    if request.method != "POST":
        may = "analyses.change_finding"
        finding = get_for(request.user, may, rows, masterplan__slug=slug, pk=pk)
        form = form_of_row(request, kind, finding)
        return show(request, finding.masterplan, kind, form)
    # Whether it is hers to write the verb says: what she typed is kept when it is not any more.
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    finding = rows.filter(masterplan=masterplan, pk=pk).first()
    if finding is None:
        return gone(request, masterplan, kind, pk)
    finding.masterplan = masterplan
    return _save(request, masterplan, kind, form_sent(request, masterplan, kind, finding))


def _save(request, masterplan, kind, form):
    """Save one row, or show its form again with what was typed."""
    answer = by_script if answers.is_autosave(request) else _by_page
    may = may_write(request, masterplan, form)
    try:
        return answer(request, masterplan, kind, form, may=may)
    except Gone:
        return gone(request, masterplan, kind, form.instance.pk)


def _by_page(request, masterplan, kind, form, *, may):
    if not form.is_valid() and may:
        return show(request, masterplan, kind, form, status=422)
    try:
        saved = write(request, masterplan, kind, form, parts=_with_file(request, form))
    except UploadRefused as refusal:
        form.add_error("evidence_upload", str(refusal))
        return show(request, masterplan, kind, form, status=422)
    except ValidationError as problem:
        form.tell({name: " ".join(words) for name, words in problem.message_dict.items()})
        return show(request, masterplan, kind, form, status=422)
    except NotOpen as refusal:
        refused = CLOSED + kept_or_copy(refusal, KEPT)
        return show(request, masterplan, kind, form, status=409, refused=refused)
    except Denied as refusal:
        refused = DENIED + kept_or_copy(refusal, KEPT)
        return show(request, masterplan, kind, form, status=403, refused=refused)
    except Stale as clash:
        return _ask(request, masterplan, kind, form, clash)
    messages.success(request, f"{kind.one_capitalised} disimpan.")
    if "again" in request.POST:
        start = urlencode(form.to_keep())
        return redirect(f"{reverse('worksheets:add', args=[masterplan.slug, kind.slug])}?{start}")
    return redirect(page_of(request, masterplan.slug, kind, saved.document.key))


def _with_file(request, form):
    """What the form holds, with the key of a file that came along. Raises UploadRefused."""
    parts = form.wanted()
    if upload := form.cleaned_data.get("evidence_upload"):
        try:
            file = attach(form.masterplan, upload=upload, alt="", by=request.user)
        except PlanClosedError:
            return parts  # the verb says so as well, and keeps what was typed
        parts["evidence_file"] = file.pk
    return parts


def _ask(request, masterplan, kind, form, clash):
    """Both texts of the boxes that clash; all else is saved."""
    form.take_token(clash.token(delivered=set()))
    both = marked_rows(clash.differences())
    refused = STALE.format(who=clash.who)
    return show(
        request, masterplan, kind, form, status=409, refused=refused, both=both, who=clash.who
    )
