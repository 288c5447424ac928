"""Nothing that is typed is ever lost or silently overwritten: in a real browser, the hard way."""

import re
import time
from contextlib import closing, contextmanager

import psycopg2
import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from masterplans.actions import write_section
from masterplans.rich_text import plain_text
from revisions.tokens import Token
from tests.factories import SectionFactory
from tests.live import WebServer
from tests.masterplans.at_the_editor import (
    editor_of,
    saved,
    sits_at,
    state_of,
    stored,
    types,
)
from tests.plans import bring_to

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan, outline__title="Latar belakang")


def without_connection(page):
    expect(state_of(page)).to_contain_text("Belum tersimpan: tidak ada sambungan")


def test_what_is_typed_is_on_the_server_within_a_second_of_the_last_key(
    section, writer, desk, web_server
):
    page = sits_at(desk(writer, web_server.url), web_server, section)

    types(page, "Kabupaten Banjarnegara terletak di Jawa Tengah.")
    time.sleep(1.5)  # a second, and half a one for two busy cores

    assert stored(section) == "Kabupaten Banjarnegara terletak di Jawa Tengah."
    saved(page)
    assert section.revisions.count() == 1


def test_nothing_is_lost_while_the_network_is_cut(section, writer, desk, web_server):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    types(page, "Sebelum putus. ")
    saved(page)

    page.context.set_offline(True)
    types(page, "Selama putus. ")
    without_connection(page)
    types(page, "Masih putus. ")
    page.context.set_offline(False)
    types(page, "Sesudahnya.")

    expect(state_of(page)).to_contain_text("Tersimpan pukul")
    assert stored(section) == "Sebelum putus. Selama putus. Masih putus. Sesudahnya."


def test_nothing_is_lost_when_the_server_is_killed(section, writer, desk, web_server):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    types(page, "Satu. ")
    saved(page)

    web_server.kill()
    types(page, "Dua. ")
    without_connection(page)
    web_server.start()
    types(page, "Tiga.")

    saved(page)
    assert stored(section) == "Satu. Dua. Tiga."


@pytest.fixture
def database_away():
    """`database_away()` sends the web server away from its database, until it is over."""
    name = connection.settings_dict["NAME"]

    def say(allow):
        with closing(psycopg2.connect(site.DATABASE_URL)) as server:
            server.autocommit = True
            server.cursor().execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allow}')
            server.cursor().execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND application_name = %s",
                [name, WebServer.NAME],
            )

    @contextmanager
    def away():
        say("false")
        try:
            yield
        finally:
            say("true")

    return away


def test_while_the_database_is_away_the_words_wait_and_are_stored_when_it_is_back(
    section, writer, desk, web_server, database_away
):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    types(page, "Satu. ")
    saved(page)

    with database_away():
        with page.expect_response(lambda answer: answer.request.method == "POST") as answer:
            types(page, "Dua. ")
        assert answer.value.status == 503
        expect(state_of(page)).to_contain_text("Simpul sebentar tidak dapat menyimpan.")
        types(page, "Tiga. ")
        assert editor_of(page).inner_text().strip() == "Satu. Dua. Tiga."
    types(page, "Empat.")

    saved(page)
    assert stored(section) == "Satu. Dua. Tiga. Empat."


