"""Is it really she who signs? The password again, each time, with as many tries as at sign-in."""

from allauth.account.authentication import get_authentication_records
from allauth.core import ratelimit

WRONG = "Kata sandi tidak cocok. Tanda tangan Anda masih ada; ketik kata sandi sekali lagi."
TOO_OFTEN = (
    "Sudah lima kali kata sandi tidak cocok. Tunggu 15 menit, lalu coba lagi. Belum ada yang"
    " ditandatangani."
)
WORDS = {
    "password": "kata sandi",
    "totp": "kode aplikasi",
    "webauthn": "kunci sandi",
    "recovery_codes": "kode cadangan",
}


def password_problem(request, password: str) -> str:
    """Why this password does not confirm the person who is signed in; empty when it does.

    After five wrong ones within 15 minutes even the right one is refused.
    """
    limit = {"action": "sign", "user": request.user}
    if not ratelimit.consume(request, dry_run=True, **limit):
        return TOO_OFTEN
    if request.user.check_password(password):
        ratelimit.clear(request, **limit)
        return ""
    ratelimit.consume(request, **limit)
    return WRONG


def confirmed_by(request) -> str:
    """How she has proven who she is: the password now, and what opened this session."""
    ways = {"password"}
    for step in get_authentication_records(request, request.user):
        ways.add(step.get("type") or step.get("method"))
    return " + ".join(words for way, words in WORDS.items() if way in ways)
