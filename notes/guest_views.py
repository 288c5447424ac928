"""What a narasumber opens, and the page on which she is invited.

Everything she may see is fetched through `GuestSection.objects.of(user)`: she is a stranger to
every other page.
"""

import re

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from notes.actions import NoteError, answer_note, write_note
from notes.anchors import AnchorState
from notes.forms import GuestAnswerForm, GuestForm, NoteForm
from notes.guests import end_guest, invite_guest
from notes.models import TAKES_NOTES, GuestSection
from notes.passages import attach_passages
from notes.targets import SECTION, place_of
from regions.access import get_for
from regions.invitations import InvitationError

INVITE = "notes.invite_guest"
# Pictures have addresses of the masterplan, which she may not open: their words are shown.
IMG = re.compile(r'<img(?=[^>]*\salt="(?P<alt>[^"]*)")?[^>]*>')


def sections(request):
    """The sections that somebody may read as a narasumber."""
    mine = list(GuestSection.objects.of(request.user).with_counts_for(request.user))
    return render(request, "notes/guest_sections.html", {"mine": mine})


def section(request, pk):
    """One section to be read, with her own notes and the answers to them."""
    one = _get(request, pk)
    section, plan = one.section, one.section.masterplan
    place = place_of(plan, SECTION, pk)
    is_sent = request.method == "POST"
    form = NoteForm(
        request.POST if is_sent else None,
        masterplan=plan,
        kind=SECTION,
        pk=pk,
        address=one.get_absolute_url(),
    )
    if is_sent and form.is_valid():
        try:
            note = write_note(plan, place, **form.asked, by=request.user)
        except NoteError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Catatan Anda dikirim.")
            if note.passage and note.passage.state != AnchorState.UNCHANGED:
                messages.warning(request, "Kata-kata itu sudah diubah; kutipannya disimpan.")
            return redirect(one)
    notes = list(plan.notes.on(SECTION, pk).filter(by=request.user).with_threads())
    attach_passages(plan, notes, all_kinds=True)
    takes = plan.status in TAKES_NOTES
    for note in notes if takes else ():
        note.answer_form = GuestAnswerForm(note=note)
    context = {
        "section": section,
        "masterplan": plan,
        "body": IMG.sub(r"<em>[Gambar: \g<alt>]</em>", section.body),
        "notes": notes,
        "form": form if takes or is_sent else None,
    }
    return render(request, "notes/guest_section.html", context, status=422 if is_sent else 200)


@require_POST
def answer(request, pk, note):
    """Another word of hers on one of her own notes."""
    one = _get(request, pk)
    plan = one.section.masterplan
    own = plan.notes.on(SECTION, pk).filter(by=request.user)
    note = get_object_or_404(own, pk=note)
    form = GuestAnswerForm(request.POST, note=note)
    try:
        if form.is_valid():
            answer_note(note, text=form.cleaned_data["text"], by=request.user)
            messages.success(request, "Jawaban Anda dikirim.")
            return redirect(one)
    except NoteError as refusal:
        form.add_error(None, str(refusal))
    note.answer_form = form
    context = {"section": one.section, "masterplan": plan, "notes": [note], "form": None}
    return render(request, "notes/guest_section.html", context | {"body": ""}, status=422)


def guests(request, slug):
    """Who reads which section as a narasumber, and the form that invites one."""
    plan = get_for(request.user, INVITE, Masterplan.objects, slug=slug)
    form = GuestForm(request.POST or None, masterplan=plan)
    if request.method == "POST" and form.is_valid():
        try:
            invite_guest(plan, by=request.user, **form.cleaned_data)
        except InvitationError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"{form.cleaned_data['name']} diundang.")
            return redirect("notes:guests", slug)
    found = GuestSection.objects.filter(section__masterplan=plan)
    found = found.select_related("section__outline", "invited_by")
    return render(request, "notes/guests.html", {"masterplan": plan, "form": form, "guests": found})


@require_POST
def end(request, slug, pk):
    plan = get_for(request.user, INVITE, Masterplan.objects, slug=slug)
    one = get_object_or_404(GuestSection, section__masterplan=plan, pk=pk)
    end_guest(one, by=request.user)
    messages.success(request, f"{one.name} tidak membaca {one.section} lagi.")
    return redirect("notes:guests", slug)


def _get(request, pk) -> GuestSection:
    one = GuestSection.objects.of(request.user).filter(section=pk).first()
    if one is None:
        raise Http404
    return one
