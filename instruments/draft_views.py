"""The pages on which an officer writes a draft: its name, its components, its questions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from instruments import drafting
from instruments.forms import InstrumentComponentForm, InstrumentForm, QuestionForm
from instruments.instrument_views import find_instrument
from instruments.models import Question
from instruments.opening import InstrumentError


def edit(request, pk):
    instrument = find_instrument(request, pk)
    return _write(request, instrument, instrument, InstrumentForm)


def component(request, pk, component):
    instrument = find_instrument(request, pk)
    row = get_object_or_404(instrument.components, pk=component)
    return _write_or_remove(request, instrument, row, InstrumentComponentForm)


def component_add(request, pk):
    instrument = find_instrument(request, pk)
    row = drafting.new_component(instrument)
    return _write(request, instrument, row, InstrumentComponentForm)


def question_add(request, pk, component):
    instrument = find_instrument(request, pk)
    component = get_object_or_404(instrument.components, pk=component)
    return _write(request, instrument, drafting.new_question(component), QuestionForm)


def question(request, pk, question):
    instrument = find_instrument(request, pk)
    row = get_object_or_404(Question.objects.of(instrument), pk=question)
    return _write_or_remove(request, instrument, row, QuestionForm)


@require_POST
def reorder(request, pk):
    """One step up or down for a component or a question: the button says which."""
    instrument = find_instrument(request, pk)
    is_up = "naik" in request.POST
    kind, _, key = request.POST.get("naik" if is_up else "turun", "").partition("-")
    rows = {"komponen": instrument.components.all(), "pertanyaan": Question.objects.of(instrument)}
    row = rows[kind].filter(pk=key).first() if kind in rows and key.isdecimal() else None
    try:
        if row is None:
            raise InstrumentError("Bagian ini baru saja dihapus dari rancangan.")
        drafting.move_part(row, is_up=is_up, by=request.user)
    except InstrumentError as refusal:
        messages.error(request, str(refusal))
        return redirect(instrument)
    return redirect(f"{instrument.get_absolute_url()}#{kind}-{key}")


def _write_or_remove(request, instrument, row, form_class):
    if request.method != "POST" or "hapus" not in request.POST:
        return _write(request, instrument, row, form_class)
    try:
        drafting.remove_part(row, by=request.user)
        messages.success(request, f"{row._meta.verbose_name.capitalize()} dihapus dari rancangan.")
    except InstrumentError as refusal:
        messages.error(request, str(refusal))
    return redirect(instrument)


def _write(request, instrument, row, form_class):
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_part(form.instance, by=request.user)
        except InstrumentError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Rancangan disimpan.")
            return redirect(instrument)
    context = {"instrument": instrument, "form": form, "row": row, "kind": row._meta.verbose_name}
    status = 422 if form.errors else 200
    return render(request, "instruments/draft.html", context, status=status)
