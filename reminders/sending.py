"""The reminders of the day: one letter a person, with all that she is reminded of.

May run again at any moment and by several workers: what somebody was told is kept, her row is
locked while she is written to, and whoever had a reminder today waits for tomorrow.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from commitments.models import Signatory
from commitments.notices import notify_turn
from commitments.state import state_of
from indonesian import ZONES, many
from letters.actions import MORNING, send_letter
from letters.models import Letter
from masterplans.models import Masterplan
from progress.completeness import Completeness
from regions.models import Membership, Role
from reminders.models import SentReminder
from reminders.occasions import Occasion, occasions

KIND = "reminders/mail/daily"
BY_HAND = "assignments/mail/reminder"
SIGNING = "commitments:read"
NAMED = 10  # things in one letter about one plan


@dataclass(frozen=True)
class Notice:
    """What one person is told of one occasion: its sentence, and what is asked of her."""

    occasion: Occasion
    lines: tuple[str, ...]


def send_reminders(now: datetime | None = None) -> int:
    """Write every reminder that is due at this moment; how many letters.

    Of a region it is due from 06.30 on its own clock.
    """
    now = now or timezone.now()
    by_person: dict[int, list[Notice]] = defaultdict(list)
    for zone in ZONES:
        local = now.astimezone(ZoneInfo(zone))
        if local.time() >= MORNING:
            plans = Masterplan.objects.filter(region__time_zone=zone)
            found = list(occasions(plans, local.date()))
            for user, notices in notices_of(found, told=_told(found)).items():
                by_person[user] += notices
            _remind_guests(found, now)
    return sum(_write(user, notices, now) for user, notices in by_person.items())


def _remind_guests(found, now):
    """Who signs without an account holds no role here: a new link, once an occasion."""
    signing = {one.masterplan.pk: one for one in found if one.page == SIGNING}
    if not signing:
        return
    places = Signatory.objects.filter(
        is_guest=True,
        signature=None,
        commitment__edition__masterplan__in=signing,
        commitment__cancelled_at=None,
    )
    for place in places.select_related("user", "commitment__edition__masterplan__region"):
        occasion = signing[place.masterplan.pk]
        if state_of(place.commitment).turn_of(place.user) is None:
            continue
        _told_once(place, occasion, now)


@transaction.atomic
def _told_once(place, occasion, now):
    _, is_new = SentReminder.objects.get_or_create(
        masterplan=occasion.masterplan,
        person=place.user,
        occasion=occasion.key,
        defaults={"words": occasion.words[:250], "at": now},
    )
    if is_new:
        notify_turn(place)


def _told(found) -> set[tuple]:
    """Who was told of which of these occasions: they hold for days, and are looked at often."""
    plans = {one.masterplan.pk for one in found}
    sent = SentReminder.objects.filter(masterplan__in=plans)
    return set(sent.values_list("person_id", "masterplan_id", "occasion"))


def notices_of(found, *, told=frozenset()) -> dict[int, list[Notice]]:
    """By the key of a person: what these occasions have to tell her, if anything.

    Of what she was `told` already nothing is worked out again.
    """
    by_person = defaultdict(list)
    by_plan = defaultdict(list)
    for one in found:
        by_plan[one.masterplan.pk].append(one)
    for its_own in by_plan.values():
        for member, notice in _notices_about(its_own[0].masterplan, its_own, told):
            by_person[member.user_id].append(notice)
    return by_person


def _notices_about(masterplan, its_own, told):
    completeness = Completeness(masterplan)
    for roles in _people(masterplan.region_id):
        for one in its_own:
            key = (roles[0].user_id, masterplan.pk, one.key)
            if key in told or one.roles.isdisjoint(member.role for member in roles):
                continue
            lines = () if one.is_of_experts else _lines(completeness, roles[0].user)
            if one.is_of_experts or lines:
                yield roles[0], Notice(one, lines)


def _people(region):
    """Those who hold a role in a region, each as her memberships; read in one query."""
    members = Membership.objects.active().filter(region=region).exclude(role=Role.GUEST)
    people = {}
    for member in members.select_related("user"):
        people.setdefault(member.user_id, []).append(member)
    for own in people.values():
        own[0].user.held_roles = [(region, one.role, one.agency_id) for one in own]
    return people.values()


def _lines(completeness, user):
    """What is asked of her, in sentences; the rest as a number.

    Of whom all of a requirement is asked, she reads it as the gate says it: one line.
    """
    by_kind = defaultdict(list)
    for item in completeness.for_user(user):
        by_kind[item.kind].append(item.sentence)
    whole = {line.kind: line for line in completeness.open_requirements}
    said = []
    for kind, sentences in by_kind.items():
        line = whole.get(kind)
        all_of_it = line and len(sentences) == max(len(line.subjects), 1)
        said += [line.text] if all_of_it else dict.fromkeys(sentences)
    rest = len(said) - NAMED
    return (*said[:NAMED], *([f"{many(rest, 'hal lain')}."] if rest > 0 else []))


@transaction.atomic
def _write(key: int, notices: list[Notice], now: datetime) -> int:
    user = User.objects.select_for_update(no_key=True).get(pk=key)
    told = set(SentReminder.objects.filter(person=user).values_list("masterplan_id", "occasion"))
    notices = [one for one in notices if (one.occasion.masterplan.pk, one.occasion.key) not in told]
    if not notices or _was_reminded_today(user, notices[0].occasion.masterplan.region, now):
        return 0
    SentReminder.objects.bulk_create(
        SentReminder(
            masterplan=one.occasion.masterplan,
            person=user,
            occasion=one.occasion.key,
            words=one.occasion.words[:250],
            at=now,
        )
        for one in notices
    )
    send_letter(
        KIND,
        to=[user],
        subject=_subject(notices),
        path=_path(notices),
        region=notices[0].occasion.masterplan.region,
        reason="ada yang ditunggu dari Anda menjelang atau sesudah bimtek, atau tanda tangan Anda",
        notices=notices,
        sentence=notices[0].occasion.words,
    )
    return 1


def _was_reminded_today(user, region, now):
    """By this, or by a coordinator's hand."""
    midnight = now.astimezone(region.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    by_hand = Letter.objects.filter(person=user, kind=BY_HAND, created_at__gte=midnight)
    sent = SentReminder.objects.filter(person=user, at__gte=midnight)
    return sent.exists() or by_hand.exists()


def _subject(notices):
    first = notices[0].occasion
    if len(notices) == 1:
        return f"{first.masterplan.region}: {first.words}"
    return f"{many(len(notices), 'hal')} yang menunggu Anda"


def _path(notices):
    if len(notices) > 1:
        return reverse("home")
    occasion = notices[0].occasion
    page = settings.LINKS["review"] if occasion.is_of_experts else "assignments:worksheets"
    return reverse(page, args=[occasion.masterplan.slug])
