"""Who is invited to a session, and the letters with its entry for the calendar.

Everybody gets one letter for each state of the entry, however often a task or a click repeats it.
"""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from bimtek.ics import entry_for
from bimtek.models import Invitee, Session
from bimtek.spoken import days_in_words, hours_in_words
from indonesian import hari_tanggal
from letters.actions import address_of, send_letter
from regions.models import Agency, Role

LETTER = "bimtek/mail/invitation"
BY_PERSON = [role for role in Role if role not in (Role.WRITER, Role.PROVINCE_OFFICER)]


def people_to_invite(session: Session) -> list[User]:
    """Those of a region who are invited by name; staff are through their Perangkat Daerah."""
    found = session.region.memberships.active().filter(role__in=BY_PERSON).by_role()
    return list({one.user_id: one.user for one in found.select_related("user")}.values())


@transaction.atomic
def invite(
    session: Session,
    *,
    agencies: list[Agency],
    people: list[User],
    guests: list[dict] = (),
    by: User,
) -> int:
    """Let these be the invited ones, and write to all who do not know yet; how many letters.

    `guests` have `name`, `institution` and `email`; those who were invited before stay, and are
    taken away one by one (`take_back`).
    """
    session = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    known = list(session.invitees.all())
    for one in known:
        kept = one.agency_id in {a.pk for a in agencies} or one.person_id in {p.pk for p in people}
        if (one.agency_id or one.person_id) and not kept:
            _let_go(one)
    new = [Invitee(session=session, agency=agency) for agency in agencies]
    new += [Invitee(session=session, person=person, name=person.name) for person in people]
    new += [Invitee(session=session, **guest) for guest in guests]
    Invitee.objects.bulk_create(new, ignore_conflicts=True)
    count = tell_invited(session, is_first=True)
    record(by, "session.invited", session, invited=session.invitees.count(), letters=count)
    return count


@transaction.atomic
def take_back(invitee: Invitee, *, by: User) -> None:
    """Somebody is not invited any more, and hears it if she was told."""
    record(by, "session.uninvited", invitee.session, who=str(invitee))
    _let_go(invitee)


def tell_invited(session: Session, *, is_first: bool = False) -> int:
    """Write to the invited ones who do not know the present days; how many letters.

    Before the first letter nobody is told of anything, and nobody is of what is over.
    """
    if session.is_over:
        return 0
    waiting = session.invitees.exclude(told=session.sequence)
    if not is_first:
        waiting = waiting.filter(told__isnull=False)
    seen = set()  # who reads for two of the invited gets one letter
    return sum(_tell(session, one, seen) for one in _with_readers(waiting))


def tell_cancelled(session: Session) -> None:
    """Those who were invited take the entry out of their calendars."""
    seen = set()
    for invitee in _with_readers(session.invitees.filter(told__isnull=False)):
        _write(session, invitee, seen, is_cancelled=True)


def _with_readers(invitees):
    return invitees.select_related("person", "agency").prefetch_related("agency__memberships__user")


def _let_go(invitee):
    if invitee.told is not None:
        _write(invitee.session, invitee, set(), is_cancelled=True)
    invitee.delete()


def _tell(session, invitee, seen):
    """How many letters; an agency without staff is invited by the printed letter alone."""
    written = _write(session, invitee, seen)
    Invitee.objects.filter(pk=invitee.pk).update(told=session.sequence, told_at=timezone.now())
    return written


def _write(session, invitee, seen, *, is_cancelled=False):
    """One letter to each who reads for this invitee and is not among the `seen`; how many."""
    to = {address_of(one): one for one in _readers(invitee) if address_of(one) not in seen}
    seen |= to.keys()
    for address, reader in to.items():
        send_letter(
            LETTER,
            to=[reader],
            subject=_subject(session, invitee, is_cancelled),
            path=session.get_absolute_url(),
            reason=f"Anda diundang ke {session} {session.region}",
            region=session.region,
            once="" if is_cancelled else f"session-{session.pk}-{session.sequence}",
            calendar=entry_for(session, address, is_cancelled=is_cancelled),
            session=session,
            days=days_in_words(session),
            hours=hours_in_words(session),
            is_cancelled=is_cancelled,
            is_moved=invitee.told is not None,
        )
    return len(to)


def _readers(invitee):
    """Users or addresses."""
    if invitee.agency_id:
        members = invitee.agency.memberships.all()
        return [one.user for one in members if one.role == Role.WRITER and one.user.is_active]
    return [invitee.person or invitee.email] if invitee.person or invitee.email else []


def _subject(session, invitee, is_cancelled):
    name = f"{session} {session.region}"
    if is_cancelled:
        return f"{name} dibatalkan"
    if invitee.told is not None:
        return f"{name} berubah: {hari_tanggal(session.first_day)}"
    return f"Undangan {name}: {hari_tanggal(session.first_day)}"
