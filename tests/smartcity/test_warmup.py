"""What is done before the first visitor comes."""

import gc

import pytest
from django.db import connection
from django.template import engines
from django.test.utils import CaptureQueriesContext

from smartcity import warmup
from smartcity.static_files import PackedStaticFiles


@pytest.fixture
def unfrozen():
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("unfrozen")
def test_every_template_is_compiled_before_the_first_visitor(db):
    (loader,) = engines["django"].engine.template_loaders
    loader.reset()
    with CaptureQueriesContext(connection) as asked:
        warmup.warm_up()
    assert not asked.captured_queries
    compiled = {str(template) for template in loader.get_template_cache}
    assert {"base.html", "django/forms/widgets/input.html", "stages/overview.html"} <= compiled


def test_the_address_of_a_file_is_worked_out_once(settings, monkeypatch):
    files = PackedStaticFiles()
    files.hashed_files = {"css/tokens.css": "css/tokens.abc.css"}
    assert files.url("css/tokens.css").endswith("css/tokens.abc.css")
    monkeypatch.setattr(files, "hashed_files", {})
    assert files.url("css/tokens.css").endswith("css/tokens.abc.css")
    settings.DEBUG = True
    assert files.url("css/tokens.css").endswith("css/tokens.css")
