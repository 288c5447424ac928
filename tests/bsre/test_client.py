"""The client against a loopback server that really signs, with each version, status and error."""

import io
import re
import socket
import traceback
from dataclasses import replace

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature

from bsre import client, errors
from bsre.appearances import Appearance
from bsre.servers import read_server
from limits.threads import in_own_thread
from tests.bsre.loopback import BUPATI, PASSPHRASE, SEKDA, TOTP
from tests.bsre.signing import authority

pytestmark = pytest.mark.system  # a server beside it signs, with keys of its own
WRONG = "bukan-sandi-ini"
INVISIBLE = Appearance(reason="Komitmen bersama", location="Banjarnegara")


def sign(pdf, server, *, nik=BUPATI, appearance=INVISIBLE, **proof):
    proof = proof or {"passphrase": PASSPHRASE}
    return client.sign_pdf(pdf, nik=nik, appearance=appearance, server=server, **proof)


def signatures(pdf):
    return PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures


def levels(pdf):
    """What was changed after each signature; all of them are good."""
    judged = [
        in_own_thread(lambda one=one: validate_pdf_signature(one, authority().context()))
        for one in signatures(pdf)
    ]
    assert all(status.bottom_line for status in judged)
    return [status.modification_level for status in judged]


def rect(pdf):
    """Where the newest signature stands, as its widget says."""
    return [float(number) for number in signatures(pdf)[-1].sig_field["/Rect"]]


def test_two_persons_sign_in_turn_and_both_signatures_are_good(letter, server):
    first = sign(letter, server)
    both = sign(first, server, nik=SEKDA)
    assert both.startswith(first)
    assert first.startswith(letter)
    # what proves the certificate is added after the signature: it covers all but that
    assert levels(first) == [ModificationLevel.LTA_UPDATES]
    assert levels(both) == [ModificationLevel.FORM_FILLING, ModificationLevel.NONE]
    assert client.signatures_found(both, server=server) == 2


def test_the_mark_stands_at_its_coordinates(letter, server, visible):
    signed = sign(letter, server, appearance=visible)
    assert rect(signed) == [72, 600, 192, 660]


@pytest.mark.parametrize(
    ("version", "origin", "extent"),
    [(1, "bottom", "size"), (1, "top", "corner"), (2, "top", "size"), (2, "bottom", "corner")],
)
def test_a_server_that_counts_otherwise_is_told_otherwise(
    letter, visible, loopback, version, origin, extent
):
    loopback.origin, loopback.extent = origin, extent
    options = {"version": version, "origin": origin, "extent": extent}
    server = read_server(loopback.address(**options))
    assert rect(sign(letter, server, appearance=visible)) == [72, 600, 192, 660]


def test_the_mark_stands_at_its_tag_where_a_server_knows_no_coordinates(letter, server, visible):
    by_tag = replace(server, mark="tag", extent="size")
    left, bottom, right, top = rect(sign(letter, by_tag, appearance=replace(visible, box=None)))
    assert (right - left, top - bottom) == (120, 60)
    assert top == pytest.approx(748, abs=9)


def test_nothing_shows_where_a_service_is_told_to_show_nothing(letter, server, visible, loopback):
    signed = sign(letter, replace(server, mark="none"), appearance=visible)
    assert loopback.forms[-1]["tampilan"].lower() == "invisible"
    assert rect(signed) == [0, 0, 0, 0]


@pytest.mark.parametrize("how", ["bytes", "base64", "id"])
@pytest.mark.parametrize("header", ["id_dokumen", "Id-Dokumen"])
def test_version_1_answers_in_three_ways(letter, loopback, how, header):
    loopback.answer, loopback.id_header = how, header
    signed = sign(letter, read_server(loopback.address(version=1)))
    assert len(signatures(signed)) == 1
    fetched = [path for _, path in loopback.asked if "download" in path]
    assert len(fetched) == (how == "id")


def test_a_code_by_telephone_stands_for_the_passphrase_in_version_2(letter, loopback):
    server = read_server(loopback.address(version=2))
    client.send_totp(BUPATI, server=server)
    assert len(signatures(sign(letter, server, totp=TOTP))) == 1


@pytest.mark.parametrize("status", [*errors.STATUS_WORDS, "SOMETHING_NEW"])
def test_only_who_has_a_certificate_in_force_is_sent_anything(letter, server, loopback, status):
    loopback.statuses[BUPATI] = status
    with pytest.raises(errors.MayNotSignError) as told:
        sign(letter, server)
    assert str(told.value).endswith("Hubungi verifikator BSrE di instansi Anda.")
    assert not loopback.signings


