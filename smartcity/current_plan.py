"""Which region and masterplan a page is about, found once a request, with the region's clock."""

from django.utils import timezone

from masterplans.models import Masterplan
from regions.access import find_for
from regions.models import Region


def remember_current_plan(get_response):
    """Sets `request.region` and `request.masterplan` (None for strangers); times are the region's.

    This opens no door: every view still asks `regions.access.get_for`, which asks what she may.
    """

    def middleware(request):
        request.region = request.masterplan = None
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    def process_view(request, view, args, kwargs):
        if not request.user.is_authenticated:
            return
        if slug := kwargs.get("slug"):
            request.masterplan = find_for(request.user, Masterplan.objects, slug=slug)
            request.region = request.masterplan and request.masterplan.region
        elif code := kwargs.get("code"):
            request.region = find_for(request.user, Region.objects, code=code)
        if request.region:
            timezone.activate(request.region.zone)

    middleware.process_view = process_view
    return middleware
