"""Which days a bimtek may have, and which make one ask back."""

from collections import defaultdict
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from bimtek.models import Meeting, Session
from cohorts.terms import terms_of
from indonesian import angka, daftar, hari_tanggal, tanggal
from masterplans.models import Masterplan
from regions.models import Membership, Role

FIRST_YEAR = 2017  # in which the first hundred regions began (domain §3)
YEARS_AHEAD = 5
LONGEST = 14  # days; two are usual
SATURDAY = 5
A_MONTH = 30  # days


def check_days(session: Session, others: list[Session]) -> None:
    """Raises ValidationError with a sentence for days outside sense.

    Bimtek follow one another in the order of their stages, and no two share a day.
    """
    last_year = timezone.localdate().year + YEARS_AHEAD
    for name in ("first_day", "last_day"):
        if not FIRST_YEAR <= getattr(session, name).year <= last_year:
            sentence = f"Tulis tanggal antara tahun {FIRST_YEAR} dan {last_year}."
            raise ValidationError({name: sentence})
    if session.last_day < session.first_day:
        raise ValidationError({"last_day": "Hari terakhir tidak boleh mendahului hari pertama."})
    count = (session.last_day - session.first_day).days + 1
    if count > LONGEST:
        raise ValidationError(
            {"last_day": f"Bimtek ini {count} hari lamanya; paling lama {LONGEST} hari."}
        )
    for other in others:
        _check_order(session, other)


def _check_order(session, other):
    days = f"{other} ({tanggal(other.first_day)})"
    if session.first_day <= other.last_day and other.first_day <= session.last_day:
        raise ValidationError({"first_day": f"Hari ini sudah dipakai {days}."})
    if other.stage < session.stage and session.first_day < other.first_day:
        raise ValidationError({"first_day": f"{session} tidak dapat mendahului {days}."})
    if other.stage > session.stage and session.first_day > other.first_day:
        raise ValidationError({"first_day": f"{session} tidak dapat sesudah {days}."})


def doubts(session: Session, others: list[Session]) -> list[str]:
    """All that makes one ask back before these days are taken; none of it forbids them."""
    return [*odd_days(session), *odd_distances(session, others), *clashes(session)]


def odd_days(session: Session) -> list[str]:
    """Sentences for days on which offices are closed: weekends and public holidays."""
    found = [(day, _holiday(day) or _weekend(day)) for day in session.days[:LONGEST]]
    return [f"{hari_tanggal(day)} {words}." for day, words in found if words]


def odd_distances(session: Session, others: list[Session]) -> list[str]:
    """Sentences for a bimtek that lies much nearer to its neighbour than the cohort's rules say.

    Regions work between two bimtek; Garut had 26 days in 2023, Ponorogo five weeks (domain §3.1).
    Half of what the rules say is asked back. The preparation lies as near as it likes.
    """
    if session.stage == Meeting.PREPARATION:
        return []
    months = months_between(session.masterplan)
    near = [
        (other, abs((session.first_day - other.first_day).days))
        for other in others
        if other.stage != Meeting.PREPARATION and abs(other.stage - session.stage) == 1
    ]
    return [
        f"Jarak ke {other} hanya {angka(days)} hari; lazimnya {angka(months)} bulan, supaya daerah"
        " sempat menulis."
        for other, days in near
        if days < months * A_MONTH / 2
    ]


def months_between(masterplan: Masterplan) -> int:
    """How many months lie between two bimtek, by the rules of the cohort."""
    return terms_of(masterplan).months_between_stages


def clashes(session: Session) -> list[str]:
    """Sentences for experts of this region who are at a bimtek of another region on these days."""
    experts = Membership.objects.active().filter(role=Role.FACILITATOR)
    names = dict(experts.filter(region=session.region).values_list("user_id", "user__name"))
    if not names:
        return []
    elsewhere = (
        Session.objects.touching(session.first_day, session.last_day)
        .exclude(masterplan__region=session.region)
        .filter(masterplan__region__memberships__in=experts.filter(user__in=names))
        .select_related("masterplan__region")
        .distinct()
    )
    return [_clash(other, experts, names) for other in elsewhere]


def _clash(other, experts, names):
    there = experts.filter(region=other.region, user__in=names).values_list("user_id", flat=True)
    days = tanggal(other.first_day)
    if other.last_day != other.first_day:
        days += f" sampai {tanggal(other.last_day)}"
    return f"{daftar(names[pk] for pk in there)} sudah di {other} {other.region}, {days}."


def proposed_day(masterplan: Masterplan, stage: int, others: list[Session]) -> date | None:
    """When the bimtek of a stage would usually be: so many months after the one before it."""
    before = [one for one in others if Meeting.PREPARATION < one.stage < stage]
    if not before:
        return None
    last = max(before, key=lambda one: one.stage)
    months = months_between(masterplan) * (stage - last.stage)
    return last.first_day + timedelta(weeks=round(months * A_MONTH / 7))


def _weekend(day):
    return "jatuh pada akhir pekan" if day.weekday() >= SATURDAY else ""


def _holiday(day):
    """The holiday's name; those of the moon's calendar are estimates until they are decreed."""
    from holidays import country_holidays

    name = country_holidays("ID", years=day.year, language="id").get(day)
    return f"adalah {name}" if name else ""


def clashes_among(sessions: list[Session]) -> dict[int, list[str]]:
    """By session: who of its experts is at another of these at the same time. One query."""
    of_region = defaultdict(dict)
    experts = Membership.objects.active().filter(
        role=Role.FACILITATOR, region__in={one.region.pk for one in sessions}
    )
    for region, person, name in experts.values_list("region_id", "user_id", "user__name"):
        of_region[region][person] = name
    ordered = sorted(sessions, key=lambda one: one.first_day)
    found = defaultdict(list)
    for place, one in enumerate(ordered):
        for other in ordered[place + 1 :]:
            if other.first_day > one.last_day:
                break
            here, there = of_region[one.region.pk], of_region[other.region.pk]
            if one.region.pk != other.region.pk and (both := here.keys() & there.keys()):
                names = daftar(sorted(here[person] for person in both))
                found[one.pk].append(f"{names} juga di {other.region}.")
                found[other.pk].append(f"{names} juga di {one.region}.")
    return found
