"""The pad for a drawn signature, in a real browser under the real policy."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from commitments.letter import drawing_problem
from commitments.models import Signature
from tests.factories import PASSWORD

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("cache_table"),
]


@pytest.fixture
def paper(page, live_server, places, signed_in):
    """The signing page on a telephone, opened by the person whose turn it is."""
    page.set_viewport_size({"width": 360, "height": 740})
    cookie = signed_in(places[0].user).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page.goto(f"{live_server.url}/masterplan/{places[0].masterplan.slug}/komitmen/tanda-tangan/")
    return page


def draw(page):
    """One stroke down and up again, and a dot."""
    page.locator("[data-pad]").scroll_into_view_if_needed()
    box = page.locator("[data-pad]").bounding_box()
    x, y = box["x"], box["y"]
    page.mouse.move(x + 30, y + 30)
    page.mouse.down()
    page.mouse.move(x + 120, y + 130, steps=12)
    page.mouse.move(x + 260, y + 40, steps=12)
    page.mouse.up()
    page.mouse.click(x + 290, y + 120)


def ink(page):
    """How many points of the pad are not blank."""
    return page.evaluate("""() => {
        const pad = document.querySelector("[data-pad]");
        const data = pad.getContext("2d").getImageData(0, 0, pad.width, pad.height).data;
        return data.filter((value, place) => place % 4 === 3 && value).length;
    }""")


def test_a_drawing_survives_a_wrong_password_and_becomes_the_signature(paper):
    draw(paper)
    drawn, shown = paper.input_value("[name=drawing]"), ink(paper)
    assert drawing_problem(drawn) == ""
    assert drawn.count("M") == 2
    paper.check("[name=agree]")
    paper.fill("[name=password]", "bukan ini")
    paper.click("button:has-text('Tanda tangani komitmen')")

    paper.get_by_role("alert").get_by_text("Kata sandi tidak cocok").wait_for()
    assert paper.input_value("[name=drawing]") == drawn
    assert ink(paper) == pytest.approx(shown, abs=20)  # points are kept to a tenth of a pixel
    paper.fill("[name=password]", PASSWORD)
    paper.click("button:has-text('Tanda tangani komitmen')")

    paper.get_by_text("Terima kasih, tanda tangan Anda tercatat.").wait_for()
    assert Signature.objects.get().drawing == drawn


def edges(page):
    """The edges of the ink and of the pad, in pixels of the page: left, top, right, bottom, pad."""
    return page.evaluate("""() => {
        const pad = document.querySelector("[data-pad]"), scale = window.devicePixelRatio || 1;
        const data = pad.getContext("2d").getImageData(0, 0, pad.width, pad.height).data;
        const xs = [], ys = [];
        data.forEach((value, place) => {
            if (place % 4 !== 3 || !value) return;
            xs.push(((place - 3) / 4) % pad.width), ys.push(Math.floor(place / 4 / pad.width));
        });
        const least = (all) => all.reduce((a, b) => Math.min(a, b)) / scale;
        const most = (all) => all.reduce((a, b) => Math.max(a, b)) / scale;
        return [least(xs), least(ys), most(xs), most(ys), pad.clientWidth];
    }""")


def test_a_telephone_that_is_turned_shows_the_whole_signature(paper):
    paper.set_viewport_size({"width": 844, "height": 390})
    pad = paper.locator("[data-pad]")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    far = box["width"] - 30
    paper.mouse.move(box["x"] + 30, box["y"] + 30)
    paper.mouse.down()
    paper.mouse.move(box["x"] + far, box["y"] + 120, steps=30)
    paper.mouse.up()
    drawn = paper.input_value("[name=drawing]")

    paper.set_viewport_size({"width": 390, "height": 844})
    paper.wait_for_function("document.querySelector('[data-pad]').clientWidth < 390")
    paper.wait_for_timeout(100)  # the pad is painted after it was laid out

    left, top, right, bottom, width = edges(paper)
    assert width < far - 100
    assert width - 40 < right < width
    assert (right - left) / (bottom - top) == pytest.approx((far - 30) / 90, rel=0.15)
    assert paper.input_value("[name=drawing]") == drawn


def test_the_pad_is_cleared_and_says_so(paper):
    draw(paper)
    assert paper.get_by_text("Goresan tercatat.").is_visible()
    paper.click("text=Hapus goresan")

    assert paper.get_by_text("Kotak masih kosong.").is_visible()
    assert paper.input_value("[name=drawing]") == ""
    assert ink(paper) == 0


def test_with_the_keyboard_alone_she_types_her_name(paper):
    paper.get_by_label("Goreskan tanda tangan").focus()
    paper.keyboard.press("ArrowDown")
    assert not paper.locator("[data-pad]").is_visible()
    paper.get_by_label("Nama Anda").fill("Suryanto")
    paper.get_by_label("Saya telah membaca").press("Space")
    paper.get_by_label("Kata sandi Anda").fill(PASSWORD)
    paper.keyboard.press("Enter")

    paper.get_by_text("Terima kasih, tanda tangan Anda tercatat.").wait_for()
    assert Signature.objects.get().typed_name == "Suryanto"


def test_the_page_fits_a_telephone(paper):
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert paper.evaluate(overflow) == 0


def test_nothing_serious_for_axe_before_and_after_a_mistake(paper, live_server, commitment):
    here = paper.url.removesuffix("tanda-tangan/")
    public = f"{live_server.url}/verifikasi/"
    for page in (here, f"{here}baca/", f"{here}tolak/", public, f"{public}{commitment.code}/"):
        paper.goto(page)
        assert serious(paper) == []
    paper.goto(f"{here}tanda-tangan/")
    assert serious(paper) == []
    paper.evaluate("document.querySelector('[data-signature]').noValidate = true")
    paper.click("button:has-text('Tanda tangani komitmen')")
    paper.get_by_role("alert").wait_for()
    assert serious(paper) == []


def serious(page):
    found = Axe().run(page).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]
