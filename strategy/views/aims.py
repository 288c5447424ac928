"""Aims and strategies: one page on which all of them are written in place."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from audit.models import Event
from dimensions.models import SubDimension
from indonesian import terbilang
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from masterplans.row_comparison import History
from masterplans.row_history import revisions_of
from regions.access import get_for
from revisions import answers
from strategy.aim_forms import AimChoices, AimForm
from strategy.aims import (
    KIND,
    LABELS,
    StaleAim,
    add_aim,
    aims_of,
    change_aim,
    in_words,
    keep_refused,
    move_aim,
    remove_aim,
    said_of,
    state_of,
)
from strategy.models import Aim
from strategy.views.plan import CLOSED

STALE = (
    "{who} menyimpan sasaran ini ketika Anda masih mengisi, jadi isian Anda belum disimpan dan"
    " masih ada di bawah. Bandingkan; simpan lagi untuk memakai isian Anda."
)
GONE = (
    "{who} menghapus sasaran ini ketika Anda masih mengisi, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai sasaran baru."
)
GONE_NOW = "{who} menghapus sasaran ini. Salin tulisan Anda ke sasaran baru."
CLOSED_NOW = "masterplan ini tidak sedang ditulis. Salin tulisan Anda lebih dahulu."


@dataclass
class Place:
    """A sub-dimension on the page: its aims, each with its form, and the form of the next one."""

    subdimension: SubDimension
    is_ready: bool
    aims: list[tuple[Aim, AimForm | None]]
    blank: AimForm | None = None
    is_open: bool = False  # shows the form of the next one also without script


def aims(request, slug):
    masterplan = get_for(request.user, "strategy.view_aim", Masterplan.objects, slug=slug)
    may_change = request.user.has_perm("strategy.change_aim", masterplan)
    groups = _places(request, masterplan, may_change)
    places = [place for _, found in groups for place in found]
    ready = sum(place.is_ready for place in places)
    context = {
        "masterplan": masterplan,
        "groups": groups,
        "ready": ready,
        "total": len(places),
        "title": _request(len(places) - ready),
        "far": f"{ready} dari {len(places)} subdimensi punya sasaran dengan strategi",
        "may_change": may_change,
    }
    return render(request, "strategy/aims.html", context)


def _places(request, masterplan, may_change):
    choices = AimChoices.of(masterplan) if may_change else None
    opened = request.GET.get("baru", "")

    def form(aim=None, sub=None):
        if not may_change:
            return None
        initial = {"subdimension": sub.pk} if sub else {}
        prefix = f"sasaran-{aim.pk}-%s" if aim else f"baru-{sub.pk}-%s"
        more = {"aim": aim, "choices": choices, "initial": initial, "auto_id": prefix}
        return AimForm(masterplan=masterplan, **more)

    return [
        (
            dimension,
            [
                Place(
                    part.subdimension,
                    part.is_ready,
                    [(aim, form(aim)) for aim in part.aims],
                    form(sub=part.subdimension),
                    opened == str(part.subdimension.pk),
                )
                for part in parts
            ],
        )
        for dimension, parts in aims_of(masterplan)
    ]


def _request(without):
    if without:
        return f"{terbilang(without).capitalize()} subdimensi belum punya sasaran dengan strategi."
    return "Semua subdimensi punya sasaran dan strategi."


def add(request, slug):
    may = "strategy.write_aim" if request.method == "POST" else "strategy.change_aim"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    start = {"subdimension": request.GET.get("subdimensi", "")}
    form = AimForm(request.POST or None, masterplan=masterplan, initial=start)
    return _save(request, masterplan, form)


def edit(request, slug, pk):
    may = "strategy.write_aim" if request.method == "POST" else "strategy.change_aim"
    try:
        aim = get_for(request.user, may, Aim.objects, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, slug, pk)
    form = AimForm(request.POST or None, masterplan=aim.masterplan, aim=aim)
    return _save(request, aim.masterplan, form, aim)


def history(request, slug, pk):
    aim = get_for(request.user, "strategy.view_aim", Aim.objects, masterplan__slug=slug, pk=pk)
    context = {
        "masterplan": aim.masterplan,
        "aim": aim,
        "aim_url": _address(aim),
        "history": History(revisions_of(aim, kind=KIND), request.GET),
    }
    return render(request, "strategy/aim_history.html", context)


@require_POST
def remove(request, slug, pk):
    aim = get_for(request.user, "strategy.change_aim", Aim.objects, masterplan__slug=slug, pk=pk)
    try:
        remove_aim(aim, base=request.POST.get("base", ""), by=request.user)
    except StaleAim as clash:
        messages.error(request, f"{clash.who} baru saja mengubah sasaran ini; belum dihapus.")
        return redirect(_address(aim))
    messages.success(request, "Sasaran dihapus. Tulisannya tetap ada di riwayat.")
    return redirect(f"{reverse('strategy:aims', args=[slug])}#s-{aim.subdimension_id}")


def _save(request, masterplan, form, aim=None):
    if request.method != "POST":
        return _show(request, masterplan, form, aim)
    if answers.asked(request):
        return _while_writing(request, masterplan, form, aim)
    if not form.is_valid():
        return _show(request, masterplan, form, aim, status=422)
    try:
        aim, _ = _written(request, masterplan, form, aim)
        _moved(request, aim)
    except Aim.DoesNotExist:
        return _gone(request, masterplan.slug, aim.pk)
    except PlanClosedError:
        return _show(request, masterplan, form, aim, status=409, refused=CLOSED)
    except StaleAim as clash:
        keep_refused(clash, by=request.user)
        form.take_base(clash.base)
        refused = STALE.format(who=clash.who)
        return _show(request, masterplan, form, clash.aim, status=409, refused=refused, clash=clash)
    messages.success(request, "Sasaran disimpan.")
    return redirect(_address(aim))


def _while_writing(request, masterplan, form, aim):
    """Answer the script of a form that saves itself."""
    if not form.is_valid():
        return answers.invalid(answers.messages_of(form))
    try:
        aim, base = _written(request, masterplan, form, aim)
    except Aim.DoesNotExist:
        return _gone(request, masterplan.slug, aim.pk)
    except PlanClosedError:
        return answers.refused(CLOSED_NOW)
    except StaleAim as clash:
        keep_refused(clash, by=request.user)
        return _clash(clash)
    address = reverse("strategy:aim_edit", args=[masterplan.slug, aim.pk])
    return answers.saved(base=base, url=address)


def _written(request, masterplan, form, aim):
    if aim:
        return change_aim(aim, **form.said(), base=form.cleaned_data["base"], by=request.user)
    key = form.cleaned_data["form_key"]
    aim = add_aim(masterplan, **form.said(), form_key=key, by=request.user)
    return aim, state_of(aim)


def _moved(request, aim):
    for name, step in (("naik", -1), ("turun", 1)):
        if name in request.POST:
            move_aim(aim, step, by=request.user)


def _clash(clash):
    now, labels = said_of(clash.aim), {LABELS[name] for name in clash.fields}
    pairs = zip(in_words(clash.mine), in_words(now), strict=True)
    rows = [(label, mine, theirs) for (label, mine), (_, theirs) in pairs if label in labels]
    texts = now | {"strategies": "\n".join(now["strategies"])}
    values = {name: "" if texts[name] is None else str(texts[name]) for name in clash.fields}
    return answers.clash(who=clash.who, base=clash.base, rows=rows, values=values)


def _address(aim):
    return f"{reverse('strategy:aims', args=[aim.masterplan.slug])}#sasaran-{aim.pk}"


def _show(request, masterplan, form, aim, *, status=200, refused="", clash=None):
    context = {
        "masterplan": masterplan,
        "form": form,
        "aim": aim,
        "refused": refused,
        "clash": clash,
        "state": state_of(aim) if aim else "",
    }
    return render(request, "strategy/aim_form.html", context, status=status)


def _gone(request, slug, pk):
    """An aim that was removed while somebody filled its form: nothing typed is lost."""
    masterplan = get_for(request.user, "strategy.write_aim", Masterplan.objects, slug=slug)
    removal = Event.objects.filter(
        verb="aim.removed", target_id=pk, region_code=masterplan.region.code
    ).first()
    if not removal:
        raise Http404
    if answers.asked(request):
        return answers.refused(GONE_NOW.format(who=removal.actor_name))
    form = AimForm(request.POST, masterplan=masterplan)
    refused = GONE.format(who=removal.actor_name)
    return _show(request, masterplan, form, None, status=409, refused=refused)