@pytest.mark.parametrize("key", ["status", "userStatus", "data.status"])
def test_the_status_is_read_under_each_of_its_names(loopback, key):
    loopback.status_key = key
    assert client.status_of(BUPATI, server=read_server(loopback.address())) == "ISSUE"


def test_a_wrong_passphrase_is_told_and_asked_once(letter, server, loopback):
    with pytest.raises(errors.WrongPassphraseError, match="Passphrase BSrE salah") as told:
        sign(letter, server, passphrase="bukan ini")
    assert told.value.code == 2031
    assert len(loopback.signings) == 1
    assert not loopback.signed


def test_a_code_inside_the_message_is_found_and_the_number_of_the_person_is_not_shown():
    said = {
        "error": f"Proses signing gagal : User {BUPATI} tidak terdaftar 2011",
        "status_code": 400,
    }
    error = errors.refusal(400, said)
    assert (type(error), error.code) == (errors.MayNotSignError, 2011)
    said = {"message": "Proses signing gagal : Passphrase anda salah 2031"}
    assert isinstance(errors.refusal(400, said), errors.WrongPassphraseError)
    unknown = errors.refusal(
        400, {"error": f"NIK {BUPATI} sandi rahasia-x ditolak"}, ("rahasia-x",)
    )
    assert "NIK *** sandi *** ditolak" in str(unknown)


@pytest.mark.parametrize(
    ("fault", "kind", "says"),
    [
        ("500", errors.RefusedError, "gagal mengolah dokumen"),
        ("429", errors.RefusedError, "sedang sibuk"),
        ("error in 200", errors.RefusedError, "berkas rusak"),
        ("502", errors.UncertainError, "Tidak pasti"),
        ("503", errors.UncertainError, "Tidak pasti"),
        ("504", errors.UncertainError, "Tidak pasti"),
        ("drop", errors.UncertainError, "dua kali"),
        ("rewritten", errors.AnswerError, "bukan kelanjutan"),
        ("no pdf", errors.AnswerError, "tanpa dokumen"),
    ],
)
def test_what_goes_wrong_is_said_and_never_tried_again(letter, server, loopback, fault, kind, says):
    loopback.fault = fault
    with pytest.raises(kind, match=says):
        sign(letter, server)
    assert len(loopback.signings) == 1


def test_a_slow_server_leaves_it_uncertain_and_is_asked_once(letter, server, loopback):
    loopback.fault = "slow"
    with pytest.raises(errors.UncertainError):
        sign(letter, replace(server, seconds=0.3))
    assert len(loopback.signings) == 1


def test_an_answer_that_was_cut_short_can_be_fetched_by_its_number_once(letter, loopback):
    loopback.fault = "cut"
    server = read_server(loopback.address(version=1))
    with pytest.raises(errors.UncertainError) as told:
        sign(letter, server)
    fetched = client.download(told.value.document_id, server=server)
    assert len(signatures(client.checked(letter, fetched))) == 1
    with pytest.raises(errors.RefusedError, match="tidak lagi menyimpan"):
        client.download(told.value.document_id, server=server)


def test_what_never_reached_the_server_may_be_sent_again(letter):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        server = read_server(f"http://a:b@127.0.0.1:{closed.getsockname()[1]}")
        with pytest.raises(errors.UnreachableError, match="tidak dapat dihubungi"):
            sign(letter, server)


def test_a_wrong_password_of_the_site_is_not_blamed_on_the_person(letter, server):
    with pytest.raises(errors.RefusedError, match="nama atau kata sandi aplikasi salah"):
        sign(letter, replace(server, password="lain"))


@pytest.mark.parametrize("fault", ["", "drop", "rewritten", "500", "slow"])
def test_no_exception_holds_what_was_typed(letter, server, loopback, fault):
    loopback.fault = fault
    with pytest.raises(errors.BsreError) as told:
        sign(letter, replace(server, seconds=0.5), passphrase=PASSPHRASE if fault else WRONG)
    assert told.value.__context__ is None
    printed = "".join(traceback.format_exception(told.value)) + repr(told.value)
    assert not re.search(rf"{BUPATI}|{re.escape(PASSPHRASE)}|{WRONG}", printed)
