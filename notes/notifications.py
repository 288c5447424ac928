"""Letters of notes and reminders: who reads them, and what they say.

A note is news for the daily letter; a reminder waits for its reader and is sent at once.
"""

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from letters.actions import send_letter
from notes.models import Note, NoteAnswer
from notes.targets import NoteTarget
from regions.models import Membership, Role

TEMPLATE = "letters/mail/step"


def writers_for(region, agencies) -> list[User]:
    """The people with an account who write for these agencies."""
    members = Membership.objects.active().filter(
        region=region, role=Role.WRITER, agency__in=agencies
    )
    return [member.user for member in members.select_related("user").order_by("user__name")]


def notify_of_note(note: Note, place: NoteTarget) -> None:
    """To those who write for the place's agencies; when nobody does, to the coordinators."""
    region = note.masterplan.region
    people = writers_for(region, place.agencies) or _coordinators(region)
    send_letter(
        TEMPLATE,
        to=[person for person in people if person.pk != note.by_id],
        subject=f"Catatan tentang {place.name}",
        path=reverse(settings.LINKS["worksheets"], args=[note.masterplan.slug]) + "#catatan",
        urgent=False,
        region=region,
        reason="Anda menulis untuk Perangkat Daerah yang ditanya.",
        title=f"Catatan tentang {place.name}",
        sentence=f"{note.by} menulis catatan dan menunggu jawaban Anda.",
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
        path=note.get_absolute_url(),
        urgent=False,
        region=note.masterplan.region,
        reason="Anda menulis catatan itu.",
        title=f"Jawaban tentang {note.place_name}",
        sentence=f"{answer.by} menjawab catatan Anda.",
        note=answer.text,
        button="Baca jawaban",
    )


def _coordinators(region):
    members = Membership.objects.active().filter(region=region).acting_as(Role.LEAD)
    return [member.user for member in members.select_related("user")]
