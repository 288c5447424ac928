"""Reminding the agencies that are behind: first whom and what, then the letters."""

from django.contrib import messages
from django.shortcuts import redirect, render

from assignments.forms import ReminderForm
from assignments.reminding import CLOSED, ReminderError, letter_lines, plan_reminder, remind
from indonesian import counted, many
from masterplans.models import Masterplan
from regions.access import get_for


def reminder(request, slug):
    """`pd` names agencies; `semua` asks for all; `lagi` includes those reminded today."""
    masterplan = get_for(request.user, "assignments.remind_agency", Masterplan.objects, slug=slug)
    asked = request.POST if request.method == "POST" else request.GET
    agencies = (
        None if "semua" in asked else [int(key) for key in asked.getlist("pd") if _is_key(key)]
    )
    again = "lagi" in asked
    form = ReminderForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            sent = remind(masterplan, agencies, again=again, by=request.user, **form.cleaned_data)
        except ReminderError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _sent_sentence(sent))
        return redirect("assignments:worksheets", slug)
    if agencies == []:
        messages.error(request, "Pilih dahulu Perangkat Daerah yang akan diingatkan.")
        return redirect("assignments:worksheets", slug)
    plan = plan_reminder(masterplan, agencies, again=again)
    context = {
        "masterplan": masterplan,
        "plan": plan,
        "people": [(person, letter_lines(person.rows)) for person in plan.people],
        "title": _title(masterplan, plan),
        "form": form,
        "all": agencies is None,
        "agencies": agencies or [],
        "again": again,
        "closed": "" if masterplan.is_open else CLOSED,
    }
    return render(request, "assignments/reminder.html", context)


def _is_key(key):
    return key.isdecimal() and len(key) < 10


def _title(masterplan, plan):
    if not plan.people:
        return "Belum ada surat yang dapat dikirim."
    count = counted(len(plan.people))
    return f"Kirim surat kepada {count} orang tentang isian tahap {masterplan.stage}."


def _sent_sentence(plan):
    agencies = many(len(plan.agencies), "Perangkat Daerah")
    return f"{agencies} diingatkan; {counted(len(plan.people))} surat dikirim."
