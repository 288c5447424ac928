"""Pages of the workbooks: take one home, send it back, look at what it changes, apply it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from regions.access import get_for
from regions.rules import agencies_of
from sheets import importing
from sheets.file_checks import FileRefused
from sheets.forms import WorkbookUploadForm
from sheets.importing import NotReady
from sheets.models import Import
from sheets.previewing import preview_of
from sheets.registry import book_of
from sheets.workbook import written

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CLOSED = "Masterplan ini tidak sedang ditulis, jadi berkas belum dapat diunggah."


def page(request, slug, kind):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    book = book_at(request, masterplan, kind)
    if request.method != "POST":
        return _show(request, book, WorkbookUploadForm())
    get_for(request.user, book.enter, Masterplan.objects, slug=slug)
    form = WorkbookUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, book, form, status=422)
    try:
        upload = form.cleaned_data["berkas"]
        imported = importing.receive(masterplan, kind, upload=upload, by=request.user)
    except (FileRefused, PlanClosedError) as refusal:
        form.add_error("berkas", str(refusal))
        return _show(request, book, form, status=422)
    return redirect("sheets:preview", slug, imported.pk)


@require_safe
def download(request, slug, kind):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    book = book_at(request, masterplan, kind)
    own = agencies_of(request.user, masterplan.region)
    mine = request.GET.get("isi") == "saya" and bool(own)
    whose = "Perangkat Daerah saya" if mine else "seluruh daerah"
    content = written(book, whose=whose, agencies=own if mine else None)
    day = timezone.localdate(timezone=masterplan.region.zone)
    name = slugify(f"{book.title} {masterplan.region.name} {'saya' if mine else ''} {day}")
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def preview(request, slug, pk):
    return render(request, "sheets/preview.html", _shown(request, _import(request, slug, pk)))


@require_safe
def state(request, slug, pk):
    """How far it is; a page that waits asks again every second."""
    imported = _import(request, slug, pk)
    response = render(request, "sheets/_progress.html", _shown(request, imported))
    if not imported.is_under_way:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def choose(request, slug, pk):
    imported = _import(request, slug, pk)
    row = request.POST.get("baris", "")
    if imported.is_ready:
        importing.choose(
            imported,
            keep_mine=request.POST.get("pakai") == "berkas",
            row=int(row) if row.isascii() and row.isdecimal() else None,
        )
    page = request.POST.get("halaman", "")
    query = f"?lihat=bentrok&halaman={page}" if page.isdecimal() else "?lihat=bentrok"
    anchor = f"#baris-{row}" if row.isascii() and row.isdecimal() else ""
    return redirect(reverse("sheets:preview", args=[slug, pk]) + query + anchor)


@require_POST
def choose_hidden(request, slug, pk):
    imported = _import(request, slug, pk)
    importing.choose_hidden(imported, leave_out=request.POST.get("pakai") != "semua")
    return redirect("sheets:preview", slug, pk)


@require_POST
def apply(request, slug, pk):
    imported = _import(request, slug, pk)
    try:
        importing.request_apply(imported, by=request.user)
    except (NotReady, PlanClosedError) as refusal:
        messages.error(request, str(refusal))
    return redirect("sheets:preview", slug, pk)


@require_POST
def drop(request, slug, pk):
    imported = _import(request, slug, pk)
    importing.drop(imported)
    messages.success(request, "Unggahan dibatalkan. Isi masterplan tidak berubah.")
    return redirect("sheets:page", slug, imported.kind)


def _import(request, slug, pk):
    rows = Import.objects.select_related("progress", "uploaded_by").without_file()
    return get_for(request.user, "sheets.see_import", rows, masterplan__slug=slug, pk=pk)


def book_at(request, masterplan, kind):
    """The workbook, for somebody who may read its rows."""
    try:
        book = book_of(masterplan, kind, request.user)
    except KeyError as unknown:
        raise Http404 from unknown
    get_for(request.user, book.view, Masterplan.objects, pk=masterplan.pk)
    return book


def _show(request, book, form, *, status=200):
    own = agencies_of(request.user, book.masterplan.region)
    agencies = book.masterplan.region.agencies.filter(pk__in=own)
    waiting = (
        Import.objects.without_file()
        .select_related("progress")
        .filter(masterplan=book.masterplan, kind=book.kind, uploaded_by=request.user)
    )
    context = {
        "masterplan": book.masterplan,
        "book": book,
        "form": form,
        "own": ", ".join(map(str, agencies)),
        "imports": waiting[:5],
        "may_enter": request.user.has_perm(book.enter, book.masterplan),
        "closed": "" if book.is_open else CLOSED,
        "page_url": book.page_url,
    }
    return render(request, "sheets/page.html", context, status=status)


def _shown(request, imported):
    book = book_of(imported.masterplan, imported.kind, request.user)
    context = {
        "imported": imported,
        "masterplan": imported.masterplan,
        "book": book,
        "page_url": book.page_url,
        "sheet_url": reverse("sheets:page", args=[imported.masterplan.slug, imported.kind]),
    }
    if imported.is_ready:
        query = request.GET
        context["preview"] = preview_of(
            imported, asked=query.get("lihat", ""), page=query.get("halaman")
        )
    return context
