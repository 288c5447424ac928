"""The verbs about assessors: appointed by e-mail, from outside, two to five for a region."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from audit.trail import record
from instruments.guards import CONFLICT, OFFICER
from instruments.models import Assessment, AssessmentState, Assessor
from instruments.opening import sentence_of
from letters.actions import rendered, send_letter, send_secret
from letters.models import Letter
from letters.passwords import new_password_path
from letters.secret import ComposedLetter, NotNeededError

LETTER = "assessor.invited"  # of those who have no password yet; its link is a secret
SUBJECT = "Penunjukan sebagai asesor {region}"


class AppointmentError(Exception):
    """This person cannot be, or stop being, an assessor. The message is meant for the user."""


def has_conflict(user: User, assessment: Assessment) -> bool:
    """Whether somebody holds a role in the region that is assessed, or in its province."""
    region = assessment.region
    return any(key in (region.pk, region.parent_id) for key, _, _ in user.held_roles)


@transaction.atomic
def appoint(
    assessment: Assessment, *, email: str, name: str = "", affiliation: str, by: User
) -> Assessor:
    """Let somebody score a region; she gets a letter, and an account if she has none.

    Raises AppointmentError: a role in the region or its province, an officer who sees all scores,
    too many, an assessment that is closed, a person without account and name. Appointed twice, she
    stays as she is.
    """
    assessment = _locked(assessment)
    email = email.strip().lower()
    user = User.objects.filter(email__iexact=email).first()
    if user and (seat := assessment.assessors.filter(user=user).first()):
        return seat
    _refuse_too_many(assessment)
    if user is None and not name.strip():
        raise AppointmentError("Belum ada akun dengan surel ini. Tulis nama lengkapnya.")
    user = user or User.objects.known_or_new(email, name=name.strip())
    if user.is_national:
        raise AppointmentError(OFFICER)
    if has_conflict(user, assessment):
        raise AppointmentError(f"{CONFLICT} Tunjuk orang dari luar.")
    seat = Assessor(assessment=assessment, user=user, affiliation=affiliation, appointed_by=by)
    _save(seat)
    record(by, "assessor.appointed", assessment, person=user.name, affiliation=affiliation)
    _send(seat)
    return seat


def _save(seat):
    try:
        seat.validate_constraints()
        with transaction.atomic():
            seat.save()
    except ValidationError as fault:
        raise AppointmentError(" ".join(fault.messages)) from fault
    except IntegrityError as refusal:
        raise AppointmentError(sentence_of(refusal)) from refusal


def _refuse_too_many(assessment):
    most = assessment.instrument.most_assessors
    if assessment.is_closed:
        raise AppointmentError("Asesmen ini sudah ditutup.")
    if assessment.assessors.count() >= most:
        raise AppointmentError(f"Paling banyak {most} asesor untuk satu daerah.")


@transaction.atomic
def dismiss(assessor: Assessor, *, by: User) -> None:
    """Take an assessor away who has not handed in; what she drafted goes with her.

    Raises AppointmentError when she has: scores that were given stay.
    """
    assessment = _locked(assessor.assessment)
    assessor = Assessor.objects.select_for_update(of=("self",)).filter(pk=assessor.pk).first()
    if assessor is None:
        return
    if assessment.is_closed or assessor.handed_in_at:
        raise AppointmentError("Nilai yang sudah diserahkan tetap ada, jadi asesornya juga.")
    record(by, "assessor.dismissed", assessment, person=assessor.user.name)
    assessor.delete()


@transaction.atomic
def begin_scoring(assessment: Assessment, *, by: User) -> Assessment:
    """Let the assessors score what was handed in. Raises AppointmentError when they are too few."""
    assessment = _locked(assessment)
    if assessment.is_scoring:
        return assessment
    if not assessment.is_handed_in:
        raise AppointmentError("Penilaian dimulai sesudah daerah menyerahkan jawaban.")
    least = assessment.instrument.least_assessors
    if assessment.assessors.count() < least:
        raise AppointmentError(f"Tunjuk paling sedikit {least} asesor lebih dahulu.")
    assessment.state = AssessmentState.SCORING
    assessment.save(update_fields=["state"])
    record(by, "assessment.scoring_begun", assessment)
    for seat in assessment.assessors.select_related("user"):
        if seat.user.has_usable_password():
            _tell(seat, "instruments/mail/scoring", f"Nilai {assessment.region} sekarang")
    return assessment


def _locked(assessment):
    rows = Assessment.objects.select_for_update(of=("self",))
    return rows.select_related("region__parent", "instrument").get(pk=assessment.pk)


def _send(seat):
    """A letter with a link to a first password, or, to who has one, to what waits for her."""
    subject = SUBJECT.format(region=seat.region)
    if seat.user.has_usable_password():
        _tell(seat, "instruments/mail/appointed", subject)
        return
    send_secret(LETTER, about=seat.pk, to=seat.user.email, name=seat.user.name, subject=subject)


def _tell(seat, template, subject):
    send_letter(
        template,
        to=[seat.user],
        subject=subject,
        path=reverse("instruments:mine"),
        reason=f"Anda asesor {seat.region}",
        assessment=seat.assessment,
        seat=seat,
    )


def write_first_letter(letter: Letter) -> ComposedLetter:
    """The letter to an assessor who has no password yet, with the link that lets her set one.

    Raises NotNeededError when she has one, or was taken away.
    """
    seat = (
        Assessor.objects.select_related("user", "assessment__region", "assessment__instrument")
        .filter(pk=letter.about)
        .first()
    )
    if seat is None or seat.user.has_usable_password():
        raise NotNeededError("Asesor ini sudah punya kata sandi, atau tidak ditunjuk lagi.")
    return rendered(
        "instruments/mail/first_password",
        person=seat.user,
        subject=SUBJECT.format(region=seat.region),
        path=new_password_path(seat.user),
        assessment=seat.assessment,
        seat=seat,
    )
