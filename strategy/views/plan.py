"""What a masterplan stands on: title and years, vision, alignment, teams."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from masterplans.documents import PlanClosedError, unsaved_texts_url
from masterplans.models import Masterplan
from masterplans.views.page import show
from regions.access import get_for
from regions.rules import is_lead
from revisions import answers
from revisions.pages import History, restore_chosen
from revisions.saving import Stale
from strategy import forms
from strategy.documents import ALIGNMENT, IDENTITY, TEAMS, VISION
from strategy.team_forms import TeamsForm

PAGES = {
    IDENTITY: ("Pokok masterplan", "strategy:identity"),
    VISION: ("Visi dan misi", "strategy:vision"),
    ALIGNMENT: ("Keselarasan", "strategy:alignment"),
    TEAMS: ("Ketua pokja", "strategy:teams"),
}
PARTS = {
    IDENTITY: forms.IdentityForm,
    VISION: forms.VisionForm,
    ALIGNMENT: forms.AlignmentForm,
    TEAMS: TeamsForm,
}
CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan. Isian Anda masih ada di"
    " bawah: salin lebih dahulu."
)
CLOSED_NOW = "masterplan ini tidak sedang ditulis. Salin tulisan Anda lebih dahulu."
NOT_YOURS = "halaman ini diubah oleh koordinator. Salin tulisan Anda lebih dahulu."
NO_LEAD = (
    "Halaman ini diubah oleh koordinator, jadi belum ada yang disimpan. Isian Anda disimpan di"
    " riwayat halaman ini dan masih ada di bawah."
)
STALE = (
    "{who} menyimpan halaman ini ketika Anda masih mengisi, dan mengubah isian yang sama. Isian"
    " Anda masih ada di bawah. Bandingkan dengan yang tersimpan; simpan lagi untuk memakai isian"
    " Anda."
)


def identity(request, slug):
    return _page(request, slug, forms.IdentityForm, "strategy/identity.html")


def vision(request, slug):
    return _page(request, slug, forms.VisionForm, "strategy/vision.html")


def alignment(request, slug):
    return _page(request, slug, forms.AlignmentForm, "strategy/alignment.html")


def teams(request, slug):
    return _page(request, slug, TeamsForm, "strategy/teams.html")


def history(request, slug, part):
    """What was written on one of these pages, by whom and when; the newest first."""
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    if part not in PARTS:
        raise Http404
    document, (title, page) = PARTS[part].document_class(masterplan), PAGES[part]
    if request.method == "POST":
        restore_chosen(request, document)
        return redirect(request.path)
    context = {
        "history": History(document, request.GET, user=request.user),
        "may_restore": request.user.has_perm("masterplans.change_masterplan", masterplan),
        "title": title,
        "page_url": reverse(page, args=[slug]),
    }
    return show(request, "strategy/part_history.html", masterplan, context)


def _page(request, slug, form_class, template):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    if request.method != "POST":
        return _show(request, masterplan, template, form_class(masterplan=masterplan))
    form = form_class(request.POST, masterplan=masterplan)
    if answers.is_autosave(request):
        return _while_writing(request, form)
    if not is_lead(request.user, masterplan):
        form.is_valid()
        form.keep_denied(by=request.user)
        return _refused(request, masterplan, template, form, NO_LEAD, status=403)
    if form.adds_row or not form.is_valid():
        return _show(request, masterplan, template, form)
    try:
        form.save(by=request.user)
    except PlanClosedError:
        return _refused(request, masterplan, template, form, CLOSED)
    except Stale as clash:
        form.take_token(clash.token())
        return _refused(request, masterplan, template, form, STALE.format(who=clash.who), clash)
    except ValidationError as refusal:
        return _refused(request, masterplan, template, form, " ".join(refusal.messages))
    messages.success(request, "Perubahan disimpan.")
    return redirect(request.path)


def _while_writing(request, form):
    """Answer the script of a page that saves itself; one wrong box does not hold up the others."""
    form.is_valid()
    masterplan = form.masterplan
    if not is_lead(request.user, masterplan):
        form.keep_denied(by=request.user)
        return answers.refused(NOT_YOURS, url=unsaved_texts_url(masterplan))
    try:
        saved = form.save(by=request.user, autosave=True)
    except PlanClosedError as refusal:
        return answers.refused(CLOSED_NOW, url=unsaved_texts_url(masterplan, refusal))
    except ValidationError as refusal:
        return answers.invalid(
            {name: " ".join(texts) for name, texts in refusal.message_dict.items()}
        )
    except Stale as clash:
        return answers.conflict(clash, values=None)
    return answers.saved(token=saved.token(saved.joined), messages=form.messages())


def _refused(request, masterplan, template, form, sentence, clash=None, status=409):
    stored = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
    return _show(request, stored, template, form, status=status, refused=sentence, clash=clash)


def _show(request, masterplan, template, form, *, status=200, refused="", clash=None):
    may_change = request.user.has_perm("masterplans.change_masterplan", masterplan)
    context = {
        "form": form,
        "may_change": may_change,
        "shows_form": may_change or bool(refused),
        "refused": refused,
        "shows_stored": clash is not None or not may_change,
        "history_url": reverse("strategy:part_history", args=[masterplan.slug, form.kind]),
    }
    return show(request, template, masterplan, context, status)
