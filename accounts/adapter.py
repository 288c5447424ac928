"""What allauth asks us: who may sign up, where it keeps secrets. Letters: letters/adapter.py."""

import base64

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class InvitationAdapter(DefaultAccountAdapter):
    """Accounts come from invitations (`regions.invitations`), so nobody signs up."""

    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        # allauth counts for each host name apart: a site with two names would allow ten tries
        return credentials.get("email", "").strip().lower()


class EncryptedSecretsAdapter(DefaultMFAAdapter):
    """Keeps the secrets of code apps encrypted: a copy of the database shows no codes."""

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
