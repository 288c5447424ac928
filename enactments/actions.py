"""The verbs: a regulation is recorded, corrected, taken back."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from editions.models import Edition
from enactments.models import Enactment
from indonesian import tanggal
from uploads.checking import UploadRefused, check_scan


class EnactmentError(Exception):
    """Nothing was changed. The message is meant for the user; `field` is the box that it is of."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


@transaction.atomic
def record_enactment(
    edition: Edition, *, form: str, number: str, date: dt.date, about: str, upload=None, by: User
) -> Enactment:
    """Write down by what an edition was enacted, with the copy of it.

    Raises EnactmentError with a sentence. Of a double click the second is refused: its number is
    there already.
    """
    enactment = Enactment(edition=edition, recorded_by=by)
    _write(enactment, form=form, number=number, date=date, about=about, upload=upload)
    record(by, "enactment.recorded", enactment, edition=edition.number)
    return enactment


@transaction.atomic
def change_enactment(
    enactment: Enactment,
    *,
    form: str,
    number: str,
    date: dt.date,
    about: str,
    upload=None,
    by: User,
) -> Enactment:
    """Correct what was recorded; a new copy takes the place of the old. Raises EnactmentError."""
    enactment = Enactment.objects.select_for_update(of=("self",)).get(pk=enactment.pk)
    before = str(enactment)
    _write(enactment, form=form, number=number, date=date, about=about, upload=upload)
    record(by, "enactment.changed", enactment, before=before)
    return enactment


@transaction.atomic
def remove_enactment(enactment: Enactment, *, by: User) -> None:
    """Take back what was recorded wrongly; the trail keeps that it was there."""
    record(by, "enactment.removed", enactment, edition=enactment.edition.number)
    enactment.delete()


def _write(enactment, *, upload, **said):
    for name, value in said.items():
        setattr(enactment, name, value.strip() if isinstance(value, str) else value)
    _check_date(enactment)
    try:
        checked = check_scan(upload) if upload else None
    except UploadRefused as refusal:
        raise EnactmentError(str(refusal), "upload") from refusal
    if checked:
        enactment.describe(upload, checked)
    try:
        enactment.full_clean(exclude=["file"])
    except ValidationError as error:
        fields = getattr(error, "message_dict", {})
        field = next((name for name in fields if name != "__all__"), None)
        raise EnactmentError(" ".join(error.messages), field) from error
    enactment.save_with(checked)


def _check_date(enactment):
    """No regulation of tomorrow, and none from before its edition was frozen."""
    if enactment.date > timezone.localdate():
        raise EnactmentError(
            "Tanggal ini belum tiba. Catat peraturannya sesudah ditetapkan.", "date"
        )
    frozen = timezone.localtime(enactment.edition.frozen_at).date()
    if enactment.date < frozen:
        raise EnactmentError(
            f"Edisi ini dibekukan {tanggal(frozen)}, sesudah tanggal itu. Periksa tanggalnya.",
            "date",
        )
