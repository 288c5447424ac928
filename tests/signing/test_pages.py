"""The pages of signing, as those who sign see and use them."""

import re

import pytest
from django.urls import reverse
from django.utils.html import escape

from commitments import signing
from commitments.letter_data import fingerprint
from commitments.models import Commitment, Decline, Signature
from commitments.responsibility import responsibility_of
from commitments.state import CommitmentStatus
from masterplans.models import Stage, Status
from signing.sealing import seal_commitment
from tests.commitments.making import STROKE, commitment_for, kind, opened, sign
from tests.commitments.making import frozen as freeze
from tests.factories import PASSWORD, OfficialFactory, complete_program
from tests.markup import one_line
from tests.plans import bring_to, give_dimensions
from tests.signing.conftest import read, sign_in_browser
from typesetting.page_pictures import page_pictures

pytestmark = pytest.mark.usefixtures("cache_table")


@pytest.fixture
def at(masterplan):
    """`at("read")` is the address of that page of this masterplan's commitment."""

    def address(name):
        room = "signing" if name in {"sign", "finish", "document"} else "commitments"
        return reverse(f"{room}:{name}", args=[masterplan.slug])

    return address


def text(response):
    return " ".join(one_line(response.content.decode()).split())


def errors_of(response):
    return {name: list(found) for name, found in response.context["form"].errors.items()}


def filled(place, **changes):
    """The form as she sends it, of the page that she read."""
    given = {"agree": "on", "method": "drawn", "drawing": STROKE, "password": PASSWORD}
    return given | {"read": str(read(place))} | changes


# --- those who sign ---------------------------------------------------------------------------


def test_who_is_asked_reads_the_words_and_what_she_promises(
    commitment, places, signed_in, at, queries_of
):
    browser = signed_in(places[0].user)
    response = browser.get(at("read"))

    assert "Pada hari ini, Selasa, tanggal sepuluh bulan Oktober" in text(response)
    assert "Pj. Bupati Banjarnegara" in text(response)
    assert "urutan 1 dari 3" in text(response)
    assert "Yang menjadi tanggung jawab Kabupaten Banjarnegara" in text(response)
    assert "4 program, 2024–2033" in text(response)
    assert "Buku 2: Masterplan, 164 halaman" in text(response)
    assert at("sign") in text(response)
    assert queries_of(browser, at("read")) <= 25


def test_she_reads_the_pages_of_the_very_file_that_she_signs(
    commitment, places, signed_in, at, queries_of
):
    browser = signed_in(places[0].user)
    letter, html = commitment.shown_letter, text(browser.get(at("read")))
    drawn = page_pictures(bytes(letter.pdf))
    addresses = re.findall(r'<img src="([^"]+)"', html)

    assert len(addresses) == len(drawn) == 2
    for picture, address in zip(drawn, addresses, strict=True):
        assert html.count(address) == 2  # the picture leads to itself, as large as it is
        response = browser.get(address)
        assert (response.content, response["Content-Type"]) == (picture.png, "image/png")
        assert response["Cache-Control"] == "private, max-age=3600"
        assert escape(" ".join(picture.text.split())) in html
    assert html.count('loading="lazy"') == 2
    assert f'(SHA-256): <span class="sp-mono">{fingerprint(letter.sha256)}</span>' in html
    assert letter.sha256 in html
    assert html.index(addresses[1]) < html.index("Saya sudah membaca, lanjutkan")
    assert queries_of(browser, addresses[0]) <= 12


def test_from_an_old_page_of_reading_she_comes_to_the_text_that_holds_now(
    commitment, places, signed_in, at
):
    browser, sha256 = signed_in(places[0].user), commitment.shown_letter.sha256
    sign_it = f"{at('sign')}?dibaca="
    assert sign_it + sha256 in text(browser.get(at("read")))
    assert browser.get(sign_it + sha256).status_code == 200

    response = browser.get(sign_it + "0" * 64, follow=True)

    assert response.redirect_chain == [(at("read"), 302)]
    assert "bukan lagi naskah yang berlaku" in text(response)
    assert browser.post(sign_it + "0" * 64, filled(places[0])).url == at("read")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("other", [{"number": 3}, {"number": 0}, {"sha256": "0" * 64}])
def test_another_page_or_letter_has_no_picture(other, commitment, places, signed_in):
    page = {"sha256": commitment.shown_letter.sha256, "number": 1} | other
    address = reverse("commitments:page", kwargs={"slug": commitment.masterplan.slug} | page)

    assert signed_in(places[0].user).get(address).status_code == 404


def test_a_letter_that_cannot_be_drawn_is_read_in_its_words(prepared, officials, signed_in, at):
    opened(prepared)
    html = text(signed_in(officials[0].user).get(at("read")))

    assert "Pada hari ini, Selasa, tanggal sepuluh bulan Oktober" in html
    assert "<img" not in html


def test_the_head_of_an_agency_reads_the_programs_of_her_agency(
    masterplan, lead, facilitator, people, agency
):
    sub = give_dimensions(masterplan)[0].subdimensions.first()
    program = complete_program(masterplan, sub, agency=agency)
    approved = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    head = people["viewer"]
    OfficialFactory(region=masterplan.region, name="Kepala", agency=agency, user=head)
    commitment = commitment_for(freeze(approved, lead), head)

    found = responsibility_of(commitment.signatories.get())

    assert (found.owner, found.programs) == ("Dinas Kesehatan", [program])
    assert found.amount == sum(line.amount for line in program.budget.all())
    assert not found.is_shortened


