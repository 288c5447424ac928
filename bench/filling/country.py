"""What a country of the benchmark consists of: its regions, and where each stands.

A region is the same in every country it belongs to: everything in it is drawn from its code. So
the page of one masterplan can be compared between the nation and five regions.
"""

import csv
from dataclasses import dataclass
from functools import cached_property
from random import Random

from django.conf import settings

from masterplans.models import Stage, Status
from regions.models import Level

SOURCE = settings.BASE_DIR / "regions" / "data" / "regions.csv"

# DI Yogyakarta: five kabupaten and kota and their province, all of one expert. Their pages are the
# ones that are measured, so where they stand is said here and not drawn.
PROVINCE = "34"
REVIEWED, FROZEN, ORDINARY, LARGE = "34.02", "34.03", "34.04", "34.71"
SETTLED = {
    "34": (Stage.PROGRAMS, Status.WRITING),
    "34.01": (Stage.ANALYSIS, Status.REVIEW),
    REVIEWED: (Stage.PROGRAMS, Status.REVIEW),
    FROZEN: (Stage.COMMITMENT, Status.FROZEN),
    ORDINARY: (Stage.ROADMAP, Status.WRITING),
    LARGE: (Stage.ROADMAP, Status.WRITING),
}
# How many of a hundred regions stand where.
SPREAD = {
    (Stage.ANALYSIS, Status.WRITING): 20,
    (Stage.ANALYSIS, Status.REVIEW): 6,
    (Stage.PROGRAMS, Status.WRITING): 21,
    (Stage.PROGRAMS, Status.REVIEW): 6,
    (Stage.ROADMAP, Status.WRITING): 16,
    (Stage.ROADMAP, Status.REVIEW): 5,
    (Stage.COMMITMENT, Status.WRITING): 9,
    (Stage.COMMITMENT, Status.REVIEW): 3,
    (Stage.COMMITMENT, Status.APPROVED): 3,
    (Stage.COMMITMENT, Status.FROZEN): 4,
    (Stage.COMMITMENT, Status.SIGNED): 7,
}


@dataclass(frozen=True)
class Country:
    """Which regions there are (rows of regions.csv), and how much each holds."""

    rows: list[dict]
    programs: int = 60
    programs_of_the_large: int = 150
    writers: int = 26
    events: int = 150

    def programs_in(self, code: str) -> int:
        """How many programs the masterplan of a region has."""
        return self.programs_of_the_large if code == LARGE else self.programs

    @staticmethod
    def standing_of(code: str) -> tuple[Stage, Status]:
        """The stage and status of a region's masterplan."""
        drawn = Random(f"standing {code}").choices(list(SPREAD), list(SPREAD.values()))[0]
        return SETTLED.get(code, drawn)

    @cached_property
    def codes(self) -> list[str]:
        """The codes in the order in which experts get six each: Yogyakarta first, whole."""
        codes = [row["code"] for row in self.rows]
        return sorted(codes, key=lambda code: (code.split(".")[0] != PROVINCE, code))

    @property
    def provinces(self) -> list[str]:
        return [row["code"] for row in self.rows if row["level"] == Level.PROVINCE]


def all_rows() -> list[dict]:
    """Every region of the real list."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def nation() -> Country:
    """All provinces, kabupaten and kota."""
    return Country(all_rows())


def five_regions() -> Country:
    """Five kabupaten and kota and the province above them."""
    return Country([row for row in all_rows() if row["code"].split(".")[0] == PROVINCE])
