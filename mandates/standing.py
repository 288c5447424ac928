"""How many regions stand with their Nota Kesepakatan and decrees, at the cost of one query."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils import timezone

from mandates.models import DECREES, Mandate, MandateKind
from regions.models import Region

# A region has one to two months for its decrees (domain.md, section 3.3); a cohort may say less.
MONTHS_UNTIL_DECREE = 2


_months_of: list[Callable[[Region], int | None]] = []


def ask_months_of(source: Callable[[Region], int | None]) -> None:
    """Let a room above say how many months a region has; None where its rules say nothing."""
    _months_of.append(source)


def months_of(region: Region) -> int:
    """How many months a region has from its Nota Kesepakatan to its decrees."""
    said = (source(region) for source in _months_of)
    return next((months for months in said if months), MONTHS_UNTIL_DECREE)


@dataclass(frozen=True)
class DatedDocument:
    """The number and the date of the newest of its kind."""

    number: str
    date: date


@dataclass(frozen=True)
class MandateStanding:
    """What one region has. `documents` by kind; a kind that is not there was never recorded.

    `first` is the day on which a decree was first there after the agreement: one that is renewed
    years later did not come late.
    """

    documents: dict[str, DatedDocument]
    today: date
    months: int = MONTHS_UNTIL_DECREE
    first: dict[str, date] = field(default_factory=dict)

    @property
    def agreement(self) -> DatedDocument | None:
        return self.documents.get(MandateKind.AGREEMENT)

    @property
    def council(self) -> DatedDocument | None:
        return self.documents.get(MandateKind.COUNCIL)

    @property
    def team(self) -> DatedDocument | None:
        return self.documents.get(MandateKind.TEAM)

    @property
    def due(self) -> date | None:
        """The last day for both decrees; none before there is an agreement."""
        return months_after(self.agreement.date, self.months) if self.agreement else None

    def days_late(self, kind: str) -> int:
        """By how many days a decree came late, or is late now; 0 when it came in time."""
        if not self.due:
            return 0
        newest = self.documents.get(kind)
        issued = self.first.get(kind) or (newest.date if newest else self.today)
        return max(0, (issued - self.due).days)

    @property
    def late(self) -> dict[str, int]:
        """The decrees that are late now or came late, with their days."""
        return {kind.value: days for kind in DECREES if (days := self.days_late(kind))}

    @property
    def missing(self) -> list[MandateKind]:
        """What was not recorded yet, in the order in which it comes."""
        return [kind for kind in MandateKind if kind not in self.documents]


def standings(
    regions: Iterable[Region | int], *, months: int = MONTHS_UNTIL_DECREE
) -> dict[int, MandateStanding]:
    """The standing of each of these regions (or their keys), by key. One query for any number."""
    keys = [getattr(region, "pk", region) for region in regions]
    found: dict[int, dict] = {key: {} for key in keys}
    rows = Mandate.objects.filter(region__in=keys).order_by("date", "pk")
    first: dict[int, dict] = {key: {} for key in keys}
    for key, kind, number, day in rows.values_list("region_id", "kind", "number", "date"):
        found[key][kind] = DatedDocument(number, day)
        if kind == MandateKind.AGREEMENT:
            first[key] = {}  # the decrees that follow belong to this one
        else:
            first[key].setdefault(kind, day)
    today = timezone.localdate()
    return {key: MandateStanding(found[key], today, months, first[key]) for key in keys}


def standing_of(region: Region) -> MandateStanding:
    """The same for one region, by the rules of its cohort."""
    return standings([region], months=months_of(region))[region.pk]


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last one: two months after 31 December."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
