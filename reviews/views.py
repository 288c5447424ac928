"""Pages on which a plan is read as a book, with what changed marked in its place."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan
from notes.actions import NotesClosedError, write_note
from notes.forms import NoteForm
from notes.targets import is_kind, place_of
from regions.access import get_for
from reviews.forms import offer_notes
from reviews.margin import attach_notes
from reviews.passages import PlanText
from reviews.reading import ChapterReading, keep_place, mark_read, mark_unread, open_chapter
from reviews.reading_list import ReadingList


def plan(request, slug):
    """All chapters: what this person has read of each, and what changed since."""
    masterplan = get_for(request.user, "reviews.read_plan", Masterplan.objects, slug=slug)
    context = {"masterplan": masterplan, "list": ReadingList(masterplan, request.user)}
    return render(request, "reviews/plan.html", context)


def chapter(request, slug, book, number):
    """One chapter, unfolded."""
    masterplan = get_for(request.user, "reviews.read_plan", Masterplan.objects, slug=slug)
    return _chapter(request, masterplan, book, number)


@require_POST
def mark(request, slug, book, number):
    """Passages are marked as read in the words that the page showed, or not read any more."""
    masterplan = get_for(request.user, "reviews.read_plan", Masterplan.objects, slug=slug)
    pairs = [one.rpartition(":") for one in request.POST.getlist("baca")]
    shown = {key: digest for key, _, digest in pairs}
    if "lupa" in request.POST:
        mark_unread(masterplan, list(shown), by=request.user)
    else:
        mark_read(masterplan, shown, by=request.user)
    return _back(request, masterplan, book, number, request.POST.get("ke", ""))


@require_POST
def note(request, slug, book, number):
    """A note on a passage, written where it is read; the page stays open at its place."""
    masterplan = get_for(request.user, "notes.send_note", Masterplan.objects, slug=slug)
    kind, _, pk = request.POST.get("pada", "").rpartition("-")
    place = place_of(masterplan, kind, int(pk)) if is_kind(kind) and pk.isdecimal() else None
    form = NoteForm(request.POST)
    if place is None:
        messages.error(request, "Bagian yang Anda catat sudah tidak ada.")
        return _chapter(request, masterplan, book, number, lost=form.data.get("text", ""))
    if form.is_valid():
        try:
            write_note(masterplan, place, text=form.cleaned_data["text"], by=request.user)
        except NotesClosedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Catatan tentang {place.name} dikirim.")
            return _back(request, masterplan, book, number, f"{kind}-{pk}")
    return _chapter(request, masterplan, book, number, refused=(f"{kind}-{pk}", form))


@require_POST
def place(request, slug, book, number):
    """Where she reads now: kept by the page itself as she goes."""
    masterplan = get_for(request.user, "reviews.read_plan", Masterplan.objects, slug=slug)
    keep_place(masterplan, (book, number), request.POST.get("pada", ""), by=request.user)
    return HttpResponse(status=204)


# --- what the pages share ---------------------------------------------------------------------


def _chapter(request, masterplan, book, number, refused=("", None), lost=""):
    text = PlanText(masterplan)
    found = text.chapter(book, number)
    if found is None:
        raise Http404
    reading = ChapterReading(text, found, request.user, request.GET.get("sejak", ""))
    open_chapter(reading)
    may_note = request.user.has_perm("notes.write_note", masterplan)
    attach_notes(reading)
    if may_note or refused[0]:
        offer_notes(reading, refused)
    context = {
        "masterplan": masterplan,
        "reading": reading,
        "refused": refused,
        "kept_words": lost,
    }
    return render(request, "reviews/chapter.html", context)


def _back(request, masterplan, book, number, key):
    """To the same page, at the passage; htmx asks for nothing more."""
    page = reverse("reviews:chapter", args=[masterplan.slug, book, number])
    since = request.POST.get("sejak", "")
    query = f"?sejak={since}" if since.isalnum() else ""
    anchor = f"#{key}" if key.replace("-", "").isalnum() else ""
    return redirect(f"{page}{query}{anchor}")
