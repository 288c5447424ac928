"""Who signs by BSrE is chosen before the letter is frozen, where there is a service, and stays."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bsre.attempts import open_attempt
from bsre.models import BsreAttempt
from commitments import preparing
from commitments.capacities import Provider
from commitments.locking import SigningError
from commitments.models import Signatory
from commitments.proposing import SignatoryPlace
from commitments.providers import reference_of
from commitments.replacing import replace
from commitments.wording import NOTE_ON_KINDS
from tests.commitments.conftest import WORDS, pages
from tests.factories import OfficialFactory, UserFactory
from tests.identities.making import prove
from tests.signing.bsre_making import mixed, roots

__all__ = ["mixed", "pages"]
pytestmark = pytest.mark.system
THERE = {"SIMPUL_BSRE_URL": "http://simpul:x@127.0.0.1:9"}
BSRE = Provider.BSRE


@pytest.fixture
def places(mixed):
    return list(mixed.signatories.all())


def a_guest(region):
    """Somebody from outside, who signs without an account."""
    return OfficialFactory(
        region=region,
        name="Budi Santoso",
        institution="Komunitas Dawet Ayu",
        email="budi@contoh.id",
        user=None,
    )


def prepared(frozen, officials, lead):
    places = [SignatoryPlace(one, at, provider=BSRE) for at, one in enumerate(officials, 1)]
    return preparing.prepare(frozen.editions.get(), **WORDS, officials=places, by=lead)


def test_it_is_offered_where_a_service_is_set_up_to_those_who_have_an_account(
    frozen, officials, region, lead, signed_in, settings
):
    guest = a_guest(region)
    where, browser = reverse("commitments:prepare", args=[frozen.slug]), signed_in(lead)
    assert "provider_" not in browser.get(where).content.decode()
    settings.BSRE_SERVERS = THERE
    page = browser.get(where).content.decode()
    assert f'name="provider_{officials[0].pk}"' in page
    assert f'name="provider_{guest.pk}"' not in page

    sent = WORDS | {"points": "Melaksanakan", "is_meant": "on"}
    sent |= {f"order_{officials[0].pk}": 1, f"provider_{officials[0].pk}": BSRE}
    sent |= {f"order_{officials[1].pk}": 2}
    assert browser.post(where, sent).status_code == 302
    chosen = list(Signatory.objects.order_by("order").values_list("provider", flat=True))
    assert chosen == [BSRE, Provider.LOCAL]
    again = browser.get(where).context["form"]
    assert again[f"provider_{officials[0].pk}"].value() == BSRE


def test_without_a_service_or_without_an_account_nobody_is_written_down_for_it(
    frozen, officials, region, lead, settings
):
    with pytest.raises(SigningError, match="Layanan BSrE belum diatur"):
        prepared(frozen, officials, lead)
    settings.BSRE_SERVERS = THERE
    guest = a_guest(region)
    with pytest.raises(SigningError, match="Budi Santoso menandatangani tanpa akun"):
        prepared(frozen, [guest], lead)


@pytest.mark.parametrize(
    ("servers", "with_roots", "says"),
    [({}, True, "belum diatur"), (THERE, False, "SIMPUL_BSRE_ROOTS"), (THERE, True, "")],
    ids=["no service", "no roots", "all is there"],
)
def test_it_is_not_opened_while_bsre_could_not_be_used(
    servers, with_roots, says, frozen, officials, lead, settings, authority
):
    settings.BSRE_SERVERS = THERE
    commitment = prepared(frozen, officials, lead)
    settings.BSRE_SERVERS, settings.BSRE_ROOTS = servers, roots() if with_roots else ""
    if not says:
        assert preparing.obstacles(commitment) == []
        return
    with pytest.raises(SigningError, match=says):
        preparing.open_for_signing(commitment, by=lead)


def test_the_letter_names_each_kind_and_promises_none(mixed, pages):
    text = " ".join(pages(bytes(mixed.shown_letter.pdf)))
    assert text.count("Menandatangani melalui layanan BSrE") == 2
    assert text.count("Menandatangani dengan sertifikat situs ini, tidak tersertifikasi") == 1
    assert NOTE_ON_KINDS.partition("{")[0].strip() in text


def test_who_takes_a_place_of_bsre_has_an_account_and_signs_by_bsre_too(
    mixed, places, region, lead
):
    other = OfficialFactory(region=region, name="Drs. Wahyu", user=UserFactory(name="Wahyu"))
    prove(other)
    place = places[0]
    sent = BsreAttempt.objects.create(
        reference=reference_of(place), host="x", sent_sha256="0" * 64, state="uncertain"
    )
    assert open_attempt(reference_of(place)) == sent
    with pytest.raises(SigningError, match="Belum pasti apakah"):
        replace(place, official=other, reason="Cuti", by=lead)
    BsreAttempt.objects.update(state="released")

    replace(place, official=other, reason="Cuti", by=lead)
    place.refresh_from_db()
    assert (place.name, place.provider) == ("Drs. Wahyu", BSRE)


@pytest.mark.parametrize("change", [{"provider": "local"}, {"is_guest": True}])
def test_the_database_holds_the_choice(change, mixed, places):
    with pytest.raises(IntegrityError), transaction.atomic():
        Signatory.objects.filter(pk=places[0].pk).update(**change)
