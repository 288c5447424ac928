"""Notes: all of a masterplan, those on one place, and the words that are added to them."""

import re

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from indonesian import many
from masterplans.models import Masterplan
from notes.actions import (
    NoteError,
    answer_note,
    assign_note,
    reopen_note,
    resolve_note,
    weigh_note,
    write_note,
)
from notes.anchors import AnchorState
from notes.annex import ALL, CHOICES, annex_html
from notes.forms import AnswerForm, ArrangeForm, NoteForm, offer_answers
from notes.models import TAKES_NOTES, Note
from notes.passages import NotedText, attach_passages
from notes.suggestions import accept_suggestion
from notes.targets import assignable, is_kind, place_of, places_of
from regions.access import get_for
from regions.roles import Role
from regions.rules import dimension_of
from typesetting.apart import TooDearError, render_pdf_apart

NO_MUST = "Tidak ada catatan wajib Anda yang terbuka."
NONE_WAITS = "Tidak ada catatan yang belum dijawab."
BECAME = {
    AnchorState.CHANGED: "Kata-kata yang Anda kutip sudah diubah.",
    AnchorState.GONE: "Kata-kata yang Anda kutip tidak ditemukan di sini.",
}
TOO_MANY = "Catatannya terlalu banyak untuk satu lampiran. Pilih yang belum selesai saja."
KEPT = "Tulisan Anda belum dikirim dan masih ada di bawah."


def notes(request, slug):
    """All notes of a masterplan, those that wait first; `?wajib=saya`: her own open musts."""
    masterplan = get_for(request.user, "notes.view_note", Masterplan.objects, slug=slug)
    only_hers = request.GET.get("wajib") == "saya"
    found = list(_asked_for(request.user, masterplan, only_hers))
    places = places_of(masterplan, {(note.kind, note.row_id) for note in found})
    for note in found:
        note.place = places.get((note.kind, note.row_id))
    _let_answer(request, masterplan, found, back="catatan")
    attach_passages(masterplan, found, all_kinds=False)
    own = _dimension_of(request.user, masterplan)
    for note in found:
        note.is_hers = bool(own and note.place and note.place.dimension == own.pk)
    found.sort(key=lambda note: not note.is_hers)  # those of her dimension first
    waiting = [note for note in found if note.is_waiting]
    title = f"{many(len(waiting), 'catatan')} belum dijawab." if waiting else NONE_WAITS
    if only_hers:
        title = f"{many(len(found), 'catatan wajib')} Anda belum selesai." if found else NO_MUST
    context = _context(request, masterplan) | {
        "title": title,
        "only_hers": only_hers,
        "may_invite_guest": request.user.has_perm("notes.invite_guest", masterplan),
        "annexes": CHOICES if found else [],
        "waiting": waiting,
        "own_dimension": own,
        "folded": sorted(
            [note for note in reversed(found) if not note.is_waiting],
            key=lambda note: not note.is_hers,
        ),
    }
    return render(request, "notes/notes.html", context)


def _asked_for(user, masterplan, only_hers):
    notes = masterplan.notes.with_threads()
    return notes.unmet().filter(by=user) if only_hers else notes


def _dimension_of(user, masterplan):
    """The dimension for which she is the expert; None when that is all of them."""
    code = dimension_of(user, masterplan.region, Role.FACILITATOR)
    return masterplan.dimension_set.dimensions.filter(code=code).first() if code else None


def annex(request, slug):
    """All notes as a PDF that goes with the book; `?isi=` says which."""
    masterplan = get_for(request.user, "notes.view_note", Masterplan.objects, slug=slug)
    which = request.GET.get("isi", ALL)
    if which not in dict(CHOICES):
        raise Http404
    try:
        pdf = render_pdf_apart(annex_html(masterplan, which, today=timezone.localdate()))
    except TooDearError:
        messages.error(request, TOO_MANY)
        return redirect("notes:notes", slug)
    name = content_disposition_header(True, f"{slug}-catatan-reviu.pdf")
    return HttpResponse(pdf, content_type="application/pdf", headers={"Content-Disposition": name})


def place_notes(request, slug, kind, pk):
    """The notes on one place; a page, or the part that a section or program shows beside it."""
    may = "notes.send_note" if request.method == "POST" else "notes.view_note"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    place = place_of(masterplan, kind, pk) if is_kind(kind) else None
    found = list(masterplan.notes.on(kind, pk).with_threads())
    if place is None and not found:
        raise Http404
    _let_answer(request, masterplan, found, back="")
    attach_passages(masterplan, found, all_kinds=True)
    part = request.htmx and request.method == "GET"
    back = "tempat" if part else request.GET.get("dari", "")
    form = _note_form(request, masterplan, kind, pk, back=back)
    if request.method == "POST" and place and form.is_valid():
        try:
            note = write_note(masterplan, place, **form.asked, by=request.user)
        except NoteError as refusal:
            form.add_error(None, str(refusal))
        else:
            _say_sent(request, note)
            return _after_writing(request, note, place)
    context = _context(request, masterplan) | {
        "about": place,
        "kind": kind,
        "pk": pk,
        "name": place.name if place else found[0].place_name,
        "notes": found,
        "waiting": sum(note.is_waiting for note in found),
        "form": form if form.is_bound or request.user.has_perm(WRITE, masterplan) else None,
        "kept": KEPT,
    }
    template = "notes/_place_notes.html" if part else "notes/place_notes.html"
    return render(request, template, context)


