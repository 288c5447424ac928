"""Letters of notes and reminders: who reads them, and what they say.

A note is news for the daily letter; a reminder waits for its reader and is sent at once.
"""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from letters.actions import send_letter
from notes.models import GuestSection, Note, NoteAnswer, NoteWeight
from notes.targets import SECTION, NoteTarget
from regions.models import Membership, Role

TEMPLATE = "letters/mail/step"
_ASKED = "{} menulis catatan dan menunggu jawaban Anda."
_PRAISED = "{} menulis apresiasi."


def writers_for(region, agencies) -> list[User]:
    """The people with an account who write for these agencies."""
    members = Membership.objects.active().filter(
        region=region, role=Role.WRITER, agency__in=agencies
    )
    return [member.user for member in members.select_related("user").order_by("user__name")]


def notify_of_note(note: Note, place: NoteTarget) -> None:
    """To the assignee; without one to those who write for the place's agencies, or the
    coordinators when nobody does."""
    region = note.masterplan.region
    if note.assignee:
        notify_of_assignment(note, note.by)
        return
    people = writers_for(region, place.agencies) or _coordinators(region)
    praises = note.weight == NoteWeight.PRAISE
    send_letter(
        TEMPLATE,
        to=[person for person in people if person.pk != note.by_id],
        subject=f"Catatan tentang {place.name}",
        path=reverse(settings.LINKS["worksheets"], args=[note.masterplan.slug]) + "#catatan",
        urgent=False,
        region=region,
        reason="Anda menulis untuk Perangkat Daerah yang ditanya.",
        title=f"Catatan tentang {place.name}",
        sentence=_PRAISED.format(note.by) if praises else _ASKED.format(note.by),
        note=note.text,
        button="Baca catatan" if praises else "Jawab catatan",
    )


def notify_of_assignment(note: Note, by: User) -> None:
    """To the person to whom a note is given, unless she gave it to herself."""
    send_letter(
        TEMPLATE,
        to=[note.assignee] if note.assignee_id != by.pk else [],
        subject=f"Catatan tentang {note.place_name}",
        path=note.get_absolute_url(),
        urgent=False,
        region=note.masterplan.region,
        reason="Catatan ini ditugaskan kepada Anda.",
        title=f"Catatan tentang {note.place_name}",
        sentence=f"{by} menugaskan catatan ini kepada Anda.",
        note=note.text,
        button="Jawab catatan",
    )


def notify_of_answer(note: Note, answer: NoteAnswer) -> None:
    """To the author of the note, unless she answered herself."""
    if answer.by_id == note.by_id:
        return
    send_letter(
        TEMPLATE,
        to=[note.by],
        subject=f"Jawaban atas catatan Anda tentang {note.place_name}",
        path=_where(note, note.by),
        urgent=False,
        region=note.masterplan.region,
        reason="Anda menulis catatan itu.",
        title=f"Jawaban tentang {note.place_name}",
        sentence=f"{answer.by} menjawab catatan Anda.",
        note=answer.text,
        button="Baca jawaban",
    )


def notify_of_sections(guest: User, sections: list[GuestSection], *, by: User) -> None:
    """To a narasumber who has an account and gets more to read."""
    region = sections[0].section.region
    send_letter(
        TEMPLATE,
        to=[guest],
        subject=f"Bagian masterplan {region} untuk Anda baca",
        path=reverse("guests:sections"),
        urgent=False,
        region=region,
        reason="Anda narasumber di daerah ini.",
        title="Ada bagian untuk Anda baca",
        sentence=f"{by} meminta catatan Anda.",
        note="\n".join(str(one.section) for one in sections),
        button="Buka bagian itu",
    )


def _where(note, person):
    """The page of a note that this person may open."""
    own = GuestSection.objects.of(person).filter(section=note.row_id).first()
    return own.get_absolute_url() if own and note.kind == SECTION else note.get_absolute_url()


def _coordinators(region):
    members = Membership.objects.active().filter(region=region).acting_as(Role.LEAD)
    return [member.user for member in members.select_related("user")]
