"""The page of a quick win: how far it is, have it made, take it home."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from exports.models import PrintJob, PrintState
from exports.printing import request_page
from exports.views import pdf_to_keep
from quickwins.models import QuickWin
from regions.access import get_for


@require_safe
def quickwin_page(request, slug, pk):
    quickwin = _quickwin(request, slug, pk)
    jobs = PrintJob.objects.filter(quickwin=quickwin).without_file()
    job = jobs.first()
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "job": job,
        "done": jobs.filter(state=PrintState.DONE, pdf__isnull=False).first(),
        "waiting": job is not None and job.is_under_way,
    }
    return render(request, "exports/quickwin_page.html", context)


@require_POST
def request_quickwin_page(request, slug, pk):
    request_page(_quickwin(request, slug, pk), by=request.user)
    return redirect("exports:quickwin_page", slug, pk)


@require_safe
def download_quickwin_page(request, slug, pk):
    quickwin = _quickwin(request, slug, pk)
    done = PrintJob.objects.filter(quickwin=quickwin, state=PrintState.DONE, pdf__isnull=False)
    job = done.first()
    if job is None:
        raise Http404("Halaman ini belum disusun.")
    return pdf_to_keep(job.pdf, f"{slug}-quick-win-{quickwin.program.name}")


def _quickwin(request, slug, pk):
    may = "quickwins.view_quickwin"
    return get_for(request.user, may, QuickWin.objects, program__masterplan__slug=slug, pk=pk)
