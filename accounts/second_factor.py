"""Which second factor may be taken off."""

from allauth.mfa.models import Authenticator

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_last_while_signing(authenticator) -> bool:
    """Whether this is the only second factor of somebody whom a commitment names that is signed."""
    if authenticator.type not in SECOND_FACTORS or not authenticator.user.signs_now:
        return False
    others = Authenticator.objects.filter(user=authenticator.user, type__in=SECOND_FACTORS)
    return not others.exclude(pk=authenticator.pk).exists()
