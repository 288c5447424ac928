"""The timeline of a region, with its newest plan or with one of them."""

from django.shortcuts import render

from masterplans.models import Masterplan
from regions.access import get_for
from regions.models import Region
from stages.timeline_steps import timeline_of


def of_region(request, code):
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    plans = list(Masterplan.objects.visible_to(request.user).filter(region=region))
    context = {
        "region": region,
        "timeline": timeline_of(region, plans[0] if plans else None, request.user),
        "others": plans[1:],
        "may_manage": request.user.has_perm("regions.manage_members", region),
        "may_see_trail": request.user.has_perm("regions.view_trail", region),
    }
    return render(request, "stages/timeline_of_region.html", context)


def of_plan(request, slug):
    masterplan = get_for(request.user, "stages.view_stage", Masterplan.objects, slug=slug)
    timeline = timeline_of(masterplan.region, masterplan, request.user)
    context = {"masterplan": masterplan, "timeline": timeline}
    return render(request, "stages/timeline.html", context)
