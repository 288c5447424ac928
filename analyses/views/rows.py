"""One row: added, changed, moved, removed; by its own page, by the grid's buttons, by the script.

The same view answers all three. The script is answered as revisions/answers.py says; a page is
answered with a page. In both nothing typed is lost.
"""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST

from analyses.actions import (
    RowInUseError,
    StaleFinding,
    attach_evidence,
    move_finding,
    removal_of,
    remove_finding,
    save_row,
)
from analyses.cells import boxed
from analyses.codes import Codes
from analyses.kinds import KINDS
from analyses.models import TowsStrategy
from analyses.state import value_of, words_of
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from masterplans.uploads import UploadRefused
from regions.access import get_for
from revisions import answers

NARROWING = ("perangkat", "bagian", "dimensi")
STARTS = ("dimension", "subdimension", "head", "kind", "form", "year", "agency")
CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah: salin lebih dahulu."
)
CLOSED_SHORT = "masterplan ini tidak sedang ditulis. Salin isian Anda lebih dahulu."
STALE = (
    "{who} menyimpan isian ini ketika Anda masih menulis. Kedua isian tersimpan di riwayat."
    " Bandingkan; simpan lagi untuk memakai isian Anda."
)
GONE = (
    "{who} {did} isian ini ketika Anda masih menulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai isian baru."
)
STANDS_OTHERWISE = "Orang lain mengubahnya menjadi “{0}”. Itu yang tersimpan; muat ulang halaman."
AS_NEW = "baru"  # the token of a form that was told that its row is gone, and is sent again


def add(request, slug, kind):
    may = "analyses.enter_finding" if request.method == "POST" else "analyses.add_finding"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    start = {name: request.GET[name] for name in STARTS if name in request.GET}
    form = _kind(kind).form(
        request.POST or None,
        request.FILES or None,
        masterplan=masterplan,
        user=request.user,
        initial=start,
    )
    return _edit(request, masterplan, KINDS[kind], form)


def edit(request, slug, kind, pk):
    may = "analyses.write_finding" if request.method == "POST" else "analyses.change_finding"
    rows = _kind(kind).model.objects.standing()
    try:
        finding = get_for(request.user, may, rows, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, slug, KINDS[kind], pk)
    form = KINDS[kind].form(
        request.POST or None,
        request.FILES or None,
        instance=finding,
        masterplan=finding.masterplan,
        user=request.user,
    )
    return _edit(request, finding.masterplan, KINDS[kind], form)


def _edit(request, masterplan, kind, form):
    """Save one row, or show its form (again) with what was typed."""
    if request.method != "POST":
        return _show(request, masterplan, kind, form)
    answer = _by_script if answers.asked(request) else _by_page
    return answer(request, masterplan, kind, form)


# --- for a page


def _by_page(request, masterplan, kind, form):
    if not form.is_valid():
        return _show(request, masterplan, kind, form, status=422)
    try:
        saved = save_row(form, kind=kind.slug, by=request.user)
    except UploadRefused as refusal:
        form.add_error("evidence_upload", str(refusal))
        return _show(request, masterplan, kind, form, status=422)
    except PlanClosedError:
        return _show(request, masterplan, kind, form, status=409, refused=CLOSED)
    except StaleFinding as clash:
        form.take_base(clash.base)
        refused = STALE.format(who=clash.who)
        return _show(
            request, masterplan, kind, form, status=409, refused=refused, theirs=clash.theirs
        )
    except kind.model.DoesNotExist:
        return _gone(request, masterplan.slug, kind, form.instance.pk)
    messages.success(request, f"{kind.one_capitalised} disimpan.")
    if "again" in request.POST:
        start = urlencode(form.to_keep())
        return redirect(f"{reverse('analyses:add', args=[masterplan.slug, kind.slug])}?{start}")
    return redirect(_page_of(request, masterplan.slug, kind, saved.finding.pk))


