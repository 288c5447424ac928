"""Pages that look over many regions, and over one from outside its masterplan."""

from django.core.paginator import Paginator
from django.shortcuts import render

from audit.models import Event
from masterplans.models import Masterplan
from monitoring import figures
from monitoring.forms import RegionFilter
from regions.access import get_for
from regions.models import Region

PAGE = 25  # regions on a page of the list


def regions(request):
    """Every region that somebody may see; first what waits for an expert."""
    form = RegionFilter(request.GET or None)
    page = Paginator(figures.region_list(request.user, **form.chosen), PAGE).get_page(
        request.GET.get("halaman")
    )
    portfolio = figures.portfolio(request.user)
    context = {
        "form": form,
        "page": page,
        "counts": figures.state_counts(request.user),
        "portfolio": portfolio,
        "is_expert": bool(portfolio["waiting"] or portfolio["working"]),
    }
    return render(request, "monitoring/regions.html", context)


def region(request, code):
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    context = {
        "region": region,
        "plans": Masterplan.objects.visible_to(request.user).filter(region=region),
        "agencies": region.agencies.all(),
        "officials": region.officials.select_related("agency", "user"),
        "children": figures.region_list(request.user).filter(parent=region),
        "may_change": request.user.has_perm("regions.change_region", region),
        "may_start": request.user.has_perm("masterplans.add_masterplan", region),
        "may_see_trail": request.user.has_perm("regions.view_trail", region),
        "may_manage": request.user.has_perm("regions.manage_members", region),
    }
    return render(request, "monitoring/region.html", context)


def trail(request, code):
    region = get_for(request.user, "regions.view_trail", Region.objects, code=code)
    page = Paginator(Event.objects.in_region(code), 100).get_page(request.GET.get("halaman"))
    may_manage = request.user.has_perm("regions.manage_members", region)
    context = {"region": region, "page": page, "may_manage": may_manage}
    return render(request, "monitoring/trail.html", context)
