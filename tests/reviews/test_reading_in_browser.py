"""An expert reads with the keyboard, marks, writes a note, and comes back to her place."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reviews.models import ChapterVisit, ReadMark
from tests import factories as make
from tests.reviews.test_reading import add_issue, change_issue, come_back_later

pytestmark = pytest.mark.django_db(transaction=True)


def test_she_reads_with_keys_and_comes_back_to_her_place(book, facilitator, desk, live_server):
    for number in range(12):
        make.IssueFactory(
            masterplan=book, dimension=book.issues.first().dimension, title=f"Isu nomor {number}"
        )
    address = live_server.url + reverse("reviews:chapter", args=[book.slug, 1, 3])
    page = desk(facilitator, viewport={"width": 360, "height": 740})
    page.goto(address)
    expect(page.get_by_text("Ini pertama kali Anda membuka bab ini")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    come_back_later(facilitator)
    change_issue(book)
    add_issue(book)

    page.goto(address)
    page.keyboard.press("n")
    expect(page.locator(".rv-now")).to_contain_text("Antrean sangat panjang")
    expect(page.locator(".rv-now")).to_be_in_viewport()
    page.keyboard.press("n")
    expect(page.locator(".rv-now")).to_contain_text("Sampah menumpuk")
    page.keyboard.press("p")
    expect(page.locator(".rv-now")).to_contain_text("Antrean sangat panjang")

    first = page.locator("[data-passage]").first
    first.locator("summary", has_text="Tulis catatan").first.click()
    first.get_by_label("Catatan", exact=True).fill("Pukul berapa antrean ini? n u p")
    first.get_by_role("button", name="Kirim catatan").click()
    expect(page.locator(".sp-note")).to_contain_text("Pukul berapa antrean ini?")
    assert page.url.split("#")[1] == first.get_attribute("id")
    expect(page.locator("tr[data-fate]")).to_have_count(2)  # the marks have stayed

    page.keyboard.press("u")
    page.keyboard.press("r")
    expect(page.get_by_text("Sudah dibaca 1 dari 2")).to_be_attached()
    assert ReadMark.objects.get().person == facilitator

    second = page.locator("[data-passage]").last
    with page.expect_response("**/tempat/"):
        second.evaluate("it => it.scrollIntoView()")
    assert ChapterVisit.objects.get().place == second.get_attribute("id")
    elsewhere = desk(facilitator)
    elsewhere.goto(address)
    expect(elsewhere.locator("[data-reading]")).to_have_attribute(
        "data-place", second.get_attribute("id")
    )
    assert elsewhere.evaluate("document.documentElement.scrollWidth <= innerWidth")