def _page_of(request, slug, kind, pk=None):
    """The worksheet, as it was narrowed, at the row."""
    address = reverse(f"analyses:{kind.url_name}", args=[slug])
    narrowed = {name: request.GET[name] for name in NARROWING if name in request.GET}
    query = f"?{urlencode(narrowed)}" if narrowed else ""
    return f"{address}{query}{f'#b-{pk}' if pk and 'row' in request.POST else ''}"


def _show(request, masterplan, kind, form, *, status=200, refused="", theirs=None):
    context = {
        "form": form,
        "kind": kind,
        "masterplan": masterplan,
        "refused": refused,
        "theirs": theirs,
    }
    return render(request, "analyses/form.html", context, status=status)


# --- for the script of the grid


def _by_script(request, masterplan, kind, form, told=None):
    if not form.is_valid():
        return _save_what_is_right(request, masterplan, kind, form)
    try:
        saved = save_row(form, kind=kind.slug, by=request.user)
    except UploadRefused as refusal:
        return answers.invalid({"evidence_upload": str(refusal)})
    except PlanClosedError:
        return answers.refused(CLOSED_SHORT)
    except StaleFinding as clash:
        return _clash(request, clash, kind)
    except kind.model.DoesNotExist:
        return _gone(request, masterplan.slug, kind, form.instance.pk)
    row = saved.finding
    told = dict(told or {})
    for name in saved.theirs:
        told[_box(request, name)] = STANDS_OTHERWISE.format(_in_words(row, name))
    begins = "form_key" in request.POST or request.POST.get("base") == AS_NEW
    url = reverse("analyses:edit", args=[masterplan.slug, kind.slug, row.pk]) if begins else ""
    return answers.saved(base=saved.base, at=row.changed_at, messages=told, url=url)


def _save_what_is_right(request, masterplan, kind, form):
    """One wrong box does not hold up the others of its row."""
    told = {_box(request, name): words for name, words in answers.messages_of(form).items()}
    names = [name for name in form.errors if name in form.fields]
    if not form.instance.pk or len(names) < len(form.errors):
        return answers.invalid(told)
    rest = form.with_stored(names)
    if not rest.is_valid():
        return answers.invalid(told)
    return _by_script(request, masterplan, kind, rest, told)


def _clash(request, clash, kind):
    rows = []
    for name in clash.fields:
        column = kind.column(name)
        pair = [_in_words(row, name) for row in (clash.mine, clash.theirs)]
        rows.append((column.head, *pair))
    values = _boxes(request, kind, clash.theirs)
    return answers.clash(who=clash.who, base=clash.base, rows=rows, values=values)


def _boxes(request, kind, row):
    """What stands in the boxes of a row: those of its own page, or those of the grid."""
    if "page" in request.POST:
        form = kind.form(instance=row, masterplan=row.masterplan, user=request.user)
        return form.boxes()
    codes = Codes(row.masterplan) if kind.model is TowsStrategy else None
    values = {column.input_name: boxed(row, column, codes) for column in kind.grid_columns}
    if codes:
        values |= {"codes_was": values["codes"], "codes_token": codes.token(row.dimension_id)}
    return values


def _in_words(row, name):
    if name == "entries":
        entries = getattr(row, "entries_sent", None)
        entries = row.entries.all() if entries is None else entries
        return "; ".join(f"{entry.get_kind_display()}: {entry.text}" for entry in entries)
    return words_of(row, name)


def _box(request, name):
    """In the grid strategies are joined to SWOT rows by a box with codes."""
    return "codes" if name == "entries" and "page" not in request.POST else name


# --- a row that is gone


