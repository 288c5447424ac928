"""Pages on which a plan is read as a book, with what changed marked in its place."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from masterplans.models import Masterplan, Status
from regions.access import get_for
from reviews import approvals
from reviews.approvals import Verdicts
from reviews.dimension import DimensionReading
from reviews.forms import offer_notes
from reviews.margin import attach_notes
from reviews.passages import PlanText
from reviews.printed import attach_printed
from reviews.reading import ChapterReading, keep_place, mark_read, mark_unread, open_chapter
from reviews.reading_list import ReadingList
from stages.desk import take_review
from stages.workflow import WorkflowError


def plan(request, slug):
    """All chapters: what this person has read of each, and what changed since."""
    masterplan = get_for(request.user, "reviews.read_plan", Masterplan.objects, slug=slug)
    reading = ReadingList(masterplan, request.user)
    context = {
        "masterplan": masterplan,
        "list": reading,
        "verdicts": reading.verdicts,
        "may_decide": request.user.has_perm("stages.decide_stage", masterplan),
        "in_review": masterplan.status == Status.REVIEW,
    }
    return render(request, "reviews/plan.html", context)


def dimension(request):
    """One dimension in all regions that this expert guides."""
    reading = DimensionReading(request.user, request.GET.get("dimensi", ""))
    return render(request, "reviews/dimension.html", {"reading": reading})


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
def place(request, slug, book, number):
    """Where she reads now: kept by the page itself as she goes."""
    masterplan = get_for(request.user, "reviews.read_plan", Masterplan.objects, slug=slug)
    keep_place(masterplan, (book, number), request.POST.get("pada", ""), by=request.user)
    return HttpResponse(status=204)


@require_POST
def approve_chapter(request, slug, book, number):
    """A chapter is approved as the page showed it, or its approval taken back."""
    masterplan = get_for(request.user, "reviews.approve_chapter", Masterplan.objects, slug=slug)
    try:
        if "tarik" in request.POST:
            approvals.withdraw_approval(masterplan, (book, number), by=request.user)
            messages.success(request, "Persetujuan bab ditarik kembali.")
        else:
            shown = request.POST.get("keadaan", "")
            approvals.approve_chapter(masterplan, (book, number), shown=shown, by=request.user)
            take_review(masterplan, by=request.user, unless_taken=True)
            messages.success(request, "Bab disetujui.")
    except WorkflowError as error:
        messages.error(request, str(error))
    return _back(request, masterplan, book, number, "akhir-bab")


# --- what the pages share ---------------------------------------------------------------------


def _chapter(request, masterplan, book, number):
    text = PlanText(masterplan)
    found = text.chapter(book, number)
    if found is None:
        raise Http404
    reading = ChapterReading(text, found, request.user, request.GET.get("sejak", ""))
    open_chapter(reading)
    attach_notes(reading)
    attach_printed(reading)
    if request.user.has_perm("notes.write_note", masterplan):
        offer_notes(reading, request.user)
    context = {
        "masterplan": masterplan,
        "reading": reading,
        "verdict": Verdicts(text).by_place.get(found.place),
        "may_approve": masterplan.status == Status.REVIEW
        and request.user.has_perm("reviews.approve_chapter", masterplan),
        "may_resolve": request.user.has_perm("notes.resolve_any_note", masterplan),
    }
    return render(request, "reviews/chapter.html", context)


def _back(request, masterplan, book, number, key):
    """To the same page, at the passage; htmx asks for nothing more."""
    page = reverse("reviews:chapter", args=[masterplan.slug, book, number])
    since = request.POST.get("sejak", "")
    query = f"?sejak={since}" if since.isalnum() else ""
    anchor = f"#{key}" if key.replace("-", "").isalnum() else ""
    return redirect(f"{page}{query}{anchor}")
