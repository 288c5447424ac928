"""When somebody is reminded without anybody asking for it.

Seven days and one day before a bimtek, and three days after a stage came back: those of the region
of whom something is still asked. Every week: the experts on whose desk a stage has waited for more
than seven days. What was missed, because nothing ran that day, is made good while it is of use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from bimtek.models import Session
from bimtek.spoken import days_in_words
from indonesian import counted, jarak_hari, tanggal
from masterplans.models import Decision, Masterplan, Status, Verb
from regions.models import Role

WEEK_BEFORE, DAY_BEFORE = 7, 1
AFTER_RETURN, WAITS_LONG = 3, 7  # days
OF_USE = 14  # days that a stage which came back is worth a reminder
EXPERTS = frozenset([Role.FACILITATOR])
TEAM = frozenset(Role) - EXPERTS - {Role.PROVINCE_OFFICER, Role.GUEST}


@dataclass(frozen=True)
class Occasion:
    """One reason to remind: its key, the day from which it holds, its sentence, and of whom."""

    key: str
    masterplan: Masterplan
    day: date
    words: str
    roles: frozenset[str] = TEAM

    @property
    def is_of_experts(self) -> bool:
        return self.roles == EXPERTS


def occasions(plans: QuerySet[Masterplan], today: date) -> Iterator[Occasion]:
    """What these masterplans give reason for on a day, as it is in their regions. Two queries."""
    last = today + timedelta(days=WEEK_BEFORE)
    return _on(_sessions(plans, today, last), _moved(plans), today)


def coming(plans: QuerySet[Masterplan], today: date, days: int = OF_USE) -> list[Occasion]:
    """What will give reason within so many days, each with its first day. Two queries."""
    sessions = list(_sessions(plans, today, today + timedelta(days=days + WEEK_BEFORE)))
    moved, found = list(_moved(plans)), {}
    for ahead in range(days + 1):
        for one in _on(sessions, moved, today + timedelta(days=ahead)):
            found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: one.day)


def _on(sessions, moved, today):
    for session in sessions:
        if 0 <= (days := (session.first_day - today).days) <= WEEK_BEFORE:
            yield _before(session, days, today)
    for plan in moved:
        since = plan.stage_since.astimezone(plan.region.zone).date()
        days = (today - since).days
        if plan.status == Status.REVIEW and days > WAITS_LONG:
            yield _on_the_desk(plan, since, days)
        if plan.last_verb == Verb.RETURNED and AFTER_RETURN <= days <= OF_USE:
            yield _came_back(plan, since)


def _sessions(plans, first, last):
    soon = Session.objects.filter(
        masterplan__in=plans.filter(status=Status.WRITING), first_day__range=(first, last)
    )
    return soon.select_related("masterplan__region__parent")


def _before(session, days, today):
    kind = DAY_BEFORE if days <= DAY_BEFORE else WEEK_BEFORE
    return Occasion(
        f"sebelum-{kind}:{session.pk}:{session.first_day}",
        session.masterplan,
        today,
        f"{session} {jarak_hari(session.first_day, today)} ({days_in_words(session)})",
    )


def _moved(plans):
    newest = Decision.objects.filter(masterplan=OuterRef("pk")).order_by("-at", "-pk")
    moved = plans.filter(status__in=[Status.WRITING, Status.REVIEW]).annotate(
        last_verb=Subquery(newest.values("verb")[:1]), last_step=Subquery(newest.values("pk")[:1])
    )
    return moved.exclude(last_verb=None).select_related("region__parent")


def _came_back(plan, since):
    return Occasion(
        f"kembali:{plan.last_step}",
        plan,
        since + timedelta(days=AFTER_RETURN),
        f"Tahap {plan.stage} dikembalikan {tanggal(since)} dan belum diserahkan lagi",
    )


def _on_the_desk(plan, since, days):
    week = (days - 1) // WAITS_LONG
    return Occasion(
        f"menunggu:{plan.last_step}:{week}",
        plan,
        since + timedelta(days=week * WAITS_LONG + 1),
        f"Tahap {plan.stage} menunggu tinjauan Anda sejak {tanggal(since)},"
        f" sudah {counted(days)} hari",
        EXPERTS,
    )
