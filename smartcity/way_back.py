"""Coming home: what was opened from Kertas Kerja, gate, matrix or komitmen returns there.

A link says from where it was followed (`?kembali=kertas.<slug>`, filter `coming_from`). The address
keeps that word while she works: the page shows the way back, and once her form was sent and taken
she arrives where she came from and reads what is left of it.
"""

import re
from urllib.parse import urlsplit

from django.urls import reverse

from indonesian import angka
from masterplans.models import Masterplan
from progress.areas import Area
from progress.completeness import Completeness
from progress.returned import KIND as RETURNED
from regions.access import find_for
from regions.addresses import WAY_BACK, with_way_back

HOMES = {  # label, page, place on it
    "kertas": ("Kertas Kerja", "assignments:worksheets", ""),
    "syarat": ("syarat tahap", "stages:overview", "#syarat"),
    "matriks": ("isian per Perangkat Daerah", "assignments:worksheets", "#isian"),
    "komitmen": ("komitmen", "commitments:detail", ""),
}
SLUG = re.compile(r"[a-z0-9-]{1,80}")
ARRIVED = "came_home"  # in the session: what she reads there, once
ALL_THERE = "Tersimpan. Tidak ada isian lain yang diminta dari Anda."


def way_back(request) -> tuple[str, str] | None:
    """Where the reader came from, as a label and an address; None for whatever makes no sense."""
    home, _, slug = request.GET.get(WAY_BACK, "").partition(".")
    if home not in HOMES or not SLUG.fullmatch(slug):
        return None
    label, page, within = HOMES[home]
    return label, reverse(page, args=[slug]) + within


def way_back_word(request) -> str:
    """The word that an address keeps, for the forms of its page; "" without one."""
    return request.GET.get(WAY_BACK, "") if way_back(request) else ""


def come_home(get_response):
    """After a form that was taken, go to where she came from instead of where its page leads.

    A page that leads to itself (the next row, the next program) keeps the way back.
    """

    def middleware(request):
        response = get_response(request)
        if request.method != "POST" or response.status_code != 302:
            return response
        if not request.user.is_authenticated or not (found := way_back(request)):
            return response
        if urlsplit(response["Location"]).path == request.path:
            home, _, slug = request.GET[WAY_BACK].partition(".")
            response["Location"] = with_way_back(response["Location"], home, slug)
            return response
        response["Location"] = found[1]
        request.session[ARRIVED] = left_over(request)
        return response

    return middleware


def arrived(request) -> dict | None:
    """What she reads once when she has come home."""
    if not request.session.get(ARRIVED) or request.method != "GET" or request.GET.get(WAY_BACK):
        return None
    return request.session.pop(ARRIVED)


def left_over(request) -> dict | None:
    """What is left for her, and the way to the first of it: "1 isian lagi: …"."""
    home, _, slug = request.GET[WAY_BACK].partition(".")
    plan = find_for(request.user, Masterplan.objects, slug=slug)
    if plan is None:
        return None
    items = [
        item
        for item in Completeness(plan).for_user(request.user)
        if item.area != Area.STEPS and item.kind != RETURNED
    ]
    if not items:
        return {"text": ALL_THERE}
    first = items[0]
    text = f"Tersimpan. {angka(len(items))} isian lagi: {first.sentence}"
    url = str(first.url)
    return {"text": text, "url": with_way_back(url, home, slug) if url else ""}
