"""The page on which a berita acara is written, and what the pages of the plan say meanwhile."""

import pytest
from django.urls import reverse

from commitments.models import Commitment
from tests.revocations.conftest import GROUNDS
from tests.verification.test_pages import text

pytestmark = pytest.mark.system


def boxes(form):
    """What the page has filled in already, as a browser would send it."""
    named = {name: form.initial.get(name, "") for name in form.fields}
    return {name: value for name, value in named.items() if value not in ("", None)}


def test_who_signed_is_proposed_and_the_page_saves_what_is_written(sealed, lead, signed_in):
    browser = signed_in(lead)
    page = reverse("revocations:prepare", args=[sealed.masterplan.slug])
    form = browser.get(page).context["form"]
    filled = boxes(form) | {"grounds": GROUNDS}
    assert [filled[f"order_{one.official_id}"] for one in sealed.signatories.all()] == [1, 2, 3]

    head = sealed.signatories.first().official_id
    refused = browser.post(page, {k: v for k, v in filled.items() if k != f"order_{head}"})
    assert refused.status_code == 422
    assert "Kepala daerah ikut menandatangani" in text(refused)
    assert GROUNDS in text(refused)

    told = text(browser.post(page, filled, follow=True))
    assert "Berita Acara Pembatalan disimpan." in told
    written = Commitment.objects.get(revokes=sealed)
    assert (written.grounds, written.signatories.count()) == (GROUNDS, 3)
    assert "Periksa naskah, lalu buka untuk ditandatangani." in told
    assert "tetap berlaku sampai berita acara ditandatangani semua" in told
    assert (
        page
        in browser.get(
            reverse("commitments:detail", args=[sealed.masterplan.slug])
        ).content.decode()
    )


def test_what_is_only_written_is_the_teams_own(written, people, signed_in):
    detail = reverse("commitments:detail", args=[written.masterplan.slug])

    assert "Komitmen sudah ditandatangani semua pihak." in text(
        signed_in(people["viewer"]).get(detail)
    )
    assert "Hapus berita acara pembatalan ini" in text(signed_in(people["lead"]).get(detail))


def test_who_is_asked_is_led_to_the_berita_acara(asked, people, signed_in):
    slug, browser = asked.masterplan.slug, signed_in(people["signatory"])

    overview = reverse("stages:overview", args=[slug])
    mine = "Berita Acara Pembatalan menunggu tanda tangan Anda."
    assert mine in text(browser.get(overview))
    waits = "Berita Acara Pembatalan menunggu tanda tangan Drs. H. Suryanto"
    assert waits in text(signed_in(people["lead"]).get(overview))
    said = text(browser.get(reverse("commitments:detail", args=[slug])))
    assert "Berita Acara Pembatalan menunggu tanda tangan Anda." in said
    assert GROUNDS in said
    assert browser.get(reverse("commitments:read", args=[slug])).status_code == 200
