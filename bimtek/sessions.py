"""When the bimtek are held: setting a date, what they came to, and which one comes next."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from bimtek.days import check_days, doubts
from bimtek.inviting import tell_cancelled, tell_invited
from bimtek.merging import merged, token_of
from bimtek.models import CancelledSession, Session
from masterplans.models import Masterplan
from revisions.tokens import Token

# What may be said of a session besides its days.
DETAILS = {
    "starts_at", "ends_at", "mode", "place", "meeting_url", "opener", "expected", "agenda",
    "letter_number", "inviter", "is_for_head",
}  # fmt: skip
PLANNED = DETAILS | {"first_day", "last_day"}
RESULTS = {"results", "opener", "minutes_number", "signers"}
# What the entry in people's calendars says: when one of these changes, all who were invited hear.
TOLD = ("first_day", "last_day", "starts_at", "ends_at", "mode", "place", "meeting_url")
HELD = "Sudah ada yang tercatat hadir pada {0}, atau berkasnya, jadi jadwalnya tetap ada."
MEANWHILE = "{0} baru mengubah {1}, jadi belum dihapus. Periksa dahulu, lalu hapus lagi."
DOUBTED = "doubted"  # code of the error that `is_meant` answers


@transaction.atomic
def plan_session(
    masterplan: Masterplan,
    *,
    stage: int,
    first_day: date,
    last_day: date,
    by: User,
    is_meant: bool = True,
    seen: Token | None = None,
    **details,
) -> Session:
    """Set or move the session of a stage; `details` are those of `DETAILS`.

    Those who were invited get one letter when it moves. `seen` is what the page was opened with
    (`PLANNED`): boxes that somebody else changed meanwhile stay, or clash (`bimtek.merging`).
    Raises ValidationError for days outside sense; without `is_meant` also for days that make one
    ask back (holidays, an expert elsewhere), with code `DOUBTED`.
    """
    if unknown := details.keys() - DETAILS:
        raise TypeError(f"A session has no {unknown}.")
    Masterplan.objects.select_for_update(no_key=True, of=("self",)).get(pk=masterplan.pk)
    others = list(masterplan.sessions.exclude(stage=stage))
    session = masterplan.sessions.filter(stage=stage).first() or Session(
        masterplan=masterplan, stage=stage
    )
    before = {name: getattr(session, name) for name in TOLD}
    given = {"first_day": first_day, "last_day": last_day, **details}
    if seen and session.pk:
        given = merged(session, given, seen)
    for name, value in given.items():
        setattr(session, name, value.strip() if isinstance(value, str) else value)
    check_days(session, others)
    is_new, is_moved = session.pk is None, before != {n: getattr(session, n) for n in TOLD}
    if (is_new or is_moved) and not is_meant and (asked := doubts(session, others)):
        raise ValidationError([ValidationError(one, code=DOUBTED) for one in asked])
    _remember_first_plan(session, before["first_day"])
    session.sequence += not is_new and is_moved
    session.changed_by = by
    session.save()
    verb = "session.planned" if is_new else "session.moved"
    days = {name: str(getattr(session, name)) for name in ("first_day", "last_day")}
    record(by, verb, session, **days)
    tell_invited(session)
    return session


def _remember_first_plan(session, before):
    """The day that was planned first, also before it was called off and planned anew; what is
    mended on the same day was a slip, unless told."""
    if session.pk is None or _is_slip(session):
        same = CancelledSession.objects.filter(masterplan=session.masterplan, stage=session.stage)
        session.planned_first = same.values_list("planned_first", flat=True).first()
        session.planned_first = session.planned_first or session.first_day
    elif session.planned_first is None:
        session.planned_first = before


def _is_slip(session):
    planned = session.planned_at
    if planned is None or timezone.localdate(planned) != timezone.localdate():
        return False
    return not session.invitees.filter(told__isnull=False).exists()


@transaction.atomic
def cancel_session(session: Session, *, by: User, seen: Token | None = None) -> None:
    """Take a session off the calendar; those who were invited hear of it.

    Raises ValidationError when somebody has attended it, or has changed it since the page that
    asks for it was opened (`seen`).
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if seen and seen != token_of(session, PLANNED):
        raise ValidationError(MEANWHILE.format(session.changed_by, session))
    record(by, "session.cancelled", session, first_day=str(session.first_day))
    if not _is_slip(session):
        CancelledSession.objects.get_or_create(
            masterplan=session.masterplan,
            stage=session.stage,
            defaults={"planned_first": session.planned_first or session.first_day},
        )
    tell_cancelled(session)
    try:
        session.delete()
    except ProtectedError as error:
        raise ValidationError(HELD.format(session)) from error


@transaction.atomic
def write_results(
    session: Session, *, by: User, signers=(), seen: Token | None = None, **said
) -> Session:
    """Keep what a session came to: `results`, `opener`, `minutes_number`; also long after it.

    `seen` as in `plan_session`, of the boxes `RESULTS`.
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    given = {**said, "signers": list(signers)}
    if seen:
        given = merged(session, given, seen)
    signers = given.pop("signers")
    for name in given.keys() & RESULTS:
        setattr(session, name, given[name].strip())
    session.changed_by = by
    session.save()
    session.signers.set(signers)
    record(by, "session.results_written", session)
    return session


def next_of(sessions: list[Session], today: date | None = None) -> Session | None:
    """The meeting that goes on or comes next; None when no date is set."""
    today = today or timezone.localdate()
    coming = [session for session in sessions if session.last_day >= today]
    return min(coming, key=lambda session: (session.first_day, session.stage), default=None)
