"""What allauth asks us: who may sign up, where it keeps secrets. Letters: letters/adapter.py."""

import base64
from datetime import timedelta

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils import timezone

from accounts.known_devices import device_of, remember
from accounts.second_factor import is_last_while_signing


class InvitationAdapter(DefaultAccountAdapter):
    """Accounts come from invitations (`regions.invitations`), so nobody signs up."""

    def is_open_for_signup(self, request):
        return False

    def pre_authenticate(self, request, **credentials):
        """Count the try: for this account from this place, and for all strangers together."""
        super().pre_authenticate(request, **credentials)
        email = _email(credentials)
        known = device_of(request, email)
        if not known and not ratelimit.consume(request, action="login_strangers", key=email):
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request, user, **said):
        """To where she wanted; this browser is known from now on."""
        response = super().post_login(request, user, **said)
        remember(request, response, user.email.strip().lower())
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Who has just signed in with her password is not asked for it again while she sets up her
        first second factor and reads its backup codes. Whoever has one already is asked."""
        wanted = super().is_reauthentication_required(app=app, **kwargs)
        user = self.request.user
        if not wanted or app != "allauth.mfa":
            return wanted
        since = timezone.now() - timedelta(seconds=settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)
        if Authenticator.objects.filter(user=user, created_at__lt=since).exists():
            return True
        records = get_authentication_records(self.request, user)
        fresh = [one for one in records if one["at"] > since.timestamp()]
        return not any(one["method"] == "password" for one in fresh)

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth counts for each host name apart: a site with two names would allow ten tries
        email = _email(credentials)
        return f"{email} {device_of(request, email) or self.get_client_ip(request)}"

    def _delete_login_attempts_cached_email(self, request, **credentials):
        super()._delete_login_attempts_cached_email(request, **credentials)
        ratelimit.clear(request, action="login_strangers", key=_email(credentials))


def _email(credentials):
    return credentials.get("email", "").strip().lower()


KEPT = (
    "Anda sedang diminta menandatangani komitmen, jadi langkah kedua yang terakhir tidak dapat"
    " dilepas. Pasang yang lain lebih dahulu."
)


class EncryptedSecretsAdapter(DefaultMFAAdapter):
    """Keeps the secrets of code apps encrypted: a copy of the database shows no codes.

    The last second factor of who signs now stays on; the database holds that, too
    (`commitments/second_factor.py`).
    """

    error_messages = DefaultMFAAdapter.error_messages | {"cannot_delete_authenticator": KEPT}

    def can_delete_authenticator(self, authenticator) -> bool:
        return not is_last_while_signing(authenticator)

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    """Opens with the present secret key and the earlier ones, closes with the present one."""
    return MultiFernet([_key(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"simpul second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(secret.encode())))
