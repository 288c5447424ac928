"""Loaded by pytest before the settings are: what differs in a test run is set here, once."""

import atexit
import os
import shutil
import sys
import tempfile

# Containers often forbid it; then every process of a run would compile all modules anew: 20 s each.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ.setdefault("SIMPUL_STATIC_MANIFEST", "0")
os.environ.setdefault("SIMPUL_EXAMPLE", "1")
if "SIMPUL_VAR" not in os.environ:  # xdist's workers inherit that of the process that starts them
    os.environ["SIMPUL_VAR"] = tempfile.mkdtemp(prefix="simpul-test-")
    atexit.register(shutil.rmtree, os.environ["SIMPUL_VAR"], ignore_errors=True)
# Playwright runs an event loop in the test's thread; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
os.makedirs(os.path.join(os.environ["SIMPUL_VAR"], "static"), exist_ok=True)
