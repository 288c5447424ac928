"""The table of a book that is filled in place, and the page into which rows are pasted."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from mandates.models import Mandate
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from regions.access import get_for
from revisions import answers
from revisions.diff import marked_rows
from rosters.books import RosterBook
from rosters.forms import PastedSheetForm
from rosters.grid import SOMEBODY, box_name, edit_of, grid_of, save_edit, shown
from rosters.member_book import KINDS
from rosters.pasting import pasted_workbook
from sheets import importing
from sheets.file_checks import FileRefused
from sheets.views import CLOSED, book_at

GONE = "baris ini sudah dihapus."
NO_PLAN = "Tabel dan XLSX terbuka sesudah masterplan daerah ini dimulai. Tempel daftarnya di sini."
TOO_LATE = "masterplan ini tidak sedang ditulis."


def grid(request, slug, kind):
    book = _book(request, slug, kind)
    may = request.user.has_perm(book.enter, book.masterplan)
    rows = [row for row in book.rows() if may and book.may_write(row)]
    edits, refused = {}, ""
    if request.method == "POST":
        get_for(request.user, book.enter, Masterplan.objects, slug=slug)
        edits, refused = _saved(request, book, rows)
        if not refused and all(edit.is_saved for edit in edits.values()):
            messages.success(request, "Semua baris disimpan.")
            return redirect("rosters:grid", slug, kind)
    context = {
        "masterplan": book.masterplan,
        "book": book,
        "grid": grid_of(book, rows, edits),
        "problems": [edit for edit in edits.values() if not edit.is_saved],
        "refused": refused,
        "may": may,
    }
    return render(request, "rosters/grid.html", context, status=422 if context["problems"] else 200)


@require_POST
def row(request, slug, kind, key):
    """One row saves itself while somebody types."""
    book = _book(request, slug, kind)
    get_for(request.user, book.enter, Masterplan.objects, slug=slug)
    found = next((one for one in book.rows() if one.key == key and book.may_write(one)), None)
    if found is None:
        return answers.refused(GONE, 410)
    edit = edit_of(book, found, request.POST)
    try:
        save_edit(book, edit)
    except PlanClosedError:
        return answers.refused(TOO_LATE)
    if edit.clashes:
        return _clash(book, edit)
    told = {box_name(found, name) if name else "": words for name, words in edit.messages.items()}
    if told and not edit.changed:
        return answers.invalid(told)
    values = {
        box_name(found, name): text
        for name, text in edit.typed.items()
        if name not in edit.messages and name not in edit.changed
    }
    return answers.saved(token=edit.token, messages=told, values=values)


def paste(request, slug, kind):
    """Rows copied from Excel or Word become an upload, which is looked at before it counts."""
    book = _book(request, slug, kind)
    get_for(request.user, book.enter, Masterplan.objects, slug=slug)
    form = PastedSheetForm(request.POST or None, columns=book.main.columns)
    if request.method == "POST" and form.is_valid():
        try:
            upload = pasted_workbook(book, form.cleaned_data["text"])
            imported = importing.receive(book.masterplan, kind, upload=upload, by=request.user)
        except FileRefused as refusal:
            form.add_error("text", str(refusal))
        except PlanClosedError:
            form.add_error(None, CLOSED)
        else:
            return redirect("sheets:preview", slug, imported.pk)
    context = {"masterplan": book.masterplan, "book": book, "form": form}
    return render(request, "rosters/paste.html", context, status=422 if form.errors else 200)


def members(request, code, pk):
    """The table of a decree's members, which stands beside the plan of the region."""
    mandate = get_for(
        request.user, "mandates.view_mandate", Mandate.objects, region__code=code, pk=pk
    )
    plan = Masterplan.objects.visible_to(request.user).filter(region=mandate.region).last()
    kind = next((name for name, one in KINDS.items() if one == mandate.kind), None)
    if kind is None:
        raise Http404
    if plan is None:
        messages.warning(request, NO_PLAN)
        return redirect(mandate)
    return redirect("rosters:grid", plan.slug, kind)


def _book(request, slug, kind):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    book = book_at(request, masterplan, kind)
    if not isinstance(book, RosterBook):
        raise Http404
    return book


def _saved(request, book, rows):
    """Every row of the page with one button: those that can be saved are, the others are told."""
    edits = {}
    for one in rows:
        if box_name(one, "version") in request.POST:
            edits[one.key] = edit = edit_of(book, one, request.POST)
            try:
                save_edit(book, edit)
            except PlanClosedError:
                return edits, CLOSED
    return edits, ""


def _clash(book, edit):
    """Both texts beside the row; either is kept with one click."""
    now = {name: edit.row.values.get(name, "") for name in edit.clashes}
    columns = book.columns()
    rows = [
        (columns[name].label, columns[name].words(value), columns[name].words(now[name]))
        for name, value in edit.clashes.items()
    ]
    html = render_to_string("rosters/_clash.html", {"rows": marked_rows(rows)})
    values = {box_name(edit.row, name): shown(columns[name], value) for name, value in now.items()}
    return answers.stale(who=SOMEBODY, token=edit.token, html=html, values=values)
