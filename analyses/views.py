"""Pages of the analyses: an overview, a page a kind, a form a row."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from analyses.kinds import KINDS, grouped, unfilled
from analyses.progress import overview
from analyses.rules import is_of_own_agency
from analyses.writing import StaleFinding, removal_of, remove_finding, save_finding
from masterplans.models import Masterplan
from masterplans.writing import PlanClosedError
from regions.access import get_for
from regions.rules import roles_of

STARTS = ("dimension", "subdimension", "head", "kind", "agency")
CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah: salin lebih dahulu."
)
STALE = (
    "{who} menyimpan isian ini ketika Anda masih menulis, jadi isian Anda belum disimpan dan"
    " masih ada di bawah. Bandingkan; simpan lagi untuk memakai isian Anda."
)
GONE = (
    "{who} menghapus isian ini ketika Anda masih menulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai isian baru."
)


def board(request, slug):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    context = {
        "masterplan": masterplan,
        "overview": overview(masterplan),
        "may_add": request.user.has_perm("analyses.add_finding", masterplan),
    }
    return render(request, "analyses/board.html", context)


def findings(request, slug, kind):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    kind = KINDS[kind]
    rows = list(kind.rows(masterplan))
    own = _may_change(request.user, masterplan)
    for row in rows:
        row.masterplan = masterplan  # first: the rule asks the row for its region
        row.may_change = own(row)
    groups = grouped(kind, masterplan, rows)
    empty, total = unfilled(kind, groups)
    context = {
        "masterplan": masterplan,
        "kind": kind,
        "kinds": KINDS.values(),
        "groups": groups,
        "empty": empty,
        "done": total - len(empty),
        "total": total,
        "far": f"{total - len(empty)} dari {total} {kind.unit} sudah terisi",
        "may_add": request.user.has_perm("analyses.add_finding", masterplan),
    }
    return render(request, "analyses/findings.html", context)


def add(request, slug, kind):
    may = "analyses.enter_finding" if request.method == "POST" else "analyses.add_finding"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    start = {name: request.GET[name] for name in STARTS if name in request.GET}
    form = _kind(kind).form(
        request.POST or None, masterplan=masterplan, user=request.user, initial=start
    )
    return _edit(request, masterplan, KINDS[kind], form)


def edit(request, slug, kind, pk):
    may = "analyses.write_finding" if request.method == "POST" else "analyses.change_finding"
    rows = _kind(kind).model.objects
    try:
        finding = get_for(request.user, may, rows, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, slug, KINDS[kind], pk)
    form = KINDS[kind].form(
        request.POST or None, instance=finding, masterplan=finding.masterplan, user=request.user
    )
    return _edit(request, finding.masterplan, KINDS[kind], form)


def _edit(request, masterplan, kind, form):
    """Save one row, or show its form (again) with what was typed."""
    if request.method != "POST":
        return _show(request, masterplan, kind, form)
    if not form.is_valid():
        return _show(request, masterplan, kind, form, status=422)
    try:
        save_finding(form, kind=kind.slug, by=request.user)
    except PlanClosedError:
        return _show(request, masterplan, kind, form, status=409, refused=CLOSED)
    except StaleFinding as clash:
        form.take_base(clash.theirs)
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
    return redirect(f"analyses:{kind.url_name}", masterplan.slug)


def _show(request, masterplan, kind, form, *, status=200, refused="", theirs=None):
    context = {
        "form": form,
        "kind": kind,
        "masterplan": masterplan,
        "refused": refused,
        "theirs": theirs,
    }
    return render(request, "analyses/form.html", context, status=status)


def _gone(request, slug, kind, pk):
    """A row that was removed while somebody filled its form: nothing typed is lost."""
    masterplan = get_for(request.user, "analyses.enter_finding", Masterplan.objects, slug=slug)
    removal = removal_of(pk, kind=kind.slug, region=masterplan.region)
    if not removal:
        raise Http404
    form = kind.form(request.POST, masterplan=masterplan, user=request.user)
    refused = GONE.format(who=removal.actor_name)
    return _show(request, masterplan, kind, form, status=409, refused=refused)


@require_POST
def remove(request, slug, kind, pk):
    finding = get_for(
        request.user,
        "analyses.change_finding",
        _kind(kind).model.objects,
        masterplan__slug=slug,
        pk=pk,
    )
    try:
        remove_finding(finding, kind=kind, by=request.user)
    except PlanClosedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{KINDS[kind].one_capitalised} dihapus.")
    return redirect(f"analyses:{KINDS[kind].url_name}", slug)


def _kind(slug):
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _may_change(user, masterplan):
    """The rule `analyses.change_finding` for many rows of one masterplan, without a query a row."""
    if not masterplan.is_open:
        return lambda row: False
    roles = roles_of(user, masterplan.region)
    if roles & {"lead", "dimension_lead"}:
        return lambda row: True
    return lambda row: "writer" in roles and is_of_own_agency(user, row)
