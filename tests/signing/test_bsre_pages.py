"""The pages of signing by BSrE: what is typed stays nowhere, and what is not known is said."""

import re

import pytest
from django.urls import reverse
from django.views.debug import ExceptionReporter

from bsre.models import BsreAttempt
from commitments.models import Signature
from signing import by_bsre
from signing.models import Incident
from tests.bsre.loopback import BUPATI, PASSPHRASE
from tests.bsre.test_secrecy import IN_GROUPS, SECRET, logged, whole_database
from tests.commitments.making import STROKE
from tests.factories import PASSWORD
from tests.markup import one_line
from tests.signing.bsre_making import commitment, loopback, mixed, running
from tests.signing.conftest import read

__all__ = ["commitment", "logged", "loopback", "mixed", "running"]
pytestmark = [pytest.mark.system, pytest.mark.usefixtures("cache_table")]


@pytest.fixture
def at(masterplan):
    """`at("sign_by_bsre")` is the address of that page."""

    def address(name, *more):
        room = "commitments" if name in {"read", "done", "detail"} else "signing"
        return reverse(f"{room}:{name}", args=[masterplan.slug, *more])

    return address


def text(response):
    return " ".join(one_line(response.content.decode()).split())


def filled(place, **changes):
    given = {"agree": "on", "method": "drawn", "drawing": STROKE, "password": PASSWORD}
    given |= {"nik": IN_GROUPS, "passphrase": PASSPHRASE, "read": str(read(place))}
    return given | changes


def test_she_reads_is_led_to_the_page_of_bsre_and_signs_there(places, signed_in, at, queries_of):
    browser = signed_in(places[0].user)
    page = browser.get(at("sign"), follow=True)
    assert page.redirect_chain == [(at("sign_by_bsre"), 302)]
    assert "lalu tanda tangani dengan BSrE" in text(page)
    assert page.content.count(b'autocomplete="off"') >= 2
    assert "no-store" in page["Cache-Control"]
    assert queries_of(browser, at("sign_by_bsre")) <= 25
    old = browser.get(f"{at('sign_by_bsre')}?dibaca={'0' * 64}", follow=True)
    assert "bukan lagi naskah yang berlaku" in text(old)

    signed = browser.post(at("sign_by_bsre"), filled(places[0]), follow=True)

    assert signed.redirect_chain == [(at("done"), 302)]
    again = browser.post(at("sign_by_bsre"), filled(places[0]))
    assert again.url == at("done")
    assert Signature.objects.get().evidence.key_place == "bsre"
    assert signed_in(places[1].user).get(at("sign_by_bsre")).url == at("sign")


@pytest.mark.parametrize(
    ("changes", "setting", "says"),
    [
        ({"passphrase": "salah"}, {}, "Passphrase BSrE salah. Ketik lagi dengan teliti."),
        ({"nik": "9" * 16}, {}, "NIK ini belum terdaftar di BSrE."),
        ({"nik": "123"}, {}, "NIK terdiri atas 16 angka."),
        ({"password": "bukan ini"}, {}, "Kata sandi tidak cocok."),
        ({}, {"fault": "500"}, "Layanan BSrE gagal mengolah dokumen"),
        ({}, {"fault": "rewritten"}, "bukan kelanjutan dari berkas yang dikirim"),
        ({}, {"statuses": {BUPATI: "EXPIRED"}}, "Masa berlaku sertifikat elektronik Anda"),
    ],
    ids=["2031", "2011", "no NIK", "password", "500", "another file", "expired"],
)
def test_what_is_refused_is_said_and_nothing_is_signed(
    changes, setting, says, places, signed_in, at, loopback
):
    for name, value in setting.items():
        setattr(loopback, name, value)
    sent = filled(places[0], **changes)
    response = signed_in(places[0].user).post(at("sign_by_bsre"), sent)

    assert response.status_code == 422
    assert says in text(response)
    assert f'value="{STROKE}"' in text(response)
    assert PASSPHRASE not in text(response)
    assert not Signature.objects.exists()


