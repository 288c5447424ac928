"""The verbs about masterplans that were made outside Simpul."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.trail import record
from monitoring.models import OutsidePlan
from regions.models import Region
from uploads.checking import UploadRefused, check


class OutsidePlanError(Exception):
    """Nothing is recorded. The message is a sentence for the user."""


@transaction.atomic
def record_outside_plan(
    region: Region,
    *,
    title: str,
    first_year: int,
    last_year: int,
    legal_basis: str,
    upload=None,
    by: User,
) -> OutsidePlan:
    """Write down that a region has a masterplan; `upload` is its PDF, if there is one.

    Raises OutsidePlanError with a sentence, also for a file that is no PDF.
    """
    plan = OutsidePlan(
        region=region,
        title=title,
        first_year=first_year,
        last_year=last_year,
        legal_basis=legal_basis,
        pdf=_pdf(upload) if upload else None,
        recorded_by=by,
    )
    try:
        plan.full_clean()
    except ValidationError as error:
        raise OutsidePlanError(" ".join(error.messages)) from error
    plan.save()
    record(by, "outside_plan.recorded", plan, years=plan.period)
    return plan


@transaction.atomic
def remove_outside_plan(plan: OutsidePlan, *, by: User) -> None:
    """Take back what was recorded wrongly; the trail keeps that it was there."""
    record(by, "outside_plan.removed", plan, years=plan.period)
    plan.delete()


def _pdf(upload):
    try:
        found = check(upload)
    except UploadRefused as refusal:
        raise OutsidePlanError(str(refusal)) from refusal
    if found.mime != "application/pdf":
        raise OutsidePlanError("Berkas ini bukan PDF. Simpan masterplan sebagai PDF.")
    return found.content
