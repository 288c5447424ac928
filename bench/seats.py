"""Seats writers at sections of a masterplan each, and reads back what they wrote.

Runs in a process with the settings of a country; reads a question in JSON, answers in JSON.
"""

import json
import sys

import django
from django.test import Client
from django.urls import reverse

from bench.serving import BACKEND, pack_static_files

TYPING = "typing"
# What people open most on the afternoon before a bimtek.
PAGES = [
    "stages:overview",
    "assignments:worksheets",
    "portfolio:board",
    "portfolio:grid",
    "strategy:aims",
    "portfolio:odd",
    "masterplans:contents",
    "worksheets:board",
    "quickwins:board",
]


def seat(people: int, plans: list[str]) -> list[dict]:
    """A session, a form token and a section for each writer, as many in each of these plans.

    A plan is called as in `filling.country`: "ORDINARY" has 60 programs, "LARGE" 150.
    """
    from bench.filling import country

    pack_static_files()
    codes = [getattr(country, name) for name in plans]
    return [one for code in codes for one in _seats_of(code, people // len(codes))]


def _seats_of(code, people):
    from masterplans.models import Masterplan, Status

    plan = Masterplan.objects.select_related("region").get(region__code=code)
    if plan.status != Status.WRITING:
        raise ValueError("The masterplan of the benchmark is not open.")
    sections = list(plan.sections.select_related("masterplan").order_by("pk")[:people])
    if len(sections) < people:
        raise ValueError("The masterplan of the benchmark has too few sections.")
    pages = [reverse(page, args=[plan.slug]) for page in PAGES]
    return [
        _at(_writer(plan.region, number), section) | {"pages": pages}
        for number, section in enumerate(sections, 1)
    ]


def compare(wanted: dict[str, str]) -> list[str]:
    """The addresses of sections whose text is not what was typed last; the writers leave."""
    from masterplans.models import Section
    from regions.models import Membership

    # Pages that list the members of this region are measured next, against a small country.
    Membership.objects.filter(user__email__startswith=TYPING).delete()
    keys = {int(path.rstrip("/").rsplit("/", 1)[1]): path for path in wanted}
    found = Section.objects.in_bulk(keys)
    return [path for key, path in keys.items() if found[key].body != wanted[path]]


def _writer(region, number):
    """Somebody who may write every section, so that the benchmark's sections stay as they are."""
    from accounts.models import User
    from regions.models import Membership, Role

    user, _ = User.objects.get_or_create(
        email=f"{TYPING}{number}.{region.code}@bench.example",
        defaults={"name": f"Penulis {number}"},
    )
    Membership.objects.get_or_create(region=region, user=user, role=Role.DIMENSION_LEAD)
    return user


def _at(user, section):
    client = Client(headers={"host": "simpul.example"})
    client.force_login(user, backend=BACKEND)
    token = client.get("/akun/sesi/", secure=True).json()["token"]
    return {
        "person": str(user.pk),
        "cookie": "; ".join(f"{name}={one.value}" for name, one in client.cookies.items()),
        "token": token,
        "path": section.get_absolute_url(),
        "base": str(section.revision_number),
    }


def open_register() -> str:
    """The address behind the QR code of a session that is held today."""
    from django.utils import timezone

    from attendance.attending import registers_of
    from bench.filling import country
    from bimtek.sessions import plan_session
    from masterplans.models import Masterplan

    plan = Masterplan.objects.select_related("region__parent").get(region__code=country.ORDINARY)
    day = timezone.localdate(timezone=plan.region.zone)
    session = plan_session(plan, stage=0, first_day=day, last_day=day, by=plan.created_by)
    return registers_of(session)[0].get_absolute_url()


def came(path: str, run: str) -> list[str]:
    """The names of one run that stand in the register behind an address."""
    from attendance.models import Attendee

    code = path.strip("/").rpartition("/")[2]
    here = Attendee.objects.counted().filter(register__code=code, name__endswith=run)
    return list(here.values_list("name", flat=True))


if __name__ == "__main__":
    django.setup()
    question, *rest = json.load(sys.stdin)
    answers = {"seat": seat, "compare": compare, "open_register": open_register, "came": came}
    json.dump(answers[question](*rest), sys.stdout)
