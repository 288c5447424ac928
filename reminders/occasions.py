"""When somebody is reminded without anybody asking for it.

Seven days and one day before a bimtek, and three days after a stage came back: those of the region
of whom something is still asked. Three, seven and fourteen days after her turn came: who has not
signed a commitment. Every week: the experts on whose desk a stage has waited for more
than seven days. What was missed, because nothing ran that day, is made good while it is of use.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from bimtek.models import Session
from bimtek.spoken import days_in_words
from commitments.models import Commitment, Signatory
from indonesian import counted, jarak_hari, tanggal
from masterplans.models import Decision, Masterplan, Status, Verb
from regions.models import Role

WEEK_BEFORE, DAY_BEFORE = 7, 1
AFTER_RETURN, WAITS_LONG = 3, 7  # days
UNSIGNED = (3, 7, 14)  # days since her turn came
OF_USE = 14  # days that a stage which came back is worth a reminder
EXPERTS = frozenset([Role.FACILITATOR])
TEAM = frozenset(Role) - EXPERTS - {Role.PROVINCE_OFFICER, Role.GUEST}
SIGNERS = frozenset(Role) - {Role.GUEST}


@dataclass(frozen=True)
class Occasion:
    """One reason to remind: its key, the day from which it holds, its sentence, and of whom."""

    key: str
    masterplan: Masterplan
    day: date
    words: str
    roles: frozenset[str] = TEAM
    page: str = "assignments:worksheets"

    @property
    def is_of_experts(self) -> bool:
        return self.roles == EXPERTS


def occasions(plans: QuerySet[Masterplan], today: date) -> Iterator[Occasion]:
    """What these masterplans give reason for on a day, as it is in their regions.

    Two queries, and two more while a commitment may be signed.
    """
    moved = list(_moved(plans))
    last = today + timedelta(days=WEEK_BEFORE)
    return _on(_sessions(plans, today, last), moved, turns(moved), today)


def coming(plans: QuerySet[Masterplan], today: date, days: int = OF_USE) -> list[Occasion]:
    """What will give reason within so many days, each with its first day."""
    sessions = list(_sessions(plans, today, today + timedelta(days=days + WEEK_BEFORE)))
    moved, found = list(_moved(plans)), {}
    signing = turns(moved)
    for ahead in range(days + 1):
        for one in _on(sessions, moved, signing, today + timedelta(days=ahead)):
            found.setdefault(one.key, one)
    return sorted(found.values(), key=lambda one: one.day)


def _on(sessions, moved, signing, today):
    for turn in signing:
        if reached := [days for days in UNSIGNED if turn.day + timedelta(days) <= today]:
            yield _unsigned(turn, reached[-1])
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


@dataclass(frozen=True)
class Turn:
    """Whose number it is in a commitment that is being signed, and since when."""

    commitment: Commitment
    order: int
    since: datetime

    @property
    def day(self) -> date:
        return self.since.astimezone(self.commitment.region.zone).date()


def turns(plans: list[Masterplan]) -> list[Turn]:
    """The turn of each commitment to these plans that is being signed, also past its last day."""
    frozen = [plan.pk for plan in plans if plan.status == Status.FROZEN]
    if not frozen:
        return []
    running = Commitment.objects.filter(
        edition__masterplan__in=frozen,
        cancelled_at=None,
        document=None,
        shown_letter__isnull=False,
    ).exclude(signatories__decline__isnull=False)
    running = running.select_related("shown_letter", "edition__masterplan__region__parent").defer(
        "shown_letter__pdf", "shown_letter__manifest", "edition__content", "edition__manifest"
    )
    places = Signatory.objects.filter(commitment__in=[one.pk for one in running]).order_by("order")
    by_commitment = defaultdict(list)
    for key, order, at in places.values_list("commitment", "order", "signature__at"):
        by_commitment[key].append((order, at))
    return [turn for one in running if (turn := _turn(one, by_commitment[one.pk]))]


def _turn(commitment, places) -> Turn | None:
    order = next((order for order, at in places if at is None), None)
    if order is None:
        return None
    before = [at for other, at in places if other < order]
    return Turn(commitment, order, max([commitment.shown_letter.at, *before]))


def _unsigned(turn, days):
    commitment = turn.commitment
    words = f"Komitmen menunggu tanda tangan sejak {tanggal(turn.day)}"
    if commitment.deadline:
        last = tanggal(commitment.deadline.astimezone(commitment.region.zone))
        words += f", paling lambat {last}"
    return Occasion(
        f"tanda-tangan-{days}:{commitment.pk}:{turn.order}",
        commitment.masterplan,
        turn.day + timedelta(days),
        words,
        SIGNERS,
        "commitments:read",
    )


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
    looked_at = [Status.WRITING, Status.REVIEW, Status.FROZEN]
    moved = plans.filter(status__in=looked_at).annotate(
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
