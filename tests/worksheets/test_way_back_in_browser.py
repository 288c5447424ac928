"""A row that saves itself says what is left of where it was opened, without leaving its page."""

import pytest
from playwright.sync_api import expect

from tests.factories import IssueFactory
from tests.plans import give_dimensions

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_row_that_has_saved_itself_says_what_is_left(desk, writer, masterplan, agency, at):
    dimension = give_dimensions(masterplan)[0]
    issue = IssueFactory(masterplan=masterplan, dimension=dimension, agency=agency)
    way = f"?kembali=kertas.{masterplan.slug}"
    seen = desk(writer, path=f"{at('edit', 'isu', issue.pk)}{way}")
    assert seen.locator("[data-left]").inner_text() == ""

    seen.locator("main form textarea:visible").first.press_sequentially(" Lebih jelas.")

    expect(seen.locator("[data-left]")).to_contain_text("isian lagi: ", timeout=20_000)
    seen.get_by_role("button", name="Simpan").first.click()
    seen.wait_for_url("**/kertas-kerja/")
    expect(seen.locator(".sp-back--home")).to_contain_text("isian lagi: ")
