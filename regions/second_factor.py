"""A second factor that was lost with a telephone: taken off by an officer, so that she gets in."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import connection, transaction
from django.urls import reverse

from accounts.models import User
from audit.trail import record
from letters.actions import send_letter
from regions.models import Membership

SAY_LOST = "SELECT set_config('simpul.lost_second_factor', %s, true)"
LETTER = "regions/mail/second_factor_reset"


class SecondFactorError(Exception):
    """Nothing was taken off. The message is a sentence for the user."""


@transaction.atomic
def reset_second_factor(membership: Membership, *, reason: str, by: User) -> None:
    """Take off code app, passkeys and backup codes of somebody who lost them, and end her sessions.

    Her password stays, so the officer herself gets in nowhere. The trail keeps the reason, and a
    letter tells the person at once. Of who is asked to sign a commitment now, the proof of identity
    ends with it: a second person confirms her again. Raises SecondFactorError for oneself and when
    there is nothing to take off.
    """
    person = membership.user
    if person == by:
        raise SecondFactorError("Langkah kedua Anda sendiri diatur ulang oleh petugas lain.")
    found = Authenticator.objects.select_for_update().filter(user=person)
    if not found:
        raise SecondFactorError(f"{person} belum memasang langkah kedua.")
    with connection.cursor() as cursor:  # who signs now may lose it by this door alone
        cursor.execute(SAY_LOST, [str(person.pk)])
        found.delete()
        cursor.execute(SAY_LOST, [""])
    for session in UserSession.objects.filter(user=person):
        session.end()
    record(by, "second_factor.reset", membership.region, person=person.name, reason=reason)
    send_letter(
        LETTER,
        to=[person],
        subject="Langkah kedua Anda diatur ulang",
        path=reverse("mfa_index"),
        region=membership.region,
        reason="akun Anda diubah",
        officer=by.name,
        why=reason,
    )
