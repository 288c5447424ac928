"""Pages of the analyses: an overview, a page a kind, a form a row."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from analyses.kinds import KINDS, grouped
from analyses.progress import overview
from analyses.rules import is_of_own_agency
from audit.trail import record
from masterplans.models import Masterplan
from regions.access import get_for
from regions.rules import roles_of


def board(request, slug):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    context = {"masterplan": masterplan, "overview": overview(masterplan)}
    return render(request, "analyses/board.html", context)


def findings(request, slug, kind):
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    kind = KINDS[kind]
    rows = list(kind.rows(masterplan))
    own = _may_change(request.user, masterplan)
    for row in rows:
        row.masterplan, row.may_change = masterplan, own(row)
    context = {
        "masterplan": masterplan,
        "kind": kind,
        "kinds": KINDS.values(),
        "groups": grouped(kind, masterplan, rows),
        "count": len(rows),
        "may_add": request.user.has_perm("analyses.add_finding", masterplan),
    }
    return render(request, "analyses/findings.html", context)


def add(request, slug, kind):
    masterplan = get_for(request.user, "analyses.add_finding", Masterplan.objects, slug=slug)
    start = {
        name: request.GET[name] for name in ("dimension", "head", "kind") if name in request.GET
    }
    form = _kind(kind).form(
        request.POST or None, masterplan=masterplan, user=request.user, initial=start
    )
    return _edit(request, masterplan, KINDS[kind], form)


def edit(request, slug, kind, pk):
    finding = get_for(
        request.user,
        "analyses.change_finding",
        _kind(kind).model.objects,
        masterplan__slug=slug,
        pk=pk,
    )
    form = KINDS[kind].form(
        request.POST or None, instance=finding, masterplan=finding.masterplan, user=request.user
    )
    return _edit(request, finding.masterplan, KINDS[kind], form)


def _edit(request, masterplan, kind, form):
    """Save one row, or show its form (again) with what was typed."""
    if request.method == "POST" and form.is_valid():
        verb = "changed" if form.instance.pk else "added"
        finding = form.save()
        record(request.user, f"finding.{verb}", finding, kind=kind.slug, fields=form.changed_data)
        messages.success(request, f"{kind.one.capitalize()} disimpan.")
        if "again" in request.POST:
            return redirect(f"{reverse('analyses:add', args=[masterplan.slug, kind.slug])}")
        return redirect(f"analyses:{kind.url_name}", masterplan.slug)
    context = {"form": form, "kind": kind, "masterplan": masterplan}
    return render(request, "analyses/form.html", context)


@require_POST
def remove(request, slug, kind, pk):
    finding = get_for(
        request.user,
        "analyses.change_finding",
        _kind(kind).model.objects,
        masterplan__slug=slug,
        pk=pk,
    )
    record(request.user, "finding.removed", finding.masterplan, kind=kind, text=str(finding))
    finding.delete()
    messages.success(request, f"{KINDS[kind].one.capitalize()} dihapus.")
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