def test_who_comes_too_early_reads_and_hears_for_whom_she_waits(places, signed_in, at):
    browser = signed_in(places[1].user)
    response = browser.get(at("read"))

    assert "Belum giliran Anda" in text(response)
    assert at("sign") not in text(response)
    assert browser.get(at("sign")).url == at("read")
    assert browser.post(at("sign"), filled(places[0])).url == at("read")
    assert not Signature.objects.exists()


@pytest.mark.parametrize("name", ["read", "sign", "done", "decline"])
def test_who_is_not_in_the_list_finds_no_place_to_sign(name, commitment, people, signed_in, at):
    for role in ("lead", "viewer", "national", "stranger"):
        assert signed_in(people[role]).get(at(name)).status_code == 404


def test_she_signs_with_a_drawing_and_her_password(commitment, places, signed_in, at):
    response = signed_in(places[0].user).post(at("sign"), filled(places[0]), follow=True)

    assert response.redirect_chain == [(at("done"), 302)]
    assert "Terima kasih, tanda tangan Anda tercatat." in text(response)
    assert commitment.code in text(response)
    signature = Signature.objects.get()
    assert (signature.method, signature.drawing) == ("drawn", STROKE)
    assert signature.second_factor == "kata sandi"


def test_without_a_script_she_signs_by_typing_her_name(places, signed_in, at):
    browser = signed_in(places[0].user)
    offered = text(browser.get(at("sign")))
    assert 'value="typed" ' in offered
    assert "Ketik persis: Suryanto." in offered

    browser.post(at("sign"), filled(places[0], method="typed", typed_name="suryanto", drawing=""))
    assert Signature.objects.get().typed_name == "suryanto"


def test_the_affirmation_is_not_ticked_for_her_and_is_needed(places, signed_in, at):
    browser = signed_in(places[0].user)
    assert not browser.get(at("sign")).context["form"]["agree"].value()

    response = browser.post(
        at("sign"), {k: v for k, v in filled(places[0]).items() if k != "agree"}
    )
    assert list(errors_of(response)) == ["agree"]
    assert not Signature.objects.exists()


def test_a_wrong_password_keeps_the_drawing_and_shows_no_password(places, signed_in, at):
    response = signed_in(places[0].user).post(at("sign"), filled(places[0], password="bukan ini"))

    assert response.status_code == 422
    assert "Kata sandi tidak cocok. Tanda tangan Anda masih ada" in text(response)
    assert f'value="{STROKE}"' in text(response)
    assert "bukan ini" not in text(response)
    assert not Signature.objects.exists()


def test_a_wrong_password_keeps_the_typed_name(places, signed_in, at):
    given = filled(places[0], method="typed", typed_name="Suryanto", password="bukan ini")
    response = signed_in(places[0].user).post(at("sign"), given)

    assert response.context["form"]["typed_name"].value() == "Suryanto"


def test_after_five_wrong_passwords_even_the_right_one_waits(places, signed_in, at):
    browser = signed_in(places[0].user)
    for _ in range(5):
        browser.post(at("sign"), filled(places[0], password="bukan ini"))
    response = browser.post(at("sign"), filled(places[0]))

    assert "Sudah lima kali kata sandi atau kode tidak cocok. Tunggu 15 menit" in text(response)
    assert not Signature.objects.exists()


def test_a_slip_elsewhere_costs_no_try_of_the_password(places, signed_in, at):
    browser = signed_in(places[0].user)
    for _ in range(6):
        browser.post(at("sign"), filled(places[0], drawing="", password="bukan ini"))

    assert browser.post(at("sign"), filled(places[0])).url == at("done")


def test_signing_again_leads_to_the_thanks(places, signed_in, at):
    browser = signed_in(places[0].user)
    browser.post(at("sign"), filled(places[0]))

    assert browser.post(at("sign"), filled(places[0])).url == at("done")
    assert browser.get(at("read")).url == at("done")
    assert Signature.objects.count() == 1


def test_the_next_page_after_sign_in_is_the_letter_that_waits(places, signed_in, at):
    assert signed_in(places[0].user).get("/").url == at("read")
    sign(places[0])
    assert signed_in(places[1].user).get("/").url == at("read")


def test_she_declines_with_a_reason(commitment, places, signed_in, at):
    browser = signed_in(places[0].user)
    assert browser.post(at("decline"), {"reason": " "}).status_code == 422
    response = browser.post(at("decline"), {"reason": "Belum dibahas DPRD."}, follow=True)

    assert "Penolakan Anda dicatat" in text(response)
    assert "Drs. H. Suryanto, M.Si. tidak bersedia menandatangani." in text(response)
    assert Decline.objects.get().reason == "Belum dibahas DPRD."
    assert kind(commitment) == CommitmentStatus.DECLINED


def test_after_cancelling_the_old_link_says_so(commitment, places, lead, signed_in, at):
    signing.cancel(commitment, by=lead, reason="Salah nama.")
    response = signed_in(places[0].user).get(at("read"))

    assert "Komitmen ini dibatalkan." in text(response)
    assert at("sign") not in text(response)


# --- files ------------------------------------------------------------------------------------


def test_members_take_home_the_letter_and_the_sealed_document(
    commitment, places, people, signed_in, at
):
    browser = signed_in(people["viewer"])
    letter = browser.get(at("draft"))
    assert letter.content == bytes(commitment.shown_letter.pdf)
    assert letter["Content-Disposition"].startswith("attachment")
    assert browser.get(at("document")).status_code == 404

    for place in places:
        sign_in_browser(place)
    seal_commitment.call(commitment.pk)
    document = browser.get(at("document"))
    assert document["Content-Type"] == "application/pdf"
    assert document.content == bytes(Commitment.objects.get().document.pdf)
    assert signed_in(people["stranger"]).get(at("document")).status_code == 404
