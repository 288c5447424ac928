"""Aims and strategies: a page for all of them, a form for each."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.indonesian import terbilang
from audit.models import Event
from masterplans.models import Masterplan
from masterplans.writing import PlanClosedError
from programs.aim_forms import AimForm
from programs.aims import StaleAim, add_aim, aims_of, change_aim, remove_aim, state_of
from programs.models import Aim
from programs.views.editing import CLOSED
from regions.access import get_for

STALE = (
    "{who} menyimpan sasaran ini ketika Anda masih mengisi, jadi isian Anda belum disimpan dan"
    " masih ada di bawah. Bandingkan; simpan lagi untuk memakai isian Anda."
)

GONE = (
    "{who} menghapus sasaran ini ketika Anda masih mengisi, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai sasaran baru."
)


def aims(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    groups = aims_of(masterplan)
    parts = [part for _, found in groups for part in found]
    ready = sum(part.is_ready for part in parts)
    context = {
        "masterplan": masterplan,
        "groups": groups,
        "ready": ready,
        "total": len(parts),
        "title": _request(len(parts) - ready),
        "far": f"{ready} dari {len(parts)} subdimensi punya sasaran dengan strategi",
        "may_change": request.user.has_perm("programs.change_aim", masterplan),
    }
    return render(request, "programs/aims.html", context)


def _request(without):
    if without:
        return f"{terbilang(without).capitalize()} subdimensi belum punya sasaran dengan strategi."
    return "Semua subdimensi punya sasaran dan strategi."


def add(request, slug):
    may = "programs.write_aim" if request.method == "POST" else "programs.change_aim"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    start = {"subdimension": request.GET.get("subdimensi", "")}
    form = AimForm(request.POST or None, masterplan=masterplan, initial=start)
    return _save(request, masterplan, form)


def edit(request, slug, pk):
    may = "programs.write_aim" if request.method == "POST" else "programs.change_aim"
    try:
        aim = get_for(request.user, may, Aim.objects, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, slug, pk)
    form = AimForm(request.POST or None, masterplan=aim.masterplan, aim=aim)
    return _save(request, aim.masterplan, form, aim)


@require_POST
def remove(request, slug, pk):
    aim = get_for(request.user, "programs.change_aim", Aim.objects, masterplan__slug=slug, pk=pk)
    try:
        remove_aim(aim, base=request.POST.get("base", ""), by=request.user)
    except StaleAim as clash:
        messages.error(request, f"{clash.who} baru saja mengubah sasaran ini; belum dihapus.")
        return redirect("programs:aim_edit", slug, pk)
    messages.success(request, "Sasaran dihapus.")
    return redirect("programs:aims", slug)


def _save(request, masterplan, form, aim=None):
    if request.method != "POST":
        return _show(request, masterplan, form, aim)
    if not form.is_valid():
        return _show(request, masterplan, form, aim, status=422)
    said = {name: form.cleaned_data[name] for name in ("subdimension", "text", "strategies")}
    try:
        if aim:
            change_aim(aim, **said, base=form.cleaned_data["base"], by=request.user)
        else:
            add_aim(masterplan, **said, by=request.user)
    except Aim.DoesNotExist:
        return _gone(request, masterplan.slug, aim.pk)
    except PlanClosedError:
        return _show(request, masterplan, form, aim, status=409, refused=CLOSED)
    except StaleAim as clash:
        form.take_base(state_of(clash.aim))
        refused = STALE.format(who=clash.who)
        return _show(request, masterplan, form, clash.aim, status=409, refused=refused, clash=clash)
    messages.success(request, "Sasaran disimpan.")
    return redirect("programs:aims", masterplan.slug)


def _show(request, masterplan, form, aim, *, status=200, refused="", clash=None):
    context = {
        "masterplan": masterplan,
        "form": form,
        "aim": aim,
        "refused": refused,
        "clash": clash,
        "state": state_of(aim) if aim else "",
    }
    return render(request, "programs/aim_form.html", context, status=status)


def _gone(request, slug, pk):
    """An aim that was removed while somebody filled its form: nothing typed is lost."""
    masterplan = get_for(request.user, "programs.write_aim", Masterplan.objects, slug=slug)
    removal = Event.objects.filter(
        verb="aim.removed", target_id=pk, region_code=masterplan.region.code
    ).first()
    if not removal:
        raise Http404
    form = AimForm(request.POST, masterplan=masterplan)
    refused = GONE.format(who=removal.actor_name)
    return _show(request, masterplan, form, None, status=409, refused=refused)
