"""The pages on which an officer writes a draft: its name, its components, its questions."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from instruments import opening
from instruments.forms import InstrumentComponentForm, InstrumentForm, QuestionForm
from instruments.instrument_views import find_instrument
from instruments.models import Question


def edit(request, pk):
    instrument = find_instrument(request, pk)
    return _write(request, instrument, instrument, InstrumentForm)


def component(request, pk, component):
    instrument = find_instrument(request, pk)
    row = get_object_or_404(instrument.components, pk=component)
    return _write(request, instrument, row, InstrumentComponentForm)


def question_add(request, pk, component):
    instrument = find_instrument(request, pk)
    component = get_object_or_404(instrument.components, pk=component)
    return _write(request, instrument, opening.new_question(component), QuestionForm)


def question(request, pk, question):
    instrument = find_instrument(request, pk)
    row = get_object_or_404(Question.objects.of(instrument), pk=question)
    if request.method == "POST" and "hapus" in request.POST:
        return _removed(request, instrument, row)
    return _write(request, instrument, row, QuestionForm)


def _removed(request, instrument, row):
    try:
        opening.remove_question(row, by=request.user)
        messages.success(request, "Pertanyaan dihapus dari rancangan.")
    except opening.InstrumentError as refusal:
        messages.error(request, str(refusal))
    return redirect(instrument)


def _write(request, instrument, row, form_class):
    form = form_class(request.POST if request.method == "POST" else None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            opening.save_part(form.instance, by=request.user)
        except opening.InstrumentError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Rancangan disimpan.")
            return redirect(instrument)
    context = {"instrument": instrument, "form": form, "row": row}
    status = 422 if form.errors else 200
    return render(request, "instruments/draft.html", context, status=status)
