import pytest
from django.core.management import call_command

from tests.letters.server import Server


@pytest.fixture
def server(settings):
    """A mail server, and the site set to use it."""
    server = Server()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 30
    server.start()
    yield server
    if server.server is not None:
        server.stop()


@pytest.fixture
def box(server):
    """What the mail server has received."""
    return server.box


@pytest.fixture
def work():
    """Let a real worker do what waits."""

    def work():
        call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)

    return work
