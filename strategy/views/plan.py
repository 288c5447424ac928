"""What a masterplan stands on: title and years, vision, alignment, teams."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from masterplans.views.page import show
from regions.access import get_for
from regions.rules import is_lead
from revisions import answers
from strategy import forms
from strategy.display import differing, steps
from strategy.plan_settings import (
    ALIGNMENT,
    IDENTITY,
    TEAMS,
    VISION,
    StalePartError,
    TakenError,
    keep_refused,
    revisions_of_part,
)

MOST_SHOWN = 100
PARTS = {
    IDENTITY: ("Pokok masterplan", "strategy:identity"),
    VISION: ("Visi dan misi", "strategy:vision"),
    ALIGNMENT: ("Keselarasan", "strategy:alignment"),
    TEAMS: ("Ketua pokja", "strategy:teams"),
}
CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan. Isian Anda masih ada di"
    " bawah: salin lebih dahulu."
)
CLOSED_NOW = "masterplan ini tidak sedang ditulis. Salin tulisan Anda lebih dahulu."
NOT_YOURS = "halaman ini diubah oleh koordinator. Salin tulisan Anda lebih dahulu."
STALE = (
    "{who} menyimpan halaman ini ketika Anda masih mengisi, jadi isian Anda belum disimpan dan"
    " masih ada di bawah. Bandingkan dengan yang tersimpan; simpan lagi untuk memakai isian Anda."
)


def identity(request, slug):
    return _page(request, slug, forms.IdentityForm, "strategy/identity.html")


def vision(request, slug):
    return _page(request, slug, forms.VisionForm, "strategy/vision.html")


def alignment(request, slug):
    return _page(request, slug, forms.AlignmentForm, "strategy/alignment.html")


def teams(request, slug):
    return _page(request, slug, forms.TeamsForm, "strategy/teams.html")


def history(request, slug, part):
    """What was written on one of these pages, by whom and when; the newest first."""
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    if part not in PARTS:
        raise Http404
    revisions = revisions_of_part(masterplan, part)[:MOST_SHOWN]
    title, page = PARTS[part]
    context = {
        "steps": steps(list(revisions)),
        "title": title,
        "page_url": reverse(page, args=[slug]),
    }
    return show(request, "strategy/part_history.html", masterplan, context)


def _page(request, slug, form_class, template):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    if request.method != "POST":
        return _show(request, masterplan, template, form_class(masterplan=masterplan))
    form = form_class(request.POST, masterplan=masterplan)
    if answers.asked(request):
        return _while_writing(request, form)
    if not is_lead(request.user, masterplan):
        raise PermissionDenied
    if form.adds_row or not form.is_valid():
        return _show(request, masterplan, template, form)
    try:
        form.save(by=request.user)
    except PlanClosedError:
        return _refused(request, masterplan, template, form, CLOSED)
    except StalePartError as clash:
        keep_refused(masterplan, form.kind, clash, by=request.user)
        form.take_base(clash.base)
        return _refused(request, masterplan, template, form, STALE.format(who=clash.who), clash)
    except TakenError as refusal:
        return _refused(request, masterplan, template, form, str(refusal))
    messages.success(request, "Perubahan disimpan.")
    return redirect(request.path)


def _while_writing(request, form):
    """Answer the script of a page that saves itself."""
    if not is_lead(request.user, form.masterplan):
        return answers.refused(NOT_YOURS)
    if not form.can_be_kept():
        return answers.invalid(form.messages())
    try:
        written = form.save(by=request.user, goes_on=True)
    except PlanClosedError:
        return answers.refused(CLOSED_NOW)
    except TakenError as refusal:
        return answers.invalid({"first_year": str(refusal)})
    except StalePartError as clash:
        keep_refused(form.masterplan, form.kind, clash, by=request.user)
        rows = differing(form.kind, clash.fields, clash.mine, clash.now)
        return answers.clash(who=clash.who, base=clash.base, rows=rows)
    return answers.saved(base=written.base, messages=form.messages())


def _refused(request, masterplan, template, form, sentence, clash=None):
    stored = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
    return _show(request, stored, template, form, status=409, refused=sentence, clash=clash)


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
