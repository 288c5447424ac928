"""NIK and passphrase are found nowhere afterwards: logs, database, queue, error reports, pages."""

import io
import logging
import re
import sys

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.views.debug import ExceptionReporter

from bsre import client as bsre_client
from operations.logs import JsonFormatter
from tests.bsre import urls
from tests.bsre.loopback import BUPATI, PASSPHRASE

SECRET = re.compile(rf"{BUPATI}|{re.escape(PASSPHRASE)}|S4ndi")
IN_GROUPS = f"{BUPATI[:6]} {BUPATI[6:12]} {BUPATI[12:]}"


@pytest.fixture
def logged():
    """Every line of every logger, down to DEBUG, as the site writes it."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter())
    root, before = logging.getLogger(), logging.getLogger().level
    quiet = [logging.getLogger(name) for name in ("urllib3", "django.db.backends")]
    levels = [logger.level for logger in quiet]
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for logger in quiet:
        logger.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(before)
    for logger, level in zip(quiet, levels, strict=True):
        logger.setLevel(level)


def whole_database():
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            yield from (row[0] for row in cursor.fetchall())


@pytest.mark.django_db
@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("fault", ["", "drop", "500", "rewritten"])
def test_what_was_typed_is_found_nowhere(letter, loopback, settings, logged, version, fault):
    settings.ROOT_URLCONF = "tests.bsre.urls"
    settings.BSRE_SERVERS = {"SIMPUL_BSRE_URL": loopback.address(version=version)}
    urls.LETTER[:] = [letter]
    loopback.fault = fault
    visitor = Client(raise_request_exception=False)
    answer = visitor.post("/ttd/", {"nik": IN_GROUPS, "passphrase": PASSPHRASE})
    assert answer.status_code == 500
    assert loopback.signings

    report = ExceptionReporter(answer.wsgi_request, *answer.exc_info)
    texts = {
        "the log": logged.getvalue(),
        "the page": answer.content.decode(),
        "the report to officers": report.get_traceback_text(),
        "the report as a page": report.get_traceback_html(),
        "the database with its queue": "\n".join(whole_database()),
    }
    assert '"path": "/ttd/"' in texts["the log"]
    assert "tests/bsre/urls.py" in texts["the report to officers"]
    assert "signatory:1" in texts["the database with its queue"]
    assert [place for place, text in texts.items() if SECRET.search(text)] == []


def test_frames_of_the_client_hide_what_they_hold(letter, loopback, server):
    """A fault of our own in the middle of it, reported with all its variables."""
    loopback.fault = "rewritten"
    broken = type("Broken", (), {"is_visible": False})()
    try:
        bsre_client.sign_pdf(
            letter, nik=BUPATI, passphrase=PASSPHRASE, appearance=broken, server=server
        )
    except AttributeError:
        found = sys.exc_info()
    request = RequestFactory().get("/")
    frames = ExceptionReporter(request, *found).get_traceback_frames()
    ours = [frame for frame in frames if "/bsre/" in frame["filename"]]
    ours = [frame for frame in ours if "/tests/" not in frame["filename"]]
    assert len(ours) > 1
    assert not SECRET.search(str([frame["vars"] for frame in ours]))


@pytest.mark.django_db
def test_the_form_comes_back_without_them_and_asks_browsers_to_keep_nothing(loopback, settings):
    settings.ROOT_URLCONF = "tests.bsre.urls"
    settings.BSRE_SERVERS = {"SIMPUL_BSRE_URL": loopback.address()}
    answer = Client().post("/ttd/", {"nik": "12345", "passphrase": PASSPHRASE})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "NIK terdiri atas 16 angka." in page
    assert "S4ndi" not in page
    assert page.count('autocomplete="off"') == 2
    assert "no-store" in answer["Cache-Control"]


def test_the_web_server_writes_no_line_of_its_own_for_a_request():
    from gunicorn.config import Config

    from smartcity.settings import BASE_DIR

    told = {}
    exec((BASE_DIR / "gunicorn.conf.py").read_text(), told)  # noqa: S102
    config = Config()
    for name in set(told) & set(config.settings):
        config.set(name, told[name])
    assert config.accesslog is None
