"""The wall of the hall: opened by the coordinator, asked every two seconds, quiet at the end."""

import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.serving import is_mark
from ceremonies.boards import board_of
from ceremonies.holding import end_ceremony, open_ceremony
from ceremonies.models import Ceremony
from commitments import signing as steps
from commitments.locking import SigningError
from commitments.models import SignedDocument
from tests.commitments.making import put_signature, verbs
from tests.markup import one_line

pytestmark = pytest.mark.system
GREEN = re.compile(r"sp-state--done|text-success|check2|check-circle")


def said(response):
    return " ".join(one_line(response.content.decode()).split())


@pytest.fixture
def wall(ceremony):
    return reverse("ceremonies:hall", args=[ceremony.commitment.masterplan.slug])


@pytest.fixture
def lead_browser(lead, signed_in):
    return signed_in(lead)


def sealed(commitment):
    return SignedDocument.objects.create(
        commitment=commitment,
        pdf=b"%PDF",
        sha256=hashlib.sha256(b"%PDF").hexdigest(),
        sealed_at=commitment.opened_at,
        certificate_serial="1",
    )


def test_a_coordinator_opens_the_wall_and_ends_it(signing, lead_browser):
    slug = signing.masterplan.slug
    here = reverse("ceremonies:hall", args=[slug])
    assert "Buka seremoni" in said(lead_browser.get(here))

    opened = said(lead_browser.post(reverse("ceremonies:open", args=[slug]), follow=True))
    assert "0 / 3" in opened
    lead_browser.post(reverse("ceremonies:open", args=[slug]))  # a double click
    ceremony = Ceremony.objects.get()
    assert ceremony.code in opened
    lead_browser.post(reverse("ceremonies:end", args=[slug]))
    lead_browser.post(reverse("ceremonies:end", args=[slug]))
    assert "Buka seremoni" in said(lead_browser.get(here))
    assert verbs(signing)[-2:] == ["ceremony_opened", "ceremony_ended"]


def test_names_stand_in_the_order_and_groups_of_the_letter_and_light_up(
    wall, ceremony, lead_browser
):
    commitment = ceremony.commitment
    page = said(lead_browser.get(wall))
    order = [page.index(word) for word in ("Kepala daerah", "Akademisi", "Rektor", "Komunitas")]
    assert order == sorted(order)
    assert "Menunggu tanda tangan pertama" in page
    assert "is-lit" not in page

    put_signature(commitment.signatories.first())
    page = said(lead_browser.get(wall))
    assert page.count("is-lit is-new") == page.count("is-lit") == 1
    assert "Baru saja" in page
    assert page.count(": belum menandatangani") == 2


def test_the_wall_is_asked_for_cheaply_and_answers_nothing_when_nothing_changed(
    ceremony, lead_browser
):
    here = reverse("ceremonies:board", args=[ceremony.commitment.masterplan.slug])
    first = lead_browser.get(here)
    seen = {"If-None-Match": first["ETag"]}

    with CaptureQueriesContext(connection) as captured:
        again = lead_browser.get(here, headers=seen)
    asked = [query["sql"] for query in captured if not is_mark(query["sql"])]
    assert (again.status_code, again.content) == (304, b"")
    assert len([sql for sql in asked if 'FROM "ceremonies_' in sql]) == 2
    assert len(asked) <= 7  # who she is, whether she may, which ceremony, and its beat

    put_signature(ceremony.commitment.signatories.first())
    assert lead_browser.get(here, headers=seen).status_code == 200


def test_nothing_on_the_wall_lets_anybody_in(wall, ceremony, lead_browser):
    page = lead_browser.get(wall).content.decode()

    for person in ceremony.commitment.signatories.all():
        assert person.user.email not in page
    assert "/tamu/" not in page
    assert "noscript" in page  # it is refreshed without a script, too
    assert 'http-equiv="refresh"' in page


def test_at_the_end_it_thanks_and_shows_where_to_check(wall, ceremony, lead_browser):
    commitment = ceremony.commitment
    for place in commitment.signatories.all():
        put_signature(place)
    page = said(lead_browser.get(wall))
    assert "sedang disegel" in page
    assert ceremony.code not in page  # nobody is led to a door behind which nothing is left to do

    sealed(commitment)
    page = said(lead_browser.get(wall))
    assert "Terima kasih. Semua sudah menandatangani, dan dokumennya sudah disegel." in page
    assert f"/verifikasi/{commitment.code}" in page
    assert "hx-get" not in page
    assert not GREEN.search(page)
    assert "tidak tersertifikasi" in page


def test_a_decline_is_told_without_its_reason(wall, ceremony, lead_browser):
    place = ceremony.commitment.signatories.first()
    steps.decline(place, by=place.user, reason="Belum dibahas dengan DPRD.")

    page = said(lead_browser.get(wall))
    assert "Penandatanganan berhenti" in page
    assert "DPRD" not in page


@pytest.mark.parametrize("state", ["signed by all", "cancelled"])
def test_a_ceremony_opens_only_while_somebody_may_sign(state, signing, lead):
    if state == "cancelled":
        steps.cancel(signing, by=lead, reason="Salah edisi.")
    else:
        for place in signing.signatories.all():
            put_signature(place)

    with pytest.raises(SigningError, match="Seremoni tidak dibuka"):
        open_ceremony(signing, by=lead)


@pytest.mark.parametrize(
    ("count", "size"), [(3, "few"), (12, "some"), (24, "some"), (40, "many"), (60, "crowd")]
)
def test_as_many_names_as_come_stand_on_one_wall(count, size, ceremony):
    board = board_of(ceremony)
    board.state.signatories[:] = (board.state.signatories * count)[:count]

    assert board.size == size


def test_ending_a_ceremony_ends_no_signing(ceremony, lead):
    end_ceremony(ceremony.commitment, by=lead)

    put_signature(ceremony.commitment.signatories.first())
