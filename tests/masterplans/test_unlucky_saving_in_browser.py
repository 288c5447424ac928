"""Saving while one types, for the unlucky: lost answers, old drafts, the button that goes back."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from masterplans.actions import write_section
from revisions.models import Outcome
from revisions.tokens import Token
from tests.factories import SectionFactory
from tests.masterplans.at_the_editor import (
    editor_of,
    saved,
    sits_at,
    state_of,
    stored,
    types,
)

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


@pytest.fixture
def section(masterplan):
    return SectionFactory(masterplan=masterplan, outline__title="Latar belakang")


@pytest.fixture
def page(section, writer, desk, live_server):
    return sits_at(desk(writer), live_server, section)


def saves_of(section):
    return re.compile(re.escape(section.get_absolute_url()) + "$")


def without_posts(route):
    return route.abort() if route.request.method == "POST" else route.continue_()


def leaves(page):
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")


def test_an_answer_that_is_lost_after_the_server_saved_is_no_clash_with_herself(section, page):
    lost = []

    def swallow(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        route.fetch()  # the server has it; the page never hears of it
        lost.append(route.request)
        return route.abort()

    page.route(saves_of(section), swallow)
    types(page, "Tulisan pertama")
    expect(state_of(page)).to_contain_text("tidak ada sambungan")
    types(page, " dan lanjutannya.")

    saved(page)
    expect(page.get_by_role("group", name="Dua tulisan berbeda")).to_have_count(0)
    assert stored(section) == "Tulisan pertama dan lanjutannya."
    assert not section.revisions.filter(outcome=Outcome.CLASH).exists()


def test_what_was_taken_back_after_a_lost_answer_is_taken_back_on_the_server(
    section, writer, desk, live_server
):
    write_section(section, html="<p>Awal.</p>", token=Token(0), by=writer)
    page = sits_at(desk(writer), live_server, section)
    lost = []

    def swallow(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        route.fetch()
        lost.append(route.request)
        return route.abort()

    page.route(saves_of(section), swallow)
    types(page, "XY")
    expect(state_of(page)).to_contain_text("tidak ada sambungan")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")

    expect(state_of(page)).to_contain_text("Tersimpan")
    page.wait_for_timeout(1500)
    assert stored(section) == "Awal."


def test_a_draft_that_waits_for_a_decision_outlives_what_is_typed_beside_it(
    section, writer, page, live_server
):
    page.route(saves_of(section), without_posts)
    types(page, "Satu jam kerja tanpa sambungan.")
    expect(state_of(page)).to_contain_text("tidak ada sambungan")
    leaves(page)
    page.unroute_all()
    sits_at(page, live_server, section)
    expect(page.get_by_role("button", name="Pakai tulisan ini")).to_be_visible()

    types(page, "Sepatah kata.")
    saved(page)
    sits_at(page, live_server, section)

    offer = page.get_by_role("region", name="Tulisan yang belum terkirim")
    expect(offer).to_contain_text("Satu jam kerja tanpa sambungan.")
    offer.get_by_role("button", name="Buang").click()
    sits_at(page, live_server, section)
    expect(page.get_by_role("region", name="Tulisan yang belum terkirim")).to_have_count(0)


@pytest.mark.parametrize(("status", "state"), [(403, "token"), (401, "signed_out")])
def test_a_refusal_that_a_new_token_does_not_cure_is_not_asked_again_without_pause(
    section, page, status, state
):
    asked = []

    def refuse(route):
        asked.append(route.request)
        route.fulfill(status=status, json={"state": state})

    page.route(saves_of(section), refuse)
    types(page, "Kuki diblokir.")
    page.wait_for_timeout(4000)

    assert 1 <= len(asked) < 8


def test_going_back_shows_what_the_server_has_and_offers_what_was_not_sent(
    section, writer, lead, page, live_server
):
    page.route(saves_of(section), without_posts)
    types(page, "Belum terkirim.")
    expect(state_of(page)).to_contain_text("tidak ada sambungan")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{live_server.url}/")
    write_section(section, html="<p>Dari koordinator.</p>", token=Token(0), by=lead)
    page.unroute_all()

    page.go_back()

    expect(editor_of(page)).to_contain_text("Dari koordinator.")
    offer = page.get_by_role("region", name="Tulisan yang belum terkirim")
    expect(offer).to_contain_text("Belum terkirim.")
    assert stored(section) == "Dari koordinator."


def test_a_page_that_comes_back_from_the_browsers_memory_saves_again(section, page):
    page.evaluate(
        "() => { const one = SimpulAutosave.of(document.querySelector('form[data-autosave]'));"
        " one.form.requestSubmit = () => {}; }"  # the browser stops the navigation
    )
    types(page, "Satu.")
    page.get_by_role("button", name="Simpan bagian").click()
    saved(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")

    types(page, " Dua.")

    saved(page)
    page.wait_for_timeout(2000)
    assert stored(section) == "Satu. Dua."


def test_a_newest_text_that_comes_late_does_not_replace_what_was_typed_meanwhile(
    section, lead, page
):
    address = reverse("masterplans:newest", args=[section.masterplan.slug, section.pk])
    page.evaluate(
        """(address) => {
            const real = window.fetch;
            window.fetch = async (url, more) => {
                const answer = await real(url, more);
                if (!String(url).endsWith(address)) return answer;
                const read = answer.json.bind(answer);
                answer.json = async () => {
                    const found = await read();
                    window.slow = true;
                    await new Promise((done) => setTimeout(done, 3000));
                    return found;
                };
                return answer;
            };
        }""",
        address,
    )
    write_section(section, html="<p>Dari koordinator.</p>", token=Token(0), by=lead)
    for _ in range(75):
        if page.evaluate("!!window.slow"):
            break
        page.wait_for_timeout(200)
    assert page.evaluate("!!window.slow")
    types(page, "Diketik sementara itu.")
    page.wait_for_timeout(3500)

    shown = editor_of(page).inner_text() + page.locator("body").inner_text()
    assert "Diketik sementara itu." in shown