def test_what_is_uncertain_is_shown_to_her_and_to_the_coordinator_until_it_was_looked_at(
    places, people, signed_in, at, loopback
):
    hers, lead = signed_in(places[0].user), signed_in(people["lead"])
    loopback.fault = "drop"
    shown = hers.post(at("sign_by_bsre"), filled(places[0]), follow=True)
    assert "Tidak pasti apakah Anda sudah menandatangani." in text(shown)
    assert 'name="passphrase"' not in text(shown)
    hers.post(at("sign_by_bsre"), filled(places[0]))
    assert len(loopback.signings) == 1
    assert "Masih tidak pasti" in text(hers.post(at("check_mine"), follow=True))

    detail = text(lead.get(at("detail")))
    assert "Tidak pasti: tanda tangan dengan BSrE" in detail
    assert at("sent") in detail
    place = places[0].pk
    assert "Tidak pasti" in text(lead.get(at("sent")))
    assert "Masih tidak pasti" in text(lead.post(at("check", place), follow=True))
    assert "dibuka lagi" in text(lead.post(at("release", place), follow=True))
    assert "Tidak ada kiriman" in text(lead.post(at("release", place), follow=True))

    loopback.fault = ""
    assert hers.post(at("sign_by_bsre"), filled(places[0])).url == at("done")
    assert "Ditandatangani" in text(lead.get(at("sent")))


@pytest.mark.parametrize("commitment", [2], ids=["totp"], indirect=True)
def test_where_the_server_asks_for_a_code_it_is_sent_first(
    places, signed_in, at, loopback, settings
):
    settings.BSRE_SERVERS = {"SIMPUL_BSRE_URL": loopback.address(proof="totp")}
    browser = signed_in(places[0].user)
    begun = {"nik": BUPATI, "kirim_kode": "1", "drawing": STROKE, "method": "drawn"}
    asked = browser.post(at("sign_by_bsre"), begun)
    assert "BSrE mengirim kode" in text(asked)
    assert f'value="{STROKE}"' in text(asked)
    assert "NIK terdiri atas 16 angka." in text(
        browser.post(at("sign_by_bsre"), begun | {"nik": "12"})
    )
    sent = filled(places[0], totp="482913")
    del sent["passphrase"]
    assert browser.post(at("sign_by_bsre"), sent).url == at("done")


@pytest.mark.parametrize("fault", ["", "drop", "500", "rewritten", "another person", "ours"])
@pytest.mark.parametrize("commitment", [1, 2], ids=["v1", "v2"], indirect=True)
def test_what_she_typed_is_found_nowhere(
    fault, places, signed_in, at, loopback, logged, people, monkeypatch
):
    """ "ours": something of this site breaks while the answer is kept, and officers are told."""
    loopback.fault = fault
    if fault == "another person":
        loopback.people[BUPATI] = ("Siti Aminah", BUPATI)
    if fault == "ours":
        monkeypatch.setattr(by_bsre, "keep_signature", lambda *_, **__: 1 / 0)
    browser = signed_in(places[0].user)
    browser.raise_request_exception = False
    response = browser.post(at("sign_by_bsre"), filled(places[0]))
    pages = response.content.decode() if response.status_code == 422 else ""
    report = ExceptionReporter(response.wsgi_request, *(response.exc_info or [None] * 3))
    assert bool(response.exc_info) == (fault == "ours")
    assert loopback.signings
    assert BsreAttempt.objects.exists()

    texts = {
        "the log": logged.getvalue(),
        "the page but for her own box": re.sub(r'<input[^>]*name="nik"[^>]*>', "", pages),
        "the report to officers": report.get_traceback_text(),
        "the report as a page": report.get_traceback_html(),
        "the database with its queue": "\n".join(whole_database()),
        "the coordinator's pages": text(signed_in(people["lead"]).get(at("sent"))),
    }
    assert [where for where, found in texts.items() if SECRET.search(found)] == []
    assert Incident.objects.exists() == (fault == "another person")
