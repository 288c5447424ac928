"""What pages ask every few seconds is answered before all that a page needs."""

import re

from django.conf import settings
from django.http import HttpResponse, JsonResponse

from accounts.session_person import person_of
from masterplans.presence import PLACE, exchange_presence, leave_place
from revisions import answers

PRESENCE = re.compile(r"/masterplan/(?P<slug>[-\w]+)/isi/hadir/")


def answer_presence(get_response):
    """Middleware: who else has this place open, in two questions to the database.

    It answers only the ordinary case. Whatever is unusual (nobody signed in, no member, another
    person at the computer, a place that is none) goes the way of every page to
    `masterplans:presence`, which refuses in its own words.
    """

    def middleware(request):
        return _answer(request) or get_response(request)

    return middleware


def _answer(request):
    asked = PRESENCE.fullmatch(request.path_info)
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if not (asked and key and request.method == "POST" and _from_own_page(request)):
        return None
    place, person = request.POST.get("presence", ""), person_of(key)
    if person is None or person.is_national or not PLACE.fullmatch(place):
        return None
    if answers.is_autosave(request) and request.headers[answers.HEADER] != str(person.pk):
        return None
    if "leaves" in request.POST:
        leave_place(asked["slug"], place, by=person)
        answer = HttpResponse(status=204)
    elif found := exchange_presence(
        asked["slug"], place, by=person, writes="writes" in request.POST
    ):
        answer = JsonResponse(found)
    else:
        return None
    request._cached_user = person  # for the line of the log
    return answer


def _from_own_page(request):
    """As good as a form token: browsers say from which site a script sends."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == own