def _gone(request, slug, kind, pk):
    """A row that was removed or merged while somebody filled it: nothing typed is lost."""
    masterplan = get_for(request.user, "analyses.enter_finding", Masterplan.objects, slug=slug)
    merged = kind.model.objects.filter(masterplan=masterplan, pk=pk).exclude(merged_into=None)
    merged = merged.select_related("merged_into").first()
    removal = removal_of(pk, kind=kind.slug, region=masterplan.region)
    if not merged and not removal:
        raise Http404
    who = removal.actor_name if removal and not merged else "Ketua pokja"
    did = "menggabungkan" if merged else "menghapus"
    # The same form sent twice makes one new row.
    key = uuid.uuid5(uuid.NAMESPACE_URL, f"{kind.slug}/{pk}/{request.user.pk}")
    data = _completed(request, kind, merged, removal)
    data["form_key"] = str(key)
    form = kind.form(data, request.FILES or None, masterplan=masterplan, user=request.user)
    if not answers.asked(request):
        refused = GONE.format(who=who, did=did)
        return _show(request, masterplan, kind, form, status=409, refused=refused)
    if request.POST.get("base") == AS_NEW:
        return _by_script(request, masterplan, kind, form)
    page = {"who": who, "did": did, "into": merged.merged_into if merged else None}
    html = render_to_string("analyses/_gone.html", page)
    return answers.stale(who=who, base=AS_NEW, html=html)


def _completed(request, kind, merged, removal):
    """What was sent, with what the heading of the grid said: it is not sent with each row."""
    data = request.POST.copy()
    data["base"] = ""
    place = dict(removal.data.get("place", {})) if removal else {}
    for name in ("agency", *kind.fixed):
        value = value_of(merged, name) if merged else place.get(name, "")
        data.setdefault(name, value)
    return data


# --- moved, removed, proved


@require_POST
def move(request, slug, kind, pk):
    """Directly before or after the row whose key the button carries."""
    finding = _to_change(request, slug, kind, pk)
    sheet_rows = KINDS[kind].rows(finding.masterplan)
    same = {
        name: getattr(finding, f"{name}_id", getattr(finding, name)) for name in KINDS[kind].fixed
    }
    siblings = sheet_rows.filter(**same).prefetch_related(None)
    after = "after" in request.POST
    key = request.POST.get("after" if after else "before", "")
    beside = siblings.filter(pk=key).first() if key.isdecimal() else None
    try:
        if beside:
            move_finding(finding, beside=beside, after=after, siblings=siblings, by=request.user)
    except PlanClosedError as error:
        return _answer(request, slug, kind, pk, refused=str(error))
    return _answer(request, slug, kind, pk, state="moved")


@require_POST
def remove(request, slug, kind, pk):
    finding = _to_change(request, slug, kind, pk)
    base = request.POST.get("base", "")
    try:
        remove_finding(finding, kind=kind, by=request.user, base=base)
    except (PlanClosedError, RowInUseError) as error:
        return _answer(request, slug, kind, pk, refused=str(error))
    except StaleFinding as clash:
        sentence = f"{clash.who} baru saja mengubah isian ini. Baca dahulu, lalu hapus lagi."
        return _answer(request, slug, kind, pk, refused=sentence)
    if not answers.asked(request):
        messages.success(request, f"{KINDS[kind].one_capitalised} dihapus.")
    return _answer(request, slug, kind, None, state="removed")


@require_POST
def evidence(request, slug, pk, kind="kesiapan"):
    """Keep the file that proves a readiness item, or take it away."""
    finding = _to_change(request, slug, kind, pk)
    upload = request.FILES.get("evidence_upload")
    if upload is None and "remove" not in request.POST:
        return _answer(request, slug, kind, pk, refused="Pilih berkas lebih dahulu.")
    try:
        item = attach_evidence(finding, upload=upload, kind=kind, by=request.user)
    except (PlanClosedError, UploadRefused) as error:
        return _answer(request, slug, kind, pk, refused=str(error))
    file = item.evidence_file
    more = {"name": file.name, "url": file.get_absolute_url()} if file else {}
    return _answer(request, slug, kind, pk, state="attached", **more)


def _to_change(request, slug, kind, pk):
    rows = _kind(kind).model.objects.standing()
    return get_for(request.user, "analyses.change_finding", rows, masterplan__slug=slug, pk=pk)


def _answer(request, slug, kind, pk, *, refused="", **state):
    """What the script or the page needs to hear."""
    if answers.asked(request):
        return answers.refused(refused) if refused else JsonResponse(state)
    if refused:
        messages.error(request, refused)
    return redirect(_page_of(request, slug, KINDS[kind], pk))


def _kind(slug):
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]
