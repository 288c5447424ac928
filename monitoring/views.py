"""Pages that look over many regions, and over one from outside its masterplan."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from audit.models import Event
from cohorts.models import Cohort, Nomination
from commitments.models import Commitment, CommitmentKind
from enactments.models import unenacted
from instruments.models import Assessment
from masterplans.models import Masterplan
from monitoring import figures
from monitoring.experts import expert_loads, portfolio_of
from monitoring.forms import OutsidePlanForm, RegionFilter
from monitoring.models import OutsidePlan
from monitoring.outside import OutsidePlanError, record_outside_plan, remove_outside_plan
from monitoring.region_map import MARKS, by_province, map_of, mark_of, regions_on_map
from monitoring.rules import may_invite
from monitoring.tiles import tiles_of
from regions.access import get_for
from regions.models import Level, Region

PAGE = 25  # regions on a page of the list


def regions(request):
    """Every region that somebody may see; first what waits for an expert."""
    form = RegionFilter(request.GET or None, user=request.user)
    page = Paginator(figures.region_list(request.user, **form.chosen), PAGE).get_page(
        request.GET.get("halaman")
    )
    portfolio = portfolio_of(request.user)
    counts = figures.state_counts(request.user)
    context = {
        "form": form,
        "page": page,
        "counts": counts,
        "why": figures.counts_in_words(counts),
        "portfolio": portfolio,
        "may_invite": may_invite(request.user),
        "tiles": tiles_of(request.user, form.chosen),
        "is_expert": bool(portfolio["waiting"] or portfolio["working"]),
        "experts": expert_loads() if request.user.is_national else [],
    }
    return render(request, "monitoring/regions.html", context)


def region_map(request):
    """The regions on a map, of one province or of all, with the table of what it shows."""
    form = RegionFilter(request.GET or None, user=request.user)
    shown = regions_on_map(request.user, **form.chosen)
    lines = by_province(shown)
    context = {
        "form": form,
        "counts": figures.state_counts(request.user),
        "regions": [(one, mark_of(one)) for one in shown] if len(lines) == 1 else [],
        "lines": lines if len(lines) > 1 else [],
        "marks": MARKS,
        "picture": map_of(shown) if shown else None,
    }
    return render(request, "monitoring/map.html", context)


def region(request, code):
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    children = figures.region_list(request.user).filter(parent=region)
    context = {
        "region": region,
        "plans": Masterplan.objects.visible_to(request.user).filter(region=region),
        "sealed": _sealed(region),
        "agencies": region.agencies.all(),
        "officials": region.officials.select_related("agency", "user"),
        "children": children,
        "unenacted": unenacted(Masterplan.objects.visible_to(request.user).filter(region=region)),
        "picture": map_of(list(children)) if region.level == Level.PROVINCE else None,
        "assessments": Assessment.objects.of_region(region),
        "asked": Assessment.objects.asked_of(request.user, region),
        "outside": region.outside_plans.defer("pdf").annotate(has_file=Q(pdf__isnull=False)),
        "may_invite": may_invite(request.user),
        "nominations": list(Nomination.objects.visible_to(request.user).filter(region=region)),
        "open_cohort": _open_cohort(request.user, region),
        "may_record": request.user.has_perm("monitoring.record_outsideplan", region),
        "may_change": request.user.has_perm("regions.change_region", region),
        "may_start": request.user.has_perm("masterplans.add_masterplan", region),
        "may_see_trail": request.user.has_perm("regions.view_trail", region),
        "may_manage": request.user.has_perm("regions.manage_members", region),
    }
    return render(request, "monitoring/region.html", context)


def _sealed(region):
    """The sealed commitments of all plans and editions, the newest first."""
    sealed = Commitment.objects.sealed().filter(kind=CommitmentKind.COMMITMENT)
    return list(sealed.filter(edition__masterplan__region=region).without_bytes().order_by("-pk"))


def _open_cohort(user, region):
    """The newest cohort, for which an officer may nominate this region."""
    if not user.is_national:
        return None
    newest = Cohort.objects.first()
    return None if newest and newest.nominations.filter(region=region).exists() else newest


def outside_add(request, code):
    """Write down a masterplan that was made before Simpul, or outside it."""
    region = get_for(request.user, "monitoring.record_outsideplan", Region.objects, code=code)
    form = OutsidePlanForm(request.POST or None, request.FILES or None, region=region)
    if request.method == "POST" and form.is_valid():
        try:
            plan = record_outside_plan(region, by=request.user, **form.cleaned_data)
        except OutsidePlanError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Masterplan {plan.period} dicatat.")
            return redirect(plan)
    return render(request, "monitoring/outside_form.html", {"region": region, "form": form})


def outside_file(request, code, pk):
    plan = get_for(
        request.user, "monitoring.view_outsideplan", OutsidePlan.objects, region__code=code, pk=pk
    )
    if not plan.pdf:
        raise Http404
    response = HttpResponse(bytes(plan.pdf), content_type="application/pdf")
    name = f"masterplan-{code}-{plan.period}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def outside_remove(request, code, pk):
    plan = get_for(
        request.user, "monitoring.record_outsideplan", OutsidePlan.objects, region__code=code, pk=pk
    )
    remove_outside_plan(plan, by=request.user)
    messages.success(request, f"Catatan masterplan {plan.period} dihapus.")
    return redirect("monitoring:region", code)


def trail(request, code):
    region = get_for(request.user, "regions.view_trail", Region.objects, code=code)
    page = Paginator(Event.objects.in_region(code), 100).get_page(request.GET.get("halaman"))
    may_manage = request.user.has_perm("regions.manage_members", region)
    context = {"region": region, "page": page, "may_manage": may_manage}
    return render(request, "monitoring/trail.html", context)
