"""Loaded by pytest before the settings are: what differs in a test run is set here, once."""

import os
import tempfile

os.environ.setdefault("SIMPUL_STATIC_MANIFEST", "0")
os.environ.setdefault("SIMPUL_EXAMPLE", "1")
os.environ.setdefault("SIMPUL_VAR", tempfile.mkdtemp(prefix="simpul-test-"))
# Playwright runs an event loop in the test's thread; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
os.makedirs(os.path.join(os.environ["SIMPUL_VAR"], "static"), exist_ok=True)
