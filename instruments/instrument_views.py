"""Pages of an officer of the ministry: the instruments, one of them, and the regions asked."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from instruments import opening
from instruments.forms import AskRegionsForm
from instruments.models import Instrument, Question
from instruments.totals import totals_under
from regions.access import get_for

PAGE = 60
MOVES = {
    "buka": (opening.open_instrument, "{} dibuka. Isinya tidak berubah lagi."),
    "tutup": (opening.close_instrument, "{} ditutup. Daerah yang sudah diundang tetap lanjut."),
    "rancangan": (opening.redraft_instrument, "{} menjadi rancangan lagi."),
}


def instruments(request):
    if not request.user.is_national:
        raise Http404
    found = Instrument.objects.annotate(
        of_questions=Count("components__questions", distinct=True),
        of_regions=Count("assessments", distinct=True),
    )
    return render(request, "instruments/instruments.html", {"instruments": found})


def instrument(request, pk):
    instrument = find_instrument(request, pk)
    components = instrument.components.prefetch_related(
        Prefetch("questions", Question.objects.select_related("component"))
    )
    questions = [one for component in components for one in component.questions.all()]
    assessments = instrument.assessments.select_related("region__parent").order_by("region__code")
    page = Paginator(assessments, PAGE).get_page(request.GET.get("halaman"))
    totals = totals_under(instrument, regions=[one.region_id for one in page])
    context = {
        "instrument": instrument,
        "components": list(components),
        "questions": questions,
        "gaps": opening.gaps_of(instrument) if instrument.is_draft else [],
        "page": page,
        "lines": [(one, totals[one.region_id]) for one in page],
    }
    return render(request, "instruments/instrument.html", context)


@require_POST
def copy(request, pk):
    """For the next year, or as a new version for the same one: the button says which."""
    is_same_year = request.POST.get("ke") == "versi"
    instrument = find_instrument(request, pk)
    made = opening.copy_instrument(instrument, by=request.user, is_same_year=is_same_year)
    messages.success(request, f"{made} disalin sebagai rancangan.")
    return redirect(made)


@require_POST
def move(request, pk):
    instrument = find_instrument(request, pk)
    step, said = MOVES.get(request.POST.get("ke", ""), (None, ""))
    if step is None:
        messages.info(request, "Pilih membuka, menutup, atau menjadikan rancangan.")
        return redirect(instrument)
    try:
        step(instrument, by=request.user)
        messages.success(request, said.format(instrument))
    except opening.InstrumentError as refusal:
        messages.error(request, str(refusal))
    return redirect(instrument)


def ask_regions(request, pk):
    instrument = find_instrument(request, pk)
    named = request.GET.get("daerah", "").replace(",", "\n")  # a list made elsewhere
    form = AskRegionsForm(request.POST or None, initial={"regions": named})
    if request.method == "POST" and form.is_valid():
        try:
            made = opening.open_assessments(instrument, by=request.user, **form.cleaned_data)
        except opening.InstrumentError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _asked(len(made), len(form.cleaned_data["regions"])))
            return redirect(instrument)
    context = {"instrument": instrument, "form": form}
    status = 422 if form.errors else 200
    return render(request, "instruments/ask_regions.html", context, status=status)


def _asked(made, named):
    words = f"{made} daerah diundang menjawab."
    return words if made == named else f"{words} {named - made} sudah diundang sebelumnya."


def find_instrument(request, pk):
    """An instrument for an officer; members of a region do not learn that there is one."""
    if not request.user.has_perm("instruments.manage_instrument"):
        raise Http404
    return get_for(request.user, "instruments.manage_instrument", Instrument.objects, pk=pk)
