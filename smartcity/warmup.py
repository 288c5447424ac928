"""What would otherwise be done by the first visitors of every process that serves the site."""

import gc
import importlib
from pathlib import Path

from django import forms
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import translation

from masterplans.prepared_queries import prepare_all

# A page makes some ten thousand things that go by themselves as soon as it is drawn: to look for
# garbage after every seven hundred finds none.
SELDOM = 20_000, 20, 20
# What a signature needs: the first of a hall would wait for it, and all behind her.
HEAVY = ["weasyprint", "seals.additions", "seals.two_steps", "typesetting.pdf"]
FORMS = Path(forms.__file__).parent / "templates"


def warm_up() -> None:
    """Compile templates and queries, order the addresses, load the words. Asks no database.

    The web server does it once, before it makes its workers (gunicorn.conf.py), so that they
    begin with all of it in memory that they share.
    """
    get_resolver().reverse_dict  # noqa: B018 - reading it orders the addresses
    with translation.override(settings.LANGUAGE_CODE):
        translation.gettext("Simpul")
    for folder in [*settings.TEMPLATES[0]["DIRS"], FORMS]:
        for path in sorted(folder.rglob("*.html")):
            get_template(path.relative_to(folder).as_posix())
    prepare_all()
    for name in HEAVY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what is there now stays: no worker needs to look through it for garbage
    gc.set_threshold(*SELDOM)
