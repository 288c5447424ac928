"""The page on which programs are entered one after another, five boxes each."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from portfolio.quick import entered_lately
from portfolio.quick_forms import FIVE, QuickForm
from programs.completeness import lacks, minutes_in_words
from programs.views import saving
from programs.views.editing import CLOSED, TOO_LATE_FOR_NEW
from regions.access import get_for
from revisions import answers
from revisions.saving import Stale

STALE = (
    "{who} mengubah program ini ketika Anda masih mengisi. Tulisan Anda ada di riwayat program;"
    " buka programnya untuk membandingkan."
)


def quick(request, slug):
    may = "programs.enter_program" if request.method == "POST" else "programs.add_program"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    form = QuickForm(
        request.POST or None, masterplan=masterplan, user=request.user, asked=request.GET
    )
    if request.method != "POST":
        return _show(request, form)
    if not form.is_valid():
        return _waits(form) if answers.is_autosave(request) else _show(request, form, 422)
    return _save(request, form)


def _save(request, form):
    autosave = answers.is_autosave(request)
    try:
        saved = form.save(by=request.user, autosave=autosave)
    except PlanClosedError:
        refused = TOO_LATE_FOR_NEW if autosave else CLOSED
        return answers.refused(refused) if autosave else _show(request, form, 409, refused)
    except Stale as clash:
        refused = STALE.format(who=clash.who)
        return answers.refused(refused) if autosave else _show(request, form, 409, refused)
    if autosave:
        return answers.saved(token=saved.token(set()))
    program = saved.document.program
    messages.success(request, f"Program {program} disimpan.")
    if "selesai" in request.POST:
        return redirect(program)
    address = reverse("portfolio:quick", args=[program.masterplan.slug])
    return redirect(f"{address}?{urlencode(form.for_the_next())}")


def _waits(form) -> JsonResponse:
    """An empty box is not blamed while somebody is still on her way to it."""
    wrong = {
        name: sentence
        for name, sentence in answers.messages_of(form).items()
        if form.data.get(name)
    }
    return answers.invalid(wrong or {"": saving.WAITS})


def _show(request, form, status=200, refused=""):
    entered = entered_lately(form.masterplan, request.user)
    lately = [(program, lacks(program)) for program in entered]
    context = {
        "masterplan": form.masterplan,
        "form": form,
        "fields": [form[name] for name in FIVE],
        "refused": refused,
        "lately": [(program, found, minutes_in_words(found)) for program, found in lately],
    }
    return render(request, "portfolio/quick.html", context, status=status)
