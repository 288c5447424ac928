"""What somebody has typed comes back to her when a form cannot be taken in any more."""

import re

import pytest
from django.conf import settings as site
from django.forms.forms import BaseForm as Form
from django.test import Client
from django.urls import get_resolver

from operations.logs import SECRET_NAME
from regions.models import Official
from smartcity.lost_forms import UNSEEN
from tests.factories import ProgramFactory, SectionFactory

TEXT = "Layanan kependudukan di Kecamatan Batur menempuh dua jam perjalanan."
HTML = f"<h2>Latar</h2><p>{TEXT}</p><p>Warga <b>menunggu</b>.</p>"


@pytest.fixture
def address(region):
    return f"/daerah/{region.code}/pejabat/baru/"


def test_a_form_that_was_open_too_long_gives_the_text_back(lead, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.post(address, {"name": "Budi", "note": HTML, "password": "x" * 50})

    assert answer.status_code == 403
    assert "Formulir ini terlalu lama terbuka, jadi belum terkirim." in answer.text
    assert f"Latar\n{TEXT}\nWarga menunggu.</textarea>" in answer.text
    assert "x" * 50 not in answer.text
    assert not Official.objects.exists()


def test_short_boxes_come_back_too_as_lines_of_one_text(lead, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")
    unseen = {"token": "7", "form-0-id": "31", "form-TOTAL_FORMS": "12", "aktif": "on"}

    typed = {"name": "Budi", "nip": "196702021992031002", "password": "rahasia", "note": TEXT}
    answer = browser.post(address, typed | unseen)

    assert "Budi\n196702021992031002</textarea>" in answer.text
    assert f"{TEXT}</textarea>" in answer.text
    assert "rahasia" not in answer.text
    assert answer.text.count("<textarea") == 2


def hidden_names():
    """Names of what our forms and pages send along unseen, and of their buttons."""
    for path in (site.BASE_DIR / "templates").rglob("*.html"):
        for tag in re.findall(r"<(?:input|button)\b[^>]*>", path.read_text()):
            name = re.search(r' name="([\w-]+)"', tag)
            if name and ('type="hidden"' in tag or tag.startswith("<button")):
                yield name[1]
    for form in subclasses(Form):
        if form.__module__.startswith("tests."):
            continue
        for name, field in getattr(form, "base_fields", {}).items():
            if field.widget.is_hidden:
                yield name


def subclasses(kind):
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def test_nothing_that_a_page_sends_along_unseen_counts_as_typed():
    get_resolver().url_patterns  # noqa: B018 - all views, and with them all forms, are read in
    names = {name for name in hidden_names() if not SECRET_NAME.match(name)}

    typed_before = {"people", "text"}  # pasted lists, carried along from one step to the next
    assert {name for name in names if not UNSEEN.match(name)} == typed_before
    assert len(names) > 10


def test_a_form_with_nothing_in_it_is_told_the_way_back(lead, address):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = browser.post(address, {"name": "", "token": "1"})

    assert "Isian Anda masih ada di halaman sebelumnya." in answer.text
    assert "<textarea" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://penipu.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_the_words_of_another_site_are_not_shown_under_our_name(db, address, headers):
    for browser in (Client(enforce_csrf_checks=True), Client()):
        answer = browser.post(address, {"note": TEXT}, headers=headers)

        assert TEXT not in answer.text


def test_who_was_signed_out_meanwhile_gets_her_text_back_and_a_way_in(db, address):
    answer = Client().post(address, {"note": TEXT, "token": "y" * 50})

    assert answer.status_code == 403
    assert "Anda sudah keluar dari Simpul, jadi ketikan ini belum tersimpan." in answer.text
    assert TEXT in answer.text
    assert "y" * 50 not in answer.text
    assert f'href="/akun/masuk/?next={address}"' in answer.text


def test_what_was_typed_is_shown_as_text_and_never_as_markup(db, address):
    nasty = "</textarea><script>alert(1)</script>" + TEXT + " & <img src=x onerror=alert(2)>"

    answer = Client().post(address, {"note": nasty})

    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert TEXT in answer.text


def test_who_was_signed_out_with_nothing_typed_is_simply_asked_to_sign_in(db, address):
    assert Client().post(address, {"name": " ", "token": "1"}).url == f"/akun/masuk/?next={address}"


def test_a_form_that_saves_itself_hears_that_the_session_is_over(client, masterplan, writer):
    answer = client.post(
        "/masterplan/apa-saja/program/baru/", {"name": "Banter"}, HTTP_X_SIMPUL_SAVE=str(writer.pk)
    )

    assert (answer.status_code, answer.json()) == (401, {"state": "signed_out"})


def test_nothing_is_saved_under_the_name_of_the_next_person_at_this_computer(
    masterplan, writer, lead, signed_in
):
    section = SectionFactory(masterplan=masterplan)
    answer = signed_in(lead).post(
        section.get_absolute_url(),
        {"body": "<p>Tulisan staf.</p>", "token": 0},
        HTTP_X_SIMPUL_SAVE=str(writer.pk),
    )

    section.refresh_from_db()
    assert (answer.status_code, section.body) == (401, "")


def test_a_form_that_saves_itself_hears_that_its_token_is_old(writer):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(writer, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.post("/", {"a": "b"}, HTTP_X_SIMPUL_SAVE=str(writer.pk))

    assert (answer.status_code, answer.json()) == (403, {"state": "token"})


def test_an_open_page_learns_who_is_signed_in_and_gets_a_new_token(writer, signed_in, client):
    mine = signed_in(writer).get("/akun/sesi/").json()

    assert mine["person"] == str(writer.pk)
    assert len(mine["token"]) == 64
    assert client.get("/akun/sesi/").json() == {"person": "", "token": ""}


def test_a_form_that_saves_itself_hears_in_a_sentence_that_it_is_not_hers(
    masterplan, people, signed_in
):
    program = ProgramFactory(masterplan=masterplan)
    viewer = people["viewer"]
    address = f"/masterplan/{masterplan.slug}/program/{program.pk}/ubah/"

    answer = signed_in(viewer).post(address, {"name": "x"}, HTTP_X_SIMPUL_SAVE=str(viewer.pk))
    gone = signed_in(viewer).post(
        f"/masterplan/{masterplan.slug}/isi/0/", {"body": "x"}, HTTP_X_SIMPUL_SAVE=str(viewer.pk)
    )

    assert (answer.status_code, answer.json()["state"]) == (403, "refused")
    assert "tidak lagi dipercayakan kepada Anda" in answer.json()["sentence"]
    assert "sudah tidak ada" in gone.json()["sentence"]
