"""A section: read it, write it, see who wrote what, choose between two texts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from masterplans import rich_text
from masterplans.actions import PlanClosedError, write_section
from masterplans.contents import asked_in
from masterplans.documents import SectionDocument
from masterplans.forms import JoinTextsForm, SectionForm
from masterplans.models import Section
from masterplans.uploads import attach
from masterplans.views.page import both_texts, show
from masterplans.views.saving import save_while_writing
from regions.access import get_for
from revisions import answers
from revisions.html_text import count_words
from revisions.saving import Denied, Stale, restore
from revisions.tokens import Token
from uploads.checking import UploadRefused

NOT_YOURS = (
    "Bagian ini tidak lagi ditugaskan kepada Anda, jadi tulisan belum disimpan. Tulisan Anda masih"
    " ada di bawah: salin lebih dahulu, lalu hubungi koordinator."
)
CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi tulisan belum disimpan. Tulisan Anda masih ada di"
    " bawah: salin lebih dahulu. Koordinator dapat menariknya kembali untuk ditulis."
)


def section(request, slug, pk):
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    if answers.is_autosave(request):
        return save_while_writing(request, section)
    if request.method == "POST":
        return _save(request, section)
    if request.user.has_perm("masterplans.change_section", section):
        return _editor(request, section, SectionForm(section=section))
    return _editor(request, section, None)


def _save(request, section):
    form = SectionForm(request.POST, request.FILES, section=section)
    if not form.is_valid():
        return _editor(request, section, form)
    try:
        html = form.cleaned_data["body"] + _picture(form, section, by=request.user)
        write_section(section, html=html, token=form.cleaned_data["token"], by=request.user)
    except UploadRefused as refusal:
        form.add_error("picture", str(refusal))
        return _editor(request, section, form)
    except Denied:
        return _editor(request, section, form, status=403, kept=NOT_YOURS)
    except PlanClosedError:
        return _editor(request, section, form, status=409, kept=CLOSED)
    except Stale as clash:
        return _conflict(request, section, clash)
    messages.success(request, "Gambar ditambahkan." if form.adds_picture else "Bagian disimpan.")
    return redirect(section)


def _picture(form, section, *, by):
    """The picture that was sent along, at the end of the text; Simpul stores it first."""
    if not form.adds_picture:
        return ""
    alt = form.cleaned_data["picture_alt"]
    picture = form.cleaned_data["picture"]
    stored = attach(section.masterplan, upload=picture, alt=alt, by=by, pictures_only=True)
    return rich_text.figure(stored, alt)


def _editor(request, section, form, *, status=200, kept=""):
    words = count_words(section.body)
    context = {
        "section": section,
        "form": form,
        "media": form.media.with_nonce(request.csp_nonce) if form else "",
        "kept": kept,
        "words": words,
        "revisions": section.revisions.count(),
        "may_assign": request.user.has_perm("masterplans.assign_section", section),
        "ask": asked_in(section, may_write=form is not None and not kept, words=words),
    }
    return show(request, "masterplans/section.html", section.masterplan, context, status)


def _conflict(request, section, clash):
    merged = JoinTextsForm(
        section=section,
        initial={"body": clash.mine["body"], "token": clash.token()},
    )
    context = {
        "section": section,
        **both_texts(clash),
        "token": clash.token(),
        "form": merged,
        "media": merged.media.with_nonce(request.csp_nonce),
    }
    return show(request, "masterplans/conflict.html", section.masterplan, context, 409)


@require_POST
def keep(request, slug, pk, revision):
    """Make the text of a revision the current one, or let the current one stand."""
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    if not request.user.has_perm("masterplans.write_section", section):
        raise PermissionDenied
    chosen = get_object_or_404(section.revisions, pk=revision)
    if request.POST.get("keep") == "theirs":
        messages.success(request, "Tulisan yang ada dipakai. Tulisan Anda tetap ada di riwayat.")
        return redirect(section)
    token = request.POST.get("token") or section.revision_number
    try:
        restore(SectionDocument(section), chosen, token=Token.read(str(token)), by=request.user)
    except PlanClosedError as refusal:
        messages.error(request, f"{refusal} Tulisan tetap ada di riwayat.")
    except Stale as clash:
        return _conflict(request, section, clash)
    else:
        messages.success(request, "Tulisan itu dipakai. Yang sebelumnya tetap ada di riwayat.")
    return redirect(section)
