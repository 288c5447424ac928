import pytest
from django.core import mail

from tests.accounts.doors import PASSWORD
from tests.factories import UserFactory


@pytest.fixture
def siti(cache_table):
    person = UserFactory(email="siti@banjarnegara.example", name="Siti Rahmawati, S.K.M.")
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def letters(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def with_passkeys(page):
    """A browser on a device that keeps passkeys and knows its owner's finger."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page
