"""What a coordinator does first: four steps on her board, as long as one of them is left."""

from dataclasses import dataclass

from django.urls import reverse

from indonesian import angka, counted, many
from masterplans.models import Stage, Status
from regions.models import Role
from regions.people import without_staff
from stages.overview import StageOverview


@dataclass(frozen=True)
class FirstStep:
    """A line of components/check.html: what is done first, how far it is, and the way there."""

    text: str
    ok: bool
    detail: str
    url: str
    label: str


def first_steps(overview: StageOverview) -> list[FirstStep]:
    """The four steps of whoever coordinates a plan in tahap 1, in their order.

    [] for everybody else, later, once all four are done or the tahap can be handed in without.
    """
    plan = overview.masterplan
    begins = plan.stage == Stage.ANALYSIS and plan.status == Status.WRITING
    if not begins or overview.return_decision or Role.LEAD not in overview.roles:
        return []
    if not overview.blocking:
        return []
    steps = [_agencies(overview), _staff(overview), _dates(overview), _writers(overview)]
    return [] if all(step.ok for step in steps) else steps


def _agencies(overview):
    region, count = overview.masterplan.region, len(overview.counts.agencies)
    return FirstStep(
        f"Catat {region.agency_word}.",
        count > 0,
        f"Sudah tercatat {angka(count)}." if count else "Tempel daftarnya dari Excel atau Word.",
        reverse("regions:agency_list", args=[region.code]),
        "Tempel daftar",
    )


def _staff(overview):
    region, all_count = overview.masterplan.region, len(overview.counts.agencies)
    without = len(without_staff(region)) if all_count else 0
    detail = f"{many(all_count - without, 'dari')} {counted(all_count)} punya staf atau undangan."
    return FirstStep(
        f"Undang staf tiap {region.agency_word}.",
        all_count > 0 and not without,
        detail if all_count else f"Sesudah {region.agency_word} tercatat.",
        reverse("regions:invite_staff", args=[region.code]),
        "Undang staf",
    )


def _dates(overview):
    stage = Stage(overview.masterplan.stage)
    session = overview.session_of(stage)
    count = sum(one.stage in Stage.values for one in overview.sessions)
    return FirstStep(
        "Tetapkan jadwal bimtek.",
        session is not None,
        f"{many(count, 'dari')} {counted(len(Stage))} bimtek bertanggal."
        if count
        else "Tanggal bimtek I menjadi tenggat tahap 1.",
        reverse("bimtek:session", args=[overview.masterplan.slug, stage.value]),
        "Tetapkan tanggal",
    )


def _writers(overview):
    """The required sections of this tahap, each with a Perangkat Daerah that writes it."""
    plan = overview.masterplan
    due = [one for one in overview.counts.sections if one.is_required and one.is_due(plan.stage)]
    left = [one for one in due if not one.agencies]
    return FirstStep(
        f"Tunjuk penulis bagian tahap {plan.stage}.",
        not left,
        f"{many(len(left), 'dari')} {counted(len(due))} bagian belum punya penulis.",
        reverse("assignments:writers", args=[plan.slug]),
        "Tunjuk penulis",
    )
