"""Is it really she who signs? Proven anew for every signature, never by the session alone.

Two ways: the password and the code of her app; or a passkey, whose challenge is made of the letter,
the manifest, her place and a nonce, so that its answer cannot stand for another document, place or
time. The answer is kept with all that is needed to check it again without trusting this site.
"""

import base64
import hashlib
import json
import secrets

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import get_credentials, get_server
from django.core.exceptions import ValidationError
from django.utils import timezone
from fido2.webauthn import UserVerificationRequirement

from commitments.models import Signatory
from signing.keeping import ProofData
from signing.reading import WhatWasRead

CHALLENGE = "signing.challenge"  # in the session: one at a time, for one answer
CODES = {
    Authenticator.Type.TOTP: "kode aplikasi",
    Authenticator.Type.RECOVERY_CODES: "kode cadangan",
}
GOOD_FOR = 5 * 60  # seconds
VERSION = "simpul-ttd-v1"

NO_MATCH = "Kata sandi tidak cocok. Tanda tangan Anda masih ada; ketik kata sandi sekali lagi."
WRONG_CODE = "Kode tidak cocok atau sudah terpakai. Tunggu kode berikutnya di aplikasi Anda."
NO_CODE = "Ketik kode enam angka dari aplikasi Anda."
NO_PASSKEY = "Kunci sandi belum terbaca, atau halaman ini terbuka terlalu lama. Coba sekali lagi."
TOO_OFTEN = (
    "Sudah lima kali kata sandi atau kode tidak cocok. Tunggu 15 menit, lalu coba lagi. Belum ada"
    " yang ditandatangani."
)


def asks_code(user) -> bool:
    """Whether the second half of the proof is a code: she has an app for it."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def has_passkey(user) -> bool:
    """Whether she can sign by a passkey."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def by_password(request, password: str, code: str) -> ProofData:
    """The proof by password and code; ValidationError by field when one does not fit.

    After five wrong ones within 15 minutes even the right one is refused.
    """
    limit = {"action": "sign", "user": request.user}
    if not ratelimit.consume(request, dry_run=True, **limit):
        raise ValidationError({"password": TOO_OFTEN})
    if not request.user.check_password(password):
        ratelimit.consume(request, **limit)
        raise ValidationError({"password": NO_MATCH})
    factors = ["kata sandi"]
    if asks_code(request.user):
        if not code.strip():
            raise ValidationError({"code": NO_CODE})
        way = _way_of_code(request.user, code)
        if not way:
            ratelimit.consume(request, **limit)
            raise ValidationError({"code": WRONG_CODE})
        factors.append(way)
    ratelimit.clear(request, **limit)
    return _proof(request, " + ".join(factors))


def challenge_for(request, place: Signatory, read: WhatWasRead) -> dict:
    """What a passkey is asked, as browsers take it; remembered for one answer."""
    nonce = secrets.token_hex(16)
    options, state = get_server().authenticate_begin(
        credentials=get_credentials(request.user),
        user_verification=UserVerificationRequirement.REQUIRED,
        challenge=challenge(place, read, nonce),
    )
    request.session[CHALLENGE] = {
        "place": place.pk,
        "nonce": nonce,
        "state": state,
        "at": timezone.now().timestamp(),
    }
    return dict(options)


def challenge(place: Signatory, read: WhatWasRead, nonce: str) -> bytes:
    """32 bytes that stand for this place in this letter, and for this one time."""
    said = [VERSION, place.commitment.code, place.pk, str(read), nonce]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).digest()


def by_passkey(request, place: Signatory, read: WhatWasRead, answer: str) -> ProofData:
    """The proof by a passkey; ValidationError when the answer is not hers, old, or for another."""
    asked = request.session.pop(CHALLENGE, None)
    if not asked or asked["place"] != place.pk:
        raise ValidationError({"password": NO_PASSKEY})
    if timezone.now().timestamp() - asked["at"] > GOOD_FOR:
        raise ValidationError({"password": NO_PASSKEY})
    wanted = _text(challenge(place, read, asked["nonce"]))
    try:
        response = json.loads(answer)
        if asked["state"]["challenge"] != wanted:
            raise ValueError("another document")
        credentials = get_credentials(request.user)
        used = get_server().authenticate_complete(asked["state"], credentials, response)
    except (ValueError, KeyError, TypeError) as error:
        raise ValidationError({"password": NO_PASSKEY}) from error
    kept = {
        "nonce": asked["nonce"],
        "read": str(read),
        "response": response,
        "credential": _text(bytes(used)),
    }
    return _proof(request, "kunci sandi", kept)


def _way_of_code(user, code: str) -> str:
    """By which of her authenticators this code is good, in words; empty when by none."""
    ways = {
        Authenticator.Type.TOTP: "kode aplikasi",
        Authenticator.Type.RECOVERY_CODES: "kode cadangan",
    }
    for authenticator in Authenticator.objects.filter(user=user, type__in=ways):
        if authenticator.wrap().validate_code(code):
            return ways[authenticator.type]
    return ""


def _proof(request, factors: str, assertion: dict | None = None) -> ProofData:
    return ProofData(
        factors=factors,
        assertion=assertion,
        address=get_adapter().get_client_ip(request),
        agent=request.headers.get("User-Agent", ""),
    )


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
