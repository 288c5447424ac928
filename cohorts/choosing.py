"""Which regions are put forward for a cohort, and which of them are chosen, with a reason."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from cohorts import letters
from cohorts.models import Cohort, Nomination, Selection
from cohorts.opening import CohortError
from regions.models import Region

TAKEN = "{} sudah dinominasikan untuk {}."
REASON_NEEDED = "Tulis alasan keputusan; daerah membacanya."


@transaction.atomic
def nominate(cohort: Cohort, region: Region, *, by: User) -> Nomination:
    """Put one region forward. Raises CohortError when it is already."""
    lock(cohort)
    return nominate_all(cohort, [region], by=by)[0]


def nominate_all(cohort: Cohort, regions: list[Region], *, by: User) -> list[Nomination]:
    """Put several regions forward, in a transaction that holds the cohort (`lock`).

    Raises CohortError when one of them is already; then none is.
    """
    there = cohort.nominations.filter(region__in=regions).select_related("region").first()
    if there:
        raise CohortError(TAKEN.format(there.region, str(cohort).lower()))
    made = Nomination.objects.bulk_create(
        Nomination(cohort=cohort, region=region, nominated_by=by) for region in regions
    )
    for nomination in made:
        record(by, "region.nominated", nomination, cohort=cohort.year)
    return made


@transaction.atomic
def withdraw_nomination(nomination: Nomination, *, by: User) -> None:
    """Take back what was nominated by mistake. Raises CohortError once it was decided."""
    nomination = _locked(nomination, Selection.OPEN)
    record(by, "region.nomination_withdrawn", nomination, cohort=nomination.cohort.year)
    nomination.delete()


@transaction.atomic
def decide(nomination: Nomination, *, is_chosen: bool, reason: str, by: User) -> Nomination:
    """Say whether a region is chosen, and why; its coordinators get a letter.

    Remembers the version of the rules of this moment. Of two officers who decide at the same time
    one is refused. Raises CohortError then, and without a reason.
    """
    if not reason.strip():
        raise CohortError(REASON_NEEDED)
    nomination = _locked(nomination, Selection.OPEN)
    nomination.verdict = Selection.CHOSEN if is_chosen else Selection.PASSED
    nomination.reason = reason.strip()
    nomination.terms = nomination.cohort.versions.first()
    nomination.decided_by, nomination.decided_at = by, timezone.now()
    nomination.save(update_fields=["verdict", "reason", "terms", "decided_by", "decided_at"])
    _record(by, "region.chosen" if is_chosen else "region.passed", nomination, nomination.reason)
    letters.send_verdict.enqueue(nomination.pk)
    return nomination


@transaction.atomic
def take_back(nomination: Nomination, *, reason: str, by: User) -> Nomination:
    """Open a decision again, with a reason for the trail; what the region reads goes with it.

    Raises CohortError without a reason, and once the region writes its masterplan in this cohort.
    """
    if not reason.strip():
        raise CohortError("Tulis alasan membuka kembali keputusan ini.")
    nomination = _locked(nomination, Selection.CHOSEN, Selection.PASSED)
    if nomination.masterplan_id:
        raise CohortError(
            f"{nomination.region} sudah menulis masterplan dalam {str(nomination.cohort).lower()},"
            " jadi keputusannya tetap."
        )
    was = nomination.get_verdict_display()
    nomination.verdict, nomination.reason, nomination.terms = Selection.OPEN, "", None
    nomination.decided_by = nomination.decided_at = None
    nomination.save(update_fields=["verdict", "reason", "terms", "decided_by", "decided_at"])
    _record(by, "region.decision_taken_back", nomination, reason.strip(), was=was)
    return nomination


def lock(cohort: Cohort) -> None:
    """One at a time nominates, decides or writes rules in a cohort."""
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)


def _locked(nomination, *expected):
    """The freshest row, locked: of two people who decide at the same time, one is refused."""
    lock(nomination.cohort)
    found = Nomination.objects.select_related("cohort", "region__parent", "decided_by")
    nomination = found.select_for_update(of=("self",)).filter(pk=nomination.pk).first()
    if nomination is None:
        raise CohortError("Nominasi ini sudah ditarik. Tidak ada yang berubah.")
    if nomination.verdict in expected:
        return nomination
    if nomination.verdict == Selection.OPEN:
        raise CohortError("Keputusan ini sudah dibuka kembali. Tidak ada yang berubah.")
    raise CohortError(
        f"{nomination.decided_by} sudah memutuskan: {nomination.region}"
        f" {nomination.get_verdict_display().lower()}. Tidak ada yang berubah."
    )


def _record(by, verb, nomination, reason, **more):
    record(by, verb, nomination, cohort=nomination.cohort.year, reason=reason, **more)
