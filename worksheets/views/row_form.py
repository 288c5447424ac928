"""The form of one row, and the page around it: what the views of rows share."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from analyses.actions import save_finding
from analyses.documents import FindingDocument
from analyses.kinds import KINDS, RowKind
from revisions import answers
from worksheets.forms import form_of

NARROWING = ("perangkat", "bagian", "dimensi")
COPY_IT = " Salin isian Anda lebih dahulu."


def kind_at(slug) -> RowKind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def form_sent(request, masterplan, kind, finding=None):
    """The form that was sent, of a row or for a new one."""
    files = request.FILES or None
    return form_of(kind)(
        request.POST, files, instance=finding, masterplan=masterplan, user=request.user
    )


def form_of_row(request, kind, finding):
    """The form of a row as it stands there now."""
    token = FindingDocument(finding.masterplan, kind, finding=finding).token()
    return form_of(kind)(
        instance=finding,
        masterplan=finding.masterplan,
        user=request.user,
        initial={"base": token},
    )


def may_write(request, masterplan, form):
    """Asked before the form fills its row: who may not is refused by the verb, which keeps it."""
    if form.instance.pk:
        return request.user.has_perm("analyses.change_finding", form.instance)
    return request.user.has_perm("analyses.add_finding", masterplan)


def write(request, masterplan, kind, form, *, parts=None):
    """The verb, with what the form holds. Raises as it does."""
    return save_finding(
        masterplan,
        kind,
        form.wanted() if parts is None else parts,
        key=form.instance.pk,
        form_key=form.cleaned_data.get("form_key"),
        token=form.cleaned_data["base"],
        by=request.user,
        autosave=answers.is_autosave(request),
    )


def show(request, masterplan, kind, form, *, status=200, refused="", both=(), who=""):
    context = {
        "form": form,
        "kind": kind,
        "masterplan": masterplan,
        "refused": refused,
        "both": both,
        "who": who,
    }
    return render(request, "worksheets/form.html", context, status=status)


def page_of(request, slug, kind, pk=None):
    """The worksheet, as it was narrowed, at the row."""
    address = reverse(f"worksheets:{kind.url_name}", args=[slug])
    narrowed = {name: request.GET[name] for name in NARROWING if name in request.GET}
    query = f"?{urlencode(narrowed)}" if narrowed else ""
    return f"{address}{query}{f'#b-{pk}' if pk and 'row' in request.POST else ''}"


def kept_or_copy(refusal, sentence):
    return sentence if refusal.kept else COPY_IT
