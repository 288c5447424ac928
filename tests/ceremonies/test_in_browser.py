"""The wall as a projector shows it: forty names on one screen, lit without a reload."""

import pytest
from django.conf import settings
from django.urls import reverse

from ceremonies.holding import open_ceremony
from commitments.models import Signatory
from tests.commitments.conftest import frozen
from tests.commitments.making import commitment_for, opened, put_signature
from tests.factories import OfficialFactory, UserFactory
from tests.identities.making import prove

__all__ = ["frozen"]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("cache_table")]

NAME = "Prof. Dr. Ir. Akhmad Sodiq, M.Sc.Agr., IPU."
POSITION = "Kepala Badan Perencanaan Pembangunan, Riset, dan Inovasi Daerah"
KINDS = {"agency": 30, "academic": 3, "business": 2, "community": 4}
OVERFLOWS = "(it => it.scrollWidth > it.clientWidth + 1)"


@pytest.fixture
def forty(frozen, people, region):
    """A bupati, and 39 others of four kinds with the longest of names."""
    commitment = commitment_for(frozen, people["signatory"])
    commitment.signatories.update(capacity="head")
    for order, (kind, count) in enumerate(KINDS.items(), 1):
        for user in UserFactory.create_batch(count, name=NAME):
            official = OfficialFactory(region=region, name=NAME, position=POSITION, user=user)
            prove(official)
            Signatory.objects.create(
                commitment=commitment, order=order, official=official, user=user,
                name=NAME, position=POSITION, capacity=kind,
            )  # fmt: skip
    return opened(commitment)


def test_forty_names_stand_on_one_wall_and_light_up(page, live_server, forty, lead, signed_in):
    open_ceremony(forty, by=lead)
    cookie = signed_in(lead).cookies[settings.SESSION_COOKIE_NAME].value
    site = live_server.url
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])
    page.goto(site + reverse("ceremonies:hall", args=[forty.masterplan.slug]))

    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.locator(".sp-hall__names li:not(.sp-hall__heading)").count() == 40
        assert not page.locator(".sp-hall__names").evaluate(OVERFLOWS)
    page.set_viewport_size({"width": 360, "height": 740})
    assert not page.locator("html").evaluate(OVERFLOWS)

    page.evaluate("window.stays = true")
    put_signature(forty.signatories.first())
    page.get_by_text("1 / 40").wait_for()
    assert page.locator(".is-new").count() == 1
    assert page.evaluate("window.stays")
