"""A section as it will be printed, beside the editor and on a page; a book in the browser."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from exports.models import PrintJob, PrintState
from masterplans.models import Masterplan, Section
from previews.sections import proof_of
from regions.access import get_for
from typesetting.proofs import NoProofError

LONGEST = 400_000  # letters, as the editor takes them


@require_http_methods(["GET", "HEAD", "POST"])
def section(request, slug, pk):
    """The stored words on a page; with POST the words that are being written, the pages alone."""
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    body = request.POST.get("body", "")[:LONGEST] if request.method == "POST" else None
    shown = {"section": section, "masterplan": section.masterplan}
    try:
        shown["proof"] = proof_of(section, body)
    except NoProofError as error:
        shown["refusal"] = str(error)
    whole, part = "previews/section.html", "previews/_pages.html"
    return render(request, part if request.method == "POST" else whole, shown)


@require_safe
def book(request, slug, number):
    """The newest file of a book, to be read in the browser."""
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    done = PrintJob.objects.filter(masterplan=masterplan, number=number, state=PrintState.DONE)
    job = done.filter(pdf__isnull=False).order_by("-pk").first()
    if job is None:
        raise Http404("Buku ini belum disusun.")
    response = HttpResponse(bytes(job.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{masterplan.slug}-buku-{number}-draf.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
