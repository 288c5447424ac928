"""A form that was new: what is typed after its first save is found again under its own address."""

import pytest
from playwright.sync_api import expect

from programs.models import Program
from strategy.models import Aim

pytestmark = pytest.mark.django_db(transaction=True)
expect.set_options(timeout=20_000)


@pytest.fixture
def browser(launch_browser):
    """The real one; beside it, this room's tests call the test client so."""
    real = launch_browser()
    yield real
    real.close()


def without_posts(route):
    return route.abort() if route.request.method == "POST" else route.continue_()


def test_what_a_new_program_did_not_send_is_offered_when_its_page_is_loaded_again(
    desk, lead, page, parts, agency, live_server
):
    seen = desk(lead, path=page("add"))
    for name, value in {
        "subdimension": parts[0].pk,
        "agency": agency.pk,
        "kind": "service",
    }.items():
        seen.select_option(f"[name={name}]", str(value))
    seen.fill("[name=name]", "Banter")
    seen.fill("[name=description]", "Loket desa.")
    expect(seen.locator("[data-save-state]").first).to_contain_text("Tersimpan pukul")
    program = Program.objects.get()

    seen.route("**/program/**", without_posts)
    seen.fill("[name=description]", "Loket desa yang buka setiap hari.")
    expect(seen.locator("[data-save-state]").first).to_contain_text("tidak ada sambungan")
    seen.on("dialog", lambda dialog: dialog.accept())
    seen.goto("about:blank")
    seen.unroute_all()
    seen.goto(f"{live_server.url}{page('edit', program.pk)}")

    offer = seen.get_by_role("region", name="Tulisan yang belum terkirim")
    expect(offer).to_contain_text("yang buka setiap hari")


def test_a_new_aim_that_was_typed_on_while_it_was_saved_leaves_no_draft_for_the_next_new_one(
    desk, lead, page, parts
):
    seen = desk(lead, path=page("strategy:aims"))
    place = seen.locator("[data-aims]").first
    place.locator("[data-aim-add]").click()
    held = []

    def hold(route):
        if route.request.method == "POST" and not held:
            held.append(route)
            seen.keyboard.type(" desa", delay=5)
        return route.continue_()

    seen.route("**/sasaran/**", hold)
    seen.keyboard.type("Layanan dekat", delay=5)
    form = place.locator("form").last
    expect(form.locator("[data-aim-tools]")).to_be_visible()
    expect(form.locator("[data-save-state]")).to_contain_text("Tersimpan pukul")
    seen.wait_for_timeout(1500)

    assert Aim.objects.get().text == "Layanan dekat desa"
    left = seen.evaluate("Object.keys(localStorage).filter((key) => key.includes('sasaran'))")
    assert left == []