def _note_form(request, masterplan, kind, pk, back):
    is_sent = request.method == "POST"
    if not is_sent and not request.user.has_perm(WRITE, masterplan):
        return NoteForm(masterplan=masterplan, kind=kind, pk=pk)  # it is not shown
    return NoteForm(
        request.POST if is_sent else None,
        masterplan=masterplan,
        kind=kind,
        pk=pk,
        weighs=request.user.has_perm("notes.weigh_notes", masterplan),
        people=assignable(masterplan.region),
        parts=NotedText(masterplan, kind, pk).choices(),
        back=request.POST.get("dari", "") if is_sent else back,
    )


def _say_sent(request, note):
    """Also when somebody else has changed the words while she wrote about them."""
    messages.success(request, f"Catatan tentang {note.place_name} dikirim.")
    if note.passage and note.passage.state != AnchorState.UNCHANGED:
        messages.warning(request, f"{BECAME[note.passage.state]} Kutipan Anda tetap disimpan.")


def _after_writing(request, note, place):
    """Back to where she read."""
    back = request.POST.get("dari")
    if chapter := _chapter(back or "", note):
        return redirect(chapter)
    return redirect(f"{place.url}#catatan" if back == "tempat" else note)


@require_POST
def answer(request, slug, pk):
    note = get_for(request.user, "notes.send_answer", Note.objects, masterplan__slug=slug, pk=pk)
    form = AnswerForm(request.POST, note=note, alone=True)
    if form.is_valid():
        try:
            answer_note(note, text=form.cleaned_data["text"], by=request.user)
        except NoteError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Jawaban tentang {note.place_name} dikirim.")
            return _back(request, note)
    context = _context(request, note.masterplan) | {"note": note, "form": form, "kept": KEPT}
    return render(request, "notes/answer.html", context, status=422)


@require_POST
def resolve(request, slug, pk):
    note = get_for(request.user, "notes.resolve_note", Note.objects, masterplan__slug=slug, pk=pk)
    return _step(
        request, note, resolve_note, f"Catatan tentang {note.place_name} ditandai selesai."
    )


@require_POST
def reopen(request, slug, pk):
    note = get_for(request.user, "notes.reopen_note", Note.objects, masterplan__slug=slug, pk=pk)
    return _step(request, note, reopen_note, f"Catatan tentang {note.place_name} dibuka kembali.")


@require_POST
def accept(request, slug, pk):
    """The words that an expert suggested are put into the plan."""
    may = "notes.accept_suggestion"
    note = get_for(request.user, may, Note.objects, masterplan__slug=slug, pk=pk)
    return _step(request, note, accept_suggestion, f"Usulan {note.by} dimasukkan.")


def _step(request, note, verb, done):
    try:
        verb(note, by=request.user)
    except NoteError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return _back(request, note)


def arrange(request, slug, pk):
    """What a note asks for, and of whom."""
    note = get_for(request.user, "notes.arrange_note", Note.objects, masterplan__slug=slug, pk=pk)
    weighs = request.user.has_perm("notes.weigh_notes", note)
    form = ArrangeForm(request.POST or None, note=note, weighs=weighs)
    if request.method == "POST" and form.is_valid():
        try:
            if weighs:
                weigh_note(note, weight=form.cleaned_data["weight"], by=request.user)
            assign_note(note, assignee=form.cleaned_data["assignee"], by=request.user)
        except NoteError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Catatan tentang {note.place_name} diatur.")
            return redirect(note)
    context = _context(request, note.masterplan) | {"note": note, "form": form}
    return render(request, "notes/arrange.html", context)


WRITE, ACCEPT = "notes.write_note", "notes.accept_suggestion"
BACK = {
    "kertas": settings.LINKS["worksheets"],
    "catatan": "notes:notes",
}


# "baca.2.4.kunjungan": the fourth chapter of Buku 2, as it was marked when she read it.
CHAPTER = re.compile(r"baca\.(\d{1,3})\.(\d{1,3})\.([a-z0-9]{1,20})")


def _chapter(back, note):
    """The page of the chapter in which the place of a note is read; "" when it was not."""
    if not (found := CHAPTER.fullmatch(back)):
        return ""
    chapter = [note.masterplan.slug, int(found[1]), int(found[2])]
    page = reverse(settings.LINKS["read_chapter"], args=chapter)
    return f"{page}?sejak={found[3]}#{note.kind}-{note.row_id}"


def _back(request, note):
    """To the page from which the words were sent."""
    back = request.POST.get("dari", "")
    if chapter := _chapter(back, note):
        return redirect(chapter)
    page = BACK.get(back)
    return redirect(page, note.masterplan.slug) if page else redirect(note)


def _let_answer(request, masterplan, notes, *, back):
    if request.user.has_perm("notes.answer_note", masterplan):
        offer_answers(notes, back=back)


def _context(request, masterplan):
    return {
        "masterplan": masterplan,
        "takes_notes": masterplan.status in TAKES_NOTES,
        "may_arrange": request.user.has_perm("notes.arrange_note", masterplan),
        "may_accept": masterplan.is_open and request.user.has_perm(ACCEPT, masterplan),
        "may_resolve": request.user.has_perm("notes.resolve_any_note", masterplan),
    }
