"""Writing a letter: a row in the deed's transaction, sent by the worker.

A letter exists exactly when the deed that it tells of was committed; a mail server that is down
delays a letter and never breaks a page.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import NewsMail, User
from letters.delivery import deliver
from letters.models import PREFIX, Letter, LetterState, Urgency
from letters.secret import ComposedLetter

MORNING = time(6, 30)  # when the daily letter is made, on the clock of the region
TOGETHER = 50  # letters of one task, so that a long list is shared among workers


def send_letter(
    template: str,
    *,
    to,
    subject: str,
    path: str,
    urgent: bool = True,
    reason: str = "",
    region=None,
    once: str = "",
    calendar: str = "",
    **context,
) -> list[Letter]:
    """Write one letter to each of the people `to` (users or addresses), rendered now.

    `template` names two files, `<template>.txt` and `<template>.html`; `path` is the very place
    that the letter is about, written into it as a full address.

    `urgent` says that something waits for the reader: sent at once. News that waits for nobody
    (`urgent=False`) goes into one letter a day at 06.30 of `region`, unless the person chose
    otherwise; of who wants none, nothing is written. `sentence` of the context is what the daily
    letter says of it. `reason` completes "Anda menerima surat ini karena …". `region` (with
    `code`, `zone`) is whose coordinator sees the letter in her list. `once` is a key under which
    an address is written to only once, for tasks that may run twice. `calendar` is the text of an
    .ics file that comes along.

    The table keeps the text, so a letter with a secret in it goes through `send_secret`.
    """
    page = context | {"subject": subject, "path": path, "reason": reason, "region": region}
    if region is not None:
        page.setdefault("place", str(region))
    letters = [
        _letter(template, person, page, urgency, once, calendar)
        for person in {address_of(one): one for one in to}.values()
        if (urgency := _urgency(person, urgent))
    ]
    return send_all(letters)


def send_secret(
    kind: str, *, to: str, subject: str, about: int | None = None, name: str = "", region=None
) -> Letter:
    """Write that a letter with a secret is to be sent; its text is made when it leaves.

    `kind` was registered with `letters.secret.register_writer`; `about` is the number of the thing
    that the writer needs. An earlier letter of this kind about the same thing that still waits is
    dropped, so that only the newest link arrives.
    """
    if about is not None:
        drop(Letter.objects.filter(kind=kind, about=about), "Diganti surat yang lebih baru.")
    letter = Letter(
        kind=kind,
        about=about,
        address=to,
        name=name,
        subject=_line(PREFIX + subject),
        region_code=region.code if region else "",
        place=str(region) if region else "",
    )
    return send_all([letter])[0]


def send_all(letters: list[Letter]) -> list[Letter]:
    """Keep written letters and let the worker send those that do not wait for the morning."""
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    now = [str(letter.pk) for letter in letters if letter.urgency != Urgency.DIGEST]
    for start in range(0, len(now), TOGETHER):
        deliver.enqueue(now[start : start + TOGETHER])
    return letters


def drop(letters, why: str) -> int:
    """Let letters that still wait be (a query set); how many."""
    return letters.waiting().update(state=LetterState.DROPPED, last_error=why)


def rendered(template: str, *, person, subject: str, path: str, **context) -> ComposedLetter:
    """The words of one letter, from `<template>.txt` and `<template>.html`."""
    page = context | {
        "link": settings.SITE_URL + path,
        "site_url": settings.SITE_URL,
        "person": person,
        "subject": subject,
    }
    if isinstance(person, User):
        page["settings_link"] = settings.SITE_URL + reverse("accounts:mail")
    text = render_to_string(f"{template}.txt", page)
    return ComposedLetter(_line(PREFIX + subject), text, render_to_string(f"{template}.html", page))


def address_of(person) -> str:
    """The address of a person, or the address itself."""
    return getattr(person, "email", person)


def next_morning(zone: ZoneInfo, now: datetime) -> datetime:
    """The next 06.30 on the clock of a place."""
    local = now.astimezone(zone)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    return datetime.combine(day, MORNING, tzinfo=zone)


def _letter(template, person, page, urgency, once, calendar):
    words = {**page, "person": person}
    region = page["region"]
    given = rendered(template, **words)
    now = timezone.now()
    zone = region.zone if region else ZoneInfo(settings.TIME_ZONE)
    return Letter(
        person=person if isinstance(person, User) else None,
        address=address_of(person),
        name=str(getattr(person, "name", ""))[:150],
        kind=template,
        region_code=region.code if region else "",
        place=str(page.get("place", ""))[:120],
        subject=given.subject,
        path=page["path"],
        sentence=str(page.get("sentence", "")),
        text=given.text,
        html=given.html,
        calendar=calendar,
        urgency=urgency,
        next_attempt=next_morning(zone, now) if urgency == Urgency.DIGEST else now,
        dedupe_key=once,
    )


def _urgency(person, urgent):
    """How a letter goes to this person; None when she wants no news."""
    if urgent:
        return Urgency.NOW
    if not isinstance(person, User):
        return Urgency.NEWS
    chosen = {NewsMail.DAILY: Urgency.DIGEST, NewsMail.AT_ONCE: Urgency.NEWS}
    return chosen.get(person.news_mail)


def _line(subject):
    """A subject on one line, as long as the table and mail programs bear."""
    return " ".join(subject.split())[:250]
