"""Which kabupaten and kota, and which of their villages, take part in a program of a province."""

import hashlib

from django.db import transaction

from accounts.models import User
from audit.trail import record
from masterplans.documents import plan_held_open
from programs.models import ParticipatingRegion, Program
from regions.models import Level


class ParticipationError(Exception):
    """Who takes part cannot be stored so. The message is meant for the user."""


def has_regions_below(program: Program) -> bool:
    """Whether it is a program of a province, in which others can take part."""
    return program.masterplan.region.level == Level.PROVINCE


def participation_of(program: Program) -> dict[int, str]:
    """The villages of each region that takes part, by the key of the region."""
    return dict(program.participants.values_list("region", "villages"))


def seen_of(villages: dict[int, str]) -> str:
    """What a page remembers of the list that it was opened with."""
    return hashlib.sha256(repr(sorted(villages.items())).encode()).hexdigest()[:16]


@transaction.atomic
def let_take_part(program: Program, *, villages: dict[int, str], seen: str, by: User) -> None:
    """Store who takes part: the villages of each region, by its key.

    Raises PlanClosedError, and ParticipationError when somebody has changed the list since the
    page was opened (`seen_of`) or a region does not lie in the province.
    """
    plan = plan_held_open(program.masterplan)
    program = Program.objects.select_for_update(of=("self",)).get(pk=program.pk)
    stored = participation_of(program)
    if stored != villages and seen_of(stored) != seen:
        raise ParticipationError(
            "Orang lain baru saja mengubah daftar ini, jadi belum ada yang disimpan."
            " Buka lagi halaman ini, lalu bandingkan dengan isian Anda."
        )
    own = plan.region.children.filter(pk__in=villages)
    if own.count() != len(villages):
        raise ParticipationError("Pilih kabupaten atau kota di provinsi ini.")
    program.participants.exclude(region__in=villages).delete()
    ParticipatingRegion.objects.bulk_create(
        [
            ParticipatingRegion(program=program, region_id=key, villages=words)
            for key, words in villages.items()
        ],
        update_conflicts=True,
        unique_fields=["program", "region"],
        update_fields=["villages"],
    )
    record(by, "program.participants_chosen", program, count=len(villages))
