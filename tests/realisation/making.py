"""What somebody says of a program in a year; one of everything that is reported."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from realisation.actions import YearFigures
from realisation.models import ClosedYear, RealisationEvidence, TrackedProgram, YearReport

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c63382127070002b6010534a675aa0000000049454e44ae426082"
)
RUNNING, CLOSED = 2020, 2019


def figures(state="running", *, apbd=0, values=None, **said):
    """Figures of the regional budget and of indicators."""
    amounts = {"apbd": apbd} if apbd else {}
    return YearFigures(state, amounts=amounts, values=values or {}, **said)


def realised(plan, words, agency, lead):
    """Things of a frozen plan of 2014 to 2023 by the words of a table (tests/world.py)."""
    found = {"running_year": ("year", RUNNING), "closed_year": ("year", CLOSED)}
    if "closed_year" in words:
        ClosedYear.objects.get_or_create(masterplan=plan, year=CLOSED, closed_by=lead)
    if "untracked" in words:
        found["untracked"] = ("pk", plan.programs.filter(tracked=None).first().pk)
    if {"reported", "proof"} & set(words):
        report = _report(plan, agency, lead)
        found |= {"reported": ("pk", report.tracked_id), "proof": ("pk", _proof(report, lead).pk)}
    return found


def _report(plan, agency, lead):
    tracked, _ = TrackedProgram.objects.get_or_create(
        masterplan=plan, agency=agency, name="Sambat Online",
        dimension="governance", subdimension="governance-1",
    )  # fmt: skip
    said = {"state": "running", "reported_by": lead}
    return YearReport.objects.get_or_create(tracked=tracked, year=RUNNING, defaults=said)[0]


def _proof(report, lead):
    name = "realisasi/foto.png"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(PIXEL))
    return RealisationEvidence.objects.get_or_create(
        report=report,
        title="Foto",
        defaults={"file": name, "name": "foto.png", "mime": "image/png", "added_by": lead},
    )[0]
