"""Pages of what a masterplan was enacted by."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from enactments import actions
from enactments.forms import RecordForm
from enactments.models import Enactment, enactable
from masterplans.models import Masterplan
from regions.access import get_for
from uploads.file_views import file_response


def enactments(request, slug):
    """The editions of a plan, each with the regulations that enact it."""
    plan = get_for(request.user, "enactments.view_enactment", Masterplan.objects, slug=slug)
    found = list(Enactment.objects.of(plan))
    editions = list(enactable(plan))
    for edition in editions:
        edition.enacted_by = [one for one in found if one.edition_id == edition.pk]
    newest = editions[0] if editions else None
    context = {
        "masterplan": plan,
        "editions": editions,
        "newest": newest,
        "is_missing": newest is not None and not newest.enacted_by,
        "may_change": request.user.has_perm("enactments.change_enactment", plan),
    }
    return render(request, "enactments/list.html", context)


def add(request, slug, number):
    """Record a regulation for one edition."""
    plan = get_for(request.user, "enactments.change_enactment", Masterplan.objects, slug=slug)
    edition = get_object_or_404(enactable(plan), number=number)
    form = RecordForm(request.POST or None, request.FILES or None, edition=edition)
    if request.method == "POST" and form.is_valid():
        step = _try(form, actions.record_enactment, edition, by=request.user)
        if step:
            messages.success(request, f"{step} dicatat.")
            return redirect(step)
    context = {"form": form, "masterplan": plan, "edition": edition}
    return render(request, "enactments/form.html", context, status=422 if form.errors else 200)


def edit(request, slug, pk):
    enactment = _enactment(request, "change", slug, pk)
    form = RecordForm(
        request.POST or None,
        request.FILES or None,
        edition=enactment.edition,
        enactment=enactment,
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and _try(form, actions.change_enactment, enactment, by=request.user):
        messages.success(request, "Penetapan disimpan.")
        return redirect(enactment)
    context = {"form": form, "masterplan": enactment.masterplan, "enactment": enactment}
    return render(request, "enactments/form.html", context, status=422 if form.errors else 200)


def remove(request, slug, pk):
    """Asks first; then takes back what was recorded wrongly."""
    enactment = _enactment(request, "change", slug, pk)
    if request.method == "POST":
        actions.remove_enactment(enactment, by=request.user)
        messages.success(request, f"{enactment} dihapus dari catatan.")
        return redirect("enactments:list", slug)
    context = {"masterplan": enactment.masterplan, "enactment": enactment}
    return render(request, "enactments/remove.html", context)


def scan(request, slug, pk):
    enactment = _enactment(request, "view", slug, pk)
    if not enactment.file:
        raise Http404("Penetapan ini belum punya salinan.")
    return file_response(enactment)


def _enactment(request, may, slug, pk):
    return get_for(
        request.user,
        f"enactments.{may}_enactment",
        Enactment.objects,
        edition__masterplan__slug=slug,
        pk=pk,
    )


def _try(form, verb, subject, **more):
    """What the verb made; None when it was refused, and then the form says why."""
    try:
        return verb(subject, **form.cleaned_data, **more)
    except actions.EnactmentError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None
