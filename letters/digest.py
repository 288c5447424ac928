"""News that waits for nobody: one letter to a person in the morning.

The cost follows the news. A row that waits carries the moment of its morning (06.30 where the
region is), so a sweep asks one question of a small index; who has no news is never looked at.
"""

from datetime import timedelta
from itertools import groupby

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from accounts.models import NewsMail
from indonesian import many
from letters.actions import drop, rendered
from letters.delivery import CLOSED
from letters.models import Letter, Urgency

KIND = "letters/mail/digest"
PEOPLE = 500  # whose news is gathered in one transaction
# The mornings of three time zones are two hours apart: with a pause of four, somebody who works
# in two of them gets one letter a day, and the news that came after it waits for the next.
PAUSE = timedelta(hours=4)
UNWANTED = "Penerima memilih tidak menerima kabar lewat surel."


def gather_due() -> int:
    """Put the news of everybody whose morning has come into letters; how many letters.

    The rows are locked: of two workers that do this at once, the second finds them gathered.
    """
    made = 0
    while people := list(_people_due()):
        made += _gather(people)
    return made


def _people_due():
    due = Letter.objects.uncollected().filter(next_attempt__lte=timezone.now())
    return due.order_by("person").values_list("person", flat=True).distinct()[:PEOPLE]


@transaction.atomic
def _gather(people) -> int:
    rows = (
        Letter.objects.uncollected()
        .filter(person__in=people)
        .select_related("person")
        .select_for_update(of=("self",))
        .order_by("person", "created_at")
    )
    served = set(_served_today(people))
    digests, gathered, early, closed, unwanted = [], [], [], [], []
    for person, news in groupby(rows, key=lambda row: row.person):
        news = list(news)
        if not person.is_active:
            closed += news
        elif person.news_mail == NewsMail.OFF:
            unwanted += news
        elif person.pk in served:
            early += news
        else:
            digests.append(_digest(person, news))
            gathered += news
    _keep(digests, gathered)
    _wait_a_day(early)
    _drop(closed, CLOSED)
    _drop(unwanted, UNWANTED)
    return len(digests)


def _served_today(people):
    since = timezone.now() - PAUSE
    recent = Letter.objects.filter(kind=KIND, person__in=people, created_at__gt=since)
    return recent.values_list("person", flat=True)


def _digest(person, news) -> Letter:
    """The daily letter; marks each piece of news as being in it."""
    subject = news[0].title if len(news) == 1 else _title(news)
    given = rendered(
        KIND,
        person=person,
        subject=subject,
        path=reverse("home"),
        news=[(row, settings.SITE_URL + row.path) for row in news],
        reason="kabar yang tidak menunggu Anda dikumpulkan dalam satu surat setiap pagi",
    )
    digest = Letter(
        person=person,
        address=person.email,
        name=person.name,
        kind=KIND,
        subject=given.subject,
        path=reverse("home"),
        text=given.text,
        html=given.html,
        urgency=Urgency.NEWS,
    )
    for row in news:
        row.digest = digest
    return digest


def _title(news):
    places = {row.place for row in news}
    where = f" dari {places.pop()}" if len(places) == 1 else ""
    return f"{many(len(news), 'kabar')}{where}"


def _keep(digests, gathered):
    if digests:
        Letter.objects.bulk_create(digests)
        Letter.objects.bulk_update(gathered, ["digest"])


def _wait_a_day(rows):
    if rows:
        mine = Letter.objects.filter(pk__in=[row.pk for row in rows])
        mine.update(next_attempt=F("next_attempt") + timedelta(days=1))


def _drop(rows, why):
    if rows:
        drop(Letter.objects.filter(pk__in=[row.pk for row in rows]), why)
