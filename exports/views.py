"""Pages of the printed books: what there is, how far one is, have one made, take one home."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from editions.models import EditionBook
from editions.papers import papers_of
from exports import printing
from exports.book_list import book_list, edition_books, may_be_printed
from exports.models import PrintJob, PrintState
from masterplans.models import Masterplan
from regions.access import get_for


@require_safe
def books(request, slug):
    return render(request, "exports/books.html", _shown(_masterplan(request, slug)))


@require_safe
def states(request, slug):
    """The list alone; a page that waits for a book asks for it again every two seconds."""
    return render(request, "exports/_shelf.html", _shown(_masterplan(request, slug)))


@require_POST
def request_book(request, slug, number):
    masterplan, refusal = _masterplan(request, slug), ""
    try:
        printing.request_book(masterplan, number, by=request.user)
    except printing.PrintingError as error:
        refusal = str(error)
    if request.htmx:
        return render(request, "exports/_shelf.html", _shown(masterplan) | {"refusal": refusal})
    if refusal:
        messages.error(request, refusal)
    return redirect("exports:books", slug)


@require_safe
def download(request, slug, number):
    masterplan = _masterplan(request, slug)
    done = PrintJob.objects.filter(masterplan=masterplan, number=number, state=PrintState.DONE)
    job = done.filter(pdf__isnull=False).order_by("-pk").first()
    if job is None:
        raise Http404("Buku ini belum disusun.")
    return pdf_to_keep(job.pdf, f"{masterplan.slug}-buku-{number}-draf")


@require_safe
def edition_book(request, slug, edition, number):
    masterplan = _masterplan(request, slug)
    book = get_object_or_404(
        EditionBook, edition__masterplan=masterplan, edition__number=edition, number=number
    )
    return pdf_to_keep(book.pdf, f"{masterplan.slug}-edisi-{edition}-buku-{number}")


def _masterplan(request, slug):
    return get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)


def _shown(masterplan):
    places = book_list(masterplan)
    return {
        "masterplan": masterplan,
        "places": places,
        "waiting": any(place.is_under_way for place in places),
        "all_made": all(place.finished for place in places),
        "may_print": may_be_printed(masterplan),
        "editions": edition_books(masterplan),
        "papers": papers_of(masterplan),
    }


def pdf_to_keep(content: bytes, name: str) -> HttpResponse:
    """A file to keep, never shown inside the site; `name` is written as a file name bears it."""
    response = HttpResponse(bytes(content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{slugify(name)}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
