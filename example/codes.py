"""The codes that the authenticator apps of the example people would show now."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from example import logins


def current_codes() -> dict[str, str]:
    """E-mail of an example person -> the six figures that open the second step now."""
    addresses = [email for _, email, _ in logins()]
    found = Authenticator.objects.filter(
        type=Authenticator.Type.TOTP, user__email__in=addresses
    ).select_related("user")
    return {one.user.email: code(decrypt(one.data["secret"])) for one in found}


def code(secret: str) -> str:
    """The six figures of a secret for this half minute (RFC 6238)."""
    counter = int(time.time()) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, counter))
