"""A browser in which somebody has signed in before counts its own tries, apart from strangers'.

Five wrong passwords of a stranger must not keep the right person out. So tries are counted for an
account *and* the network that they come from, and for a browser that has opened the account before
by itself. Who tries from many networks meets a limit for all strangers together; a known browser,
a passkey and the letter with a new password still open. The cookie opens nothing.
"""

import hashlib
import secrets

from django.conf import settings
from django.core import signing

LASTS = 180 * 24 * 3600
SALT = "accounts.known_devices"


def device_of(request, email: str) -> str:
    """The token of this browser, if this account was opened in it before; else nothing."""
    try:
        whose, token = signing.loads(
            request.COOKIES.get(_name(email), ""), salt=SALT, max_age=LASTS
        )
    except (signing.BadSignature, ValueError):
        return ""
    return token if whose == email else ""


def remember(request, response, email: str) -> None:
    """Let this browser be known from now on."""
    token = device_of(request, email) or secrets.token_urlsafe(12)
    response.set_cookie(
        _name(email),
        signing.dumps([email, token], salt=SALT),
        max_age=LASTS,
        path="/akun/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _name(email):
    return f"dikenal_{hashlib.sha256(email.encode()).hexdigest()[:12]}"
