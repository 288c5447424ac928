"""All sessions that somebody may know of, month by month, and the same for her own calendar."""

from itertools import groupby

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from bimtek.days import clashes_among
from bimtek.ics import feed, feed_token, person_of_feed
from bimtek.models import Session
from bimtek.spoken import days_in_words, hours_in_words, when_in_words
from indonesian import MONTHS, many

MOST = 400  # of one page: a whole year of a national cohort


@require_safe
def calendar(request):
    today = timezone.localdate()
    year = _year(request, today)
    found = Session.objects.visible_to(request.user)
    of_year = list(found.filter(first_day__year=year).order_by("first_day", "masterplan_id")[:MOST])
    coming = [one for one in of_year if one.last_day >= today]
    shared = clashes_among(of_year)
    context = {
        "title": _title(coming, year),
        "year": year,
        "years": [day.year for day in found.dates("first_day", "year")],
        "months": [
            (f"{MONTHS[month - 1]} {year}", [_line(one, today, shared) for one in lines])
            for month, lines in groupby(of_year, lambda one: one.first_day.month)
        ],
        "feed_url": settings.SITE_URL + reverse("calendar:feed", args=[feed_token(request.user)]),
    }
    return render(request, "bimtek/calendar.html", context)


@require_safe
@login_not_required
def feed_file(request, token):
    """For the calendar programs of one person, which cannot sign in; the address is the secret."""
    person = person_of_feed(token)
    if person is None:
        raise Http404
    last_year = timezone.localdate().year - 1
    sessions = Session.objects.visible_to(person).filter(first_day__year__gte=last_year)
    response = HttpResponse(feed(list(sessions[:MOST])), content_type="text/calendar")
    response["Cache-Control"] = "private, max-age=900"
    return response


def _year(request, today):
    given = request.GET.get("tahun", "")
    return int(given) if given.isdecimal() and len(given) == 4 and given > "0000" else today.year


def _title(coming, year):
    if not coming:
        return f"Tidak ada bimtek yang akan datang pada tahun {year}."
    first = min(coming, key=lambda one: one.first_day)
    if len(coming) == 1:
        return f"Berikutnya {first} {first.region}."
    return f"{many(len(coming), 'bimtek')} akan datang; yang pertama {first} {first.region}."


def _line(session, today, shared):
    return {
        "session": session,
        "days": days_in_words(session),
        "hours": hours_in_words(session),
        "when": when_in_words(session, today),
        "is_past": session.last_day < today,
        "clashes": shared.get(session.pk, ()),
    }