def test_a_draft_survives_a_reload_without_a_server_and_is_offered_back_compared(
    section, writer, desk, web_server
):
    write_section(section, html="<p>Teks lama.</p>", token=Token(0), by=writer)
    page = sits_at(desk(writer, web_server.url), web_server, section)
    web_server.kill()
    types(page, " Ditulis tanpa peladen.")
    without_connection(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")
    web_server.start()

    sits_at(page, web_server, section)

    offer = page.get_by_role("region", name="Tulisan yang belum terkirim")
    expect(offer).to_contain_text("Ada tulisan Anda yang belum terkirim")
    assert "Ditulis tanpa peladen." in offer.locator("mark").last.inner_text()
    assert stored(section) == "Teks lama."
    offer.get_by_role("button", name="Pakai tulisan ini").click()
    saved(page)
    assert stored(section) == "Teks lama. Ditulis tanpa peladen."


def test_a_crashed_page_gives_its_text_back(section, writer, desk, web_server):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    web_server.kill()
    types(page, "Sebelum peramban mati.")
    without_connection(page)
    context = page.context
    page.close(run_before_unload=False)
    web_server.start()

    again = sits_at(context.new_page(), web_server, section)

    again.get_by_role("button", name="Pakai tulisan ini").click()
    saved(again)
    assert stored(section) == "Sebelum peramban mati."


def test_an_expired_session_keeps_the_text_and_signing_in_again_sends_it(
    section, writer, desk, web_server, signed_in
):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    types(page, "Sebelum habis. ")
    saved(page)

    Session.objects.all().delete()
    types(page, "Sesudah habis.")
    expect(state_of(page)).to_contain_text("waktu masuk habis")
    assert stored(section) == "Sebelum habis."
    session = signed_in(writer).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": web_server.url}])
    page.evaluate("window.dispatchEvent(new Event('focus'))")

    saved(page)
    assert stored(section) == "Sebelum habis. Sesudah habis."


def test_another_persons_session_does_not_send_my_text(
    section, writer, lead, desk, web_server, signed_in
):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    Session.objects.all().delete()
    types(page, "Tulisan staf.")
    expect(state_of(page)).to_contain_text("waktu masuk habis")

    session = signed_in(lead).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": web_server.url}])
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    types(page, " Lagi.")

    time.sleep(2)
    assert stored(section) == ""


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_two_people_race_and_one_click_keeps_either(
    section, writer, lead, desk, web_server, choice
):
    write_section(section, html="<p>Data dari puskesmas.</p>", token=Token(0), by=lead)
    hers = sits_at(desk(writer, web_server.url), web_server, section)
    his = sits_at(desk(lead, web_server.url), web_server, section)

    types(his, " Tulisan koordinator.")
    types(hers, " Tulisan staf.")

    loser = _loser(his, hers)
    dialog = loser.get_by_role("group", name="Dua tulisan berbeda")
    expect(dialog).to_contain_text("Pilih tulisan yang dipakai")
    marks = " ".join(dialog.locator("mark").all_inner_texts())
    assert "staf" in marks
    assert "koordinator" in marks
    mine = "staf" if loser is hers else "koordinator"
    theirs = "koordinator" if loser is hers else "staf"
    dialog.locator(f"[data-keep={choice}]").click()
    kept = mine if choice == "mine" else theirs
    expect(editor_of(loser)).to_contain_text(f"Tulisan {kept}.")
    expect(state_of(loser)).to_contain_text("Tersimpan")

    assert stored(section) == f"Data dari puskesmas. Tulisan {kept}."
    texts = {plain_text(one.body) for one in section.revisions.all()}
    assert any("staf" in text for text in texts)
    assert any("koordinator" in text for text in texts)


def _loser(*pages):
    """The page that was told that somebody was faster."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for page in pages:
            if page.get_by_role("group", name="Dua tulisan berbeda").count():
                return page
        time.sleep(0.1)
    raise AssertionError("Nobody was told of the clash.")


def test_one_person_in_two_windows_does_not_fight_herself(section, writer, desk, web_server):
    write_section(section, html="<p>Satu.</p><p>Dua.</p>", token=Token(0), by=writer)
    first = sits_at(desk(writer, web_server.url), web_server, section)
    second = first.context.new_page()
    sits_at(second, web_server, section)

    second.locator("[contenteditable=true] p").last.click()
    second.keyboard.press("End")
    second.keyboard.type(" Dari jendela kedua.")
    saved(second)
    first.locator("[contenteditable=true] p").first.click()
    first.keyboard.press("End")
    first.keyboard.type(" Dari jendela pertama.")

    saved(first)
    expect(first.get_by_role("group", name="Dua tulisan berbeda")).to_have_count(0)
    assert stored(section) == "Satu. Dari jendela pertama.\nDua. Dari jendela kedua."


def test_what_is_typed_while_a_save_is_under_way_is_saved_too(section, writer, desk, web_server):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    slow = []

    def delayed(route):
        slow.append(route.request)
        time.sleep(0.8)
        route.continue_()

    page.route(re.compile(re.escape(section.get_absolute_url()) + "$"), delayed)
    text = "".join(f"Kalimat ke-{number} yang panjang. " for number in range(1, 25))
    types(page, text, delay=25)

    saved(page)
    assert stored(section) == text.strip()
    assert len(slow) > 2


def test_two_people_see_each_other_within_ten_seconds(section, writer, lead, desk, web_server):
    hers = sits_at(desk(writer, web_server.url), web_server, section)
    his = sits_at(desk(lead, web_server.url), web_server, section)

    for page, other in ((hers, lead), (his, writer)):
        expect(page.locator("[data-presence]")).to_contain_text(other.name, timeout=10_000)
    his.close()
    expect(hers.locator("[data-presence]")).not_to_contain_text(lead.name, timeout=15_000)


def test_a_newer_text_appears_where_nobody_is_typing(section, writer, lead, desk, web_server):
    page = sits_at(desk(writer, web_server.url), web_server, section)

    write_section(section, html="<p>Dari koordinator.</p>", token=Token(0), by=lead)

    expect(editor_of(page)).to_contain_text("Dari koordinator.")
    types(page, " Disambung staf.")
    saved(page)
    assert stored(section) == "Dari koordinator. Disambung staf."


def test_the_button_saves_first_and_never_shows_a_dead_page(section, writer, desk, web_server):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    page.context.set_offline(True)
    types(page, "Ditekan tanpa jaringan.")

    page.get_by_role("button", name="Simpan bagian").click()

    without_connection(page)
    expect(editor_of(page)).to_contain_text("Ditekan tanpa jaringan.")
    page.context.set_offline(False)
    saved(page)
    page.get_by_role("button", name="Simpan bagian").click()
    expect(page.locator(".sp-toast, .sp-callout, [role=status]").first).to_be_visible()
    assert stored(section) == "Ditekan tanpa jaringan."


def test_a_plan_handed_in_meanwhile_keeps_the_text_in_the_browser(
    section, masterplan, writer, lead, facilitator, desk, web_server
):
    page = sits_at(desk(writer, web_server.url), web_server, section)
    bring_to(masterplan, 1, "review", lead=lead, facilitator=facilitator)
    types(page, "Terlambat.")

    expect(state_of(page)).to_contain_text("tidak sedang ditulis")
    assert "Terlambat" not in stored(section)
    assert "Terlambat" in page.evaluate("Object.values(localStorage).join()")


def test_the_address_of_the_newest_text_is_of_its_own_masterplan(section, writer, signed_in):
    address = reverse("masterplans:newest", args=[section.masterplan.slug, section.pk])
    assert signed_in(writer).get(address).json() == {"base": "0 ~", "values": {"body": ""}}
