"""Pages of the books as Word files: what there is, have one made, take one home."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from exports.models import PrintState
from masterplans.models import Masterplan
from regions.access import get_for
from wordfiles import making
from wordfiles.models import WordJob
from wordfiles.shelf import word_shelves

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def shelf(request, slug):
    return render(request, "wordfiles/shelf.html", _shown(_masterplan(request, slug)))


@require_safe
def states(request, slug):
    """The list alone; a page that waits for a file asks for it again every two seconds."""
    return render(request, "wordfiles/_shelf.html", _shown(_masterplan(request, slug)))


@require_POST
def request_draft(request, slug, number):
    return _request(request, _masterplan(request, slug), number)


@require_POST
def request_edition(request, slug, edition, number):
    masterplan = _masterplan(request, slug)
    of_plan = get_object_or_404(masterplan.editions, number=edition)
    return _request(request, masterplan, number, of_plan)


@require_safe
def download_draft(request, slug, number):
    masterplan = _masterplan(request, slug)
    return _download(masterplan, number, None, f"{masterplan.slug}-buku-{number}-draf")


@require_safe
def download_edition(request, slug, edition, number):
    masterplan = _masterplan(request, slug)
    of_plan = get_object_or_404(masterplan.editions, number=edition)
    name = f"{masterplan.slug}-edisi-{edition}-buku-{number}-salinan-kerja"
    return _download(masterplan, number, of_plan, name)


def _masterplan(request, slug):
    return get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)


def _request(request, masterplan, number, edition=None):
    refusal = ""
    try:
        making.request_word(masterplan, number, edition=edition, by=request.user)
    except making.WordFileError as error:
        refusal = str(error)
    if request.htmx:
        return render(request, "wordfiles/_shelf.html", _shown(masterplan) | {"refusal": refusal})
    if refusal:
        messages.error(request, refusal)
    return redirect("wordfiles:shelf", masterplan.slug)


def _download(masterplan, number, edition, name):
    jobs = WordJob.objects.of_book(masterplan, edition, number)
    job = jobs.filter(state=PrintState.DONE, docx__isnull=False).first()
    if job is None:
        raise Http404("Dokumen Word ini belum disusun.")
    response = HttpResponse(bytes(job.docx), content_type=DOCX)
    response["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _shown(masterplan):
    shelves = word_shelves(masterplan)
    waiting = any(place.is_under_way for shelf in shelves for place in shelf.places)
    return {"masterplan": masterplan, "shelves": shelves, "waiting": waiting}
