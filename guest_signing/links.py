"""Who signs without an account: by the link in a letter, and a one-time code sent to her address.

Kept of her: name, office, address, when she opened, read and signed, and that link and code were
right; of both only hashes are kept. The link opens her letter and nothing else, and dies with it.
"""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from commitments.locking import SigningError
from commitments.models import Signatory
from commitments.state import CommitmentStatus, state_of
from guest_signing.models import GuestPass
from letters.actions import rendered, send_secret
from letters.models import Letter
from letters.secret import ComposedLetter, NotNeededError

LINK, CODE, HALL = "guest_signing.link", "guest_signing.code", "guest_signing.hall"
VALID_FOR = timedelta(minutes=15)
PAUSE = timedelta(seconds=60)  # between two codes


def find(secret: str) -> GuestPass | None:
    """To whom a link belongs; while her commitment is not cancelled."""
    found = GuestPass.objects.filter(link_hash=hash_of(secret), signatory__is_guest=True)
    found = found.exclude(signatory__commitment__cancelled_at__isnull=False)
    return found.select_related(
        "signatory__user", "signatory__commitment__edition__masterplan__region__parent"
    ).first()


def send_link(signatory: Signatory) -> None:
    """Write that a letter with a new link is to go out; an older link then opens nothing."""
    _send(LINK, signatory, f"Mohon tanda tangan Anda: {signatory.commitment.title}")


def write_link(letter: Letter) -> ComposedLetter:
    """Draw the link when the letter leaves. NotNeededError when she is not asked any more."""
    return _write_link(_still_asked(letter), letter.address)


def _write_link(signatory, address, code="", **kept) -> ComposedLetter:
    secret = secrets.token_urlsafe(24)
    defaults = {"link_hash": hash_of(secret), "code_hash": ""} | kept
    GuestPass.objects.update_or_create(signatory=signatory, defaults=defaults)
    commitment = signatory.commitment
    return rendered(
        "guest_signing/mail/link",
        person=address,
        subject=f"Mohon tanda tangan Anda: {commitment.title}",
        path=reverse("guest_signing:read", args=[secret]),
        signatory=signatory,
        commitment=commitment,
        code=code,
    )


@transaction.atomic
def send_to_hall(signatory: Signatory) -> None:
    """To who stands in the hall where it is signed: link and code in one letter, one a minute."""
    guest = GuestPass.objects.select_for_update().filter(signatory=signatory).first()
    now = timezone.now()
    if guest and guest.code_sent_at and now - guest.code_sent_at < PAUSE:
        return
    if guest:
        guest.code_sent_at = now
        guest.save(update_fields=["code_sent_at"])
    _send(HALL, signatory, f"Tautan dan kode untuk menandatangani: {signatory.commitment.title}")


def write_to_hall(letter: Letter) -> ComposedLetter:
    """Draw link and code when the letter leaves; older ones count no more."""
    signatory, code = _still_asked(letter), _new_code()
    kept = _kept_of(signatory, code) | {"code_sent_at": timezone.now()}
    return _write_link(signatory, letter.address, code, **kept)


@transaction.atomic
def send_code(guest: GuestPass) -> None:
    """Send a one-time code to her address; at most one a minute."""
    guest = GuestPass.objects.select_for_update().get(pk=guest.pk)
    now = timezone.now()
    if guest.code_sent_at and now - guest.code_sent_at < PAUSE:
        raise SigningError("Kode baru saja dikirim. Tunggu satu menit sebelum meminta lagi.")
    if state_of(guest.signatory.commitment).turn_of(guest.signatory.user) is None:
        raise SigningError("Belum giliran Anda menandatangani.")
    guest.code_sent_at = now
    guest.save(update_fields=["code_sent_at"])
    _send(CODE, guest.signatory, "Kode sekali pakai untuk menandatangani")


def write_code(letter: Letter) -> ComposedLetter:
    """Draw the code when the letter leaves; the one before it counts no more."""
    code = _new_code()
    signatory = _still_asked(letter)
    GuestPass.objects.filter(signatory=signatory).update(**_kept_of(signatory, code))
    return rendered(
        "guest_signing/mail/code",
        person=letter.address,
        subject="Kode sekali pakai untuk menandatangani",
        path="/",
        signatory=signatory,
        code=code,
    )


def _new_code() -> str:
    return f"{secrets.randbelow(10**6):06}"


def _kept_of(signatory, code) -> dict:
    """What is kept of a code: that it is hers, until when it counts, and that nobody tried yet."""
    return {
        "code_hash": hash_of(f"{signatory.pk} {code}"),
        "code_expires_at": timezone.now() + VALID_FOR,
        "tries": 0,
    }


def _still_asked(letter) -> Signatory:
    signatory = (
        Signatory.objects.filter(pk=letter.about, is_guest=True)
        .select_related("commitment__edition__masterplan__region__parent", "user", "official")
        .first()
    )
    if signatory is None or signatory.user.email != letter.address:
        raise NotNeededError("Orang ini tidak menandatangani lagi.")
    if state_of(signatory.commitment).kind != CommitmentStatus.OPEN:
        raise NotNeededError("Komitmen ini tidak sedang ditandatangani.")
    return signatory


def _send(kind, signatory, subject):
    send_secret(
        kind,
        about=signatory.pk,
        to=signatory.user.email,
        name=signatory.name,
        subject=subject,
        region=signatory.region,
    )


def hash_of(secret: str) -> str:
    """What is kept of a link or a code."""
    return hashlib.sha256(secret.encode()).hexdigest()
