"""What will be sent without anybody asking for it, and what was."""

from django.shortcuts import render
from django.utils import timezone

from accounts.models import User
from masterplans.models import Masterplan
from regions.access import get_for
from reminders.models import SentReminder
from reminders.occasions import coming
from reminders.sending import notices_of

SHOWN = 50


def preview(request, slug):
    masterplan = get_for(request.user, "reminders.preview_reminders", Masterplan.objects, slug=slug)
    today = timezone.localdate(timezone=masterplan.region.zone)
    ahead = coming(Masterplan.objects.filter(pk=masterplan.pk), today)
    notices = notices_of(ahead)
    people = User.objects.in_bulk(notices)
    context = {
        "masterplan": masterplan,
        "occasions": [(one, _told_of(one, notices, people)) for one in ahead],
        "sent": SentReminder.objects.filter(masterplan=masterplan).select_related("person")[:SHOWN],
    }
    return render(request, "reminders/preview.html", context)


def _told_of(occasion, notices, people):
    """Who would be told now, by name, each with what she would read."""
    found = [
        (people[key], notice.lines)
        for key, its_own in notices.items()
        for notice in its_own
        if notice.occasion == occasion
    ]
    return sorted(found, key=lambda one: one[0].name)
