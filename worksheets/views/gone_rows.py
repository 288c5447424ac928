"""A row that was removed or merged while somebody filled it: nothing typed is lost."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string

from analyses.actions import save_finding
from analyses.documents import FindingDocument, MergedAway
from analyses.parts import part_of
from revisions import answers
from revisions.history import removal_of
from revisions.saving import SOMEBODY, Gone, NotOpen
from revisions.tokens import Token
from worksheets.forms import form_of
from worksheets.views.row_form import show
from worksheets.views.row_script import AS_NEW, by_script

GONE = (
    "{who} {did} isian ini ketika Anda masih menulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai isian baru."
)


def gone(request, masterplan, kind, pk):
    """A row that was removed or merged while somebody filled it: nothing typed is lost."""
    document = FindingDocument(masterplan, kind, key=pk)
    merged = kind.model.objects.filter(masterplan=masterplan, pk=pk).exclude(merged_into=None)
    merged = merged.select_related("merged_into").first()
    removal = removal_of(document)
    if not merged and not removal:
        raise Http404
    if not request.user.has_perm("analyses.enter_finding", masterplan):
        raise PermissionDenied
    form = _form_as_new(request, masterplan, kind, pk, merged, removal)
    is_sent_again = answers.is_autosave(request) and request.POST.get("base") == AS_NEW
    if is_sent_again:
        return by_script(request, masterplan, kind, form)
    refusal = _keep_what_was_typed(request, masterplan, kind, pk, form)
    did = "menggabungkan" if isinstance(refusal, MergedAway) else "menghapus"
    if not answers.is_autosave(request):
        refused = GONE.format(who=refusal.who, did=did)
        return show(request, masterplan, kind, form, status=409, refused=refused)
    page = {"who": refusal.who, "did": did, "into": getattr(refusal, "into", None)}
    html = render_to_string("worksheets/_gone.html", page)
    return answers.stale(who=refusal.who, token=AS_NEW, html=html)


def _form_as_new(request, masterplan, kind, pk, merged, removal):
    """What was sent as the form of a new row, with what the heading of the grid said: it is not
    sent with each row."""
    data = request.POST.copy()
    for name in ("agency", *kind.fixed):
        value = part_of(merged, name) if merged else removal.parts.get(name)
        data.setdefault(name, "" if value is None else value)
    data["base"] = ""
    # The same form sent twice makes one new row.
    data["form_key"] = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{kind.slug}/{pk}/{request.user.pk}"))
    files = request.FILES or None
    return form_of(kind)(data, files, masterplan=masterplan, user=request.user)


def _keep_what_was_typed(request, masterplan, kind, pk, form):
    """The refusal of the verb, which keeps what was typed into a row that is not there."""
    form.is_valid()
    parts = {name: value for name, value in form.wanted().items() if name in request.POST}
    token = Token.read(request.POST.get("base"))
    try:
        save_finding(masterplan, kind, parts, key=pk, token=token, by=request.user)
    except (Gone, NotOpen) as refusal:
        return refusal
    return Gone(SOMEBODY)
