"""The verbs: a document is recorded, corrected, taken back; its members are named."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from indonesian import tanggal
from mandates.models import (
    DECREES,
    Mandate,
    MandateKind,
    MandateMember,
    MandateSigner,
    Party,
    key_of,
)
from regions.models import Region
from regions.pasted_lists import one_at_a_time
from uploads.checking import UploadRefused, check_scan


class MandateError(Exception):
    """Nothing was changed. The message is meant for the user; `field` is the box that it is of."""

    def __init__(self, message: str, field: str | None = None):
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class PartySignature:
    """Who signed for one side, and who did it for him, if somebody did."""

    side: str
    name: str
    position: str
    stand_in_name: str = ""
    stand_in_position: str = ""


@transaction.atomic
def record_mandate(
    region: Region,
    *,
    kind: str,
    number: str,
    date: date,
    about: str,
    signatures: list[PartySignature],
    upload=None,
    by: User,
) -> Mandate:
    """Write down a Nota Kesepakatan or a decree, with its scan.

    Raises MandateError with a sentence. Of a double click the second is refused: the number is
    there already.
    """
    one_at_a_time(region)
    mandate = Mandate(region=region, kind=kind, recorded_by=by)
    _write(mandate, number=number, date=date, about=about, upload=upload)
    _sign(mandate, signatures)
    record(by, "mandate.recorded", mandate, kind=kind)
    return mandate


@transaction.atomic
def change_mandate(
    mandate: Mandate,
    *,
    number,
    date,
    about,
    signatures: list[PartySignature],
    upload=None,
    by: User,
) -> Mandate:
    """Correct what was recorded; a new scan takes the place of the old one. Raises MandateError."""
    one_at_a_time(mandate.region)
    mandate = Mandate.objects.select_related("region").get(pk=mandate.pk)
    before = str(mandate)
    _write(mandate, number=number, date=date, about=about, upload=upload)
    _sign(mandate, signatures)
    record(by, "mandate.changed", mandate, before=before)
    return mandate


@transaction.atomic
def remove_mandate(mandate: Mandate, *, by: User) -> None:
    """Take back what was recorded wrongly; the trail keeps that it was there."""
    record(by, "mandate.removed", mandate, kind=mandate.kind, members=mandate.members.count())
    mandate.delete()


@transaction.atomic
def save_member(member: MandateMember, *, by: User) -> MandateMember:
    """Name somebody in a decree, or correct how she is named. Raises MandateError."""
    mandate = Mandate.objects.select_for_update().get(pk=member.mandate_id)
    verb = "changed" if member.pk else "added"
    if not member.pk:
        member.order = _last(mandate) + 1
    if not (member.name or member.position):
        raise MandateError("Tulis nama, jabatan, atau keduanya.", "name")
    key = key_of(member)
    twin = mandate.members.filter(person_key=key).exclude(pk=member.pk).first()
    if twin:
        raise MandateError(f"Sudah tercatat dalam dokumen ini: {twin}, {_held(twin)}.", "name")
    _cleaned(member)
    member.save()
    record(by, f"mandate_member.{verb}", mandate, person=str(member), role=member.role)
    return member


@transaction.atomic
def remove_member(member: MandateMember, *, by: User) -> None:
    """Take somebody off the list; a membership that she got from it stays."""
    record(by, "mandate_member.removed", member.mandate, person=str(member), role=member.role)
    member.delete()


@transaction.atomic
def add_members(mandate: Mandate, members: list[MandateMember], *, by: User) -> None:
    """Name all of them, in their order behind those that are there. Raises MandateError."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    last = _last(mandate)
    for place, member in enumerate(members, 1):
        member.mandate, member.order = mandate, last + place
        _cleaned(member)
        member.save()
    record(by, "mandate_member.pasted", mandate, count=len(members))


def _last(mandate):
    return mandate.members.aggregate(last=Max("order"))["last"] or 0


def _held(member):
    return member.get_role_display().lower()


# --- what a document says


def _write(mandate, *, number, date, about, upload):
    mandate.number, mandate.date, mandate.about = number, date, about
    _check_date(mandate)
    checked = _scan(upload) if upload else None
    if checked:
        mandate.describe(upload, checked)
    _cleaned(mandate)
    mandate.save_with(checked)


def _scan(upload):
    try:
        return check_scan(upload)
    except UploadRefused as refusal:
        raise MandateError(str(refusal), "upload") from refusal


def _check_date(mandate):
    """No document of tomorrow; no decree before the first agreement of its region."""
    if mandate.date > timezone.localdate():
        raise MandateError("Tanggal ini belum tiba. Catat dokumennya sesudah ditetapkan.", "date")
    others = mandate.region.mandates.exclude(pk=mandate.pk)
    if mandate.kind in DECREES:
        first = others.filter(kind=MandateKind.AGREEMENT).order_by("date").first()
        if first and mandate.date < first.date:
            raise MandateError(
                f"SK ini bertanggal {tanggal(mandate.date)}, sebelum Nota Kesepakatan"
                f" ({tanggal(first.date)}). Periksa tahunnya.",
                "date",
            )
        return
    if others.filter(kind=MandateKind.AGREEMENT, date__lte=mandate.date).exists():
        return
    earliest = others.filter(kind__in=DECREES).aggregate(first=Min("date"))["first"]
    if earliest and earliest < mandate.date:
        raise MandateError(
            f"Nota Kesepakatan ini bertanggal {tanggal(mandate.date)}, sesudah SK yang sudah"
            f" dicatat ({tanggal(earliest)}). Periksa tahunnya.",
            "date",
        )


def _sign(mandate, signatures):
    mandate.signers.all().delete()
    for one in signatures:
        signer = MandateSigner(mandate=mandate, **vars(one))
        _cleaned(signer)
        signer.save()


def _cleaned(row):
    if isinstance(row, MandateMember):
        row.person_key = key_of(row)
    try:
        row.full_clean(exclude=["file"])
    except ValidationError as error:
        fields = getattr(error, "message_dict", {})
        field = next((name for name in fields if name != "__all__"), None)
        raise MandateError(" ".join(error.messages), field) from error


def usual_signatures(region: Region, kind: str) -> list[PartySignature]:
    """The offices that sign a document of this kind, to begin with; names are filled in."""
    head = region.officials.filter(is_head_of_region=True).first()
    own = PartySignature(
        Party.REGION,
        head.name if head else "",
        head.full_position if head else f"{region.head_title} {region.name}",
    )
    if kind != MandateKind.AGREEMENT:
        return [own]
    return [PartySignature(Party.MINISTRY, "", "Direktur Jenderal Aplikasi Informatika"), own]
