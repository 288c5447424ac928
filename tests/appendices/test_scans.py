"""Scans of decrees stand behind the books page by page, and none of them stops a book."""

import hashlib
from datetime import date

import pytest
from django.core.files.base import ContentFile

from appendices.blocks import ScannedDocument
from editions.snapshot import snapshot
from exports.attachments import images_of, scans_for
from exports.book_typesetting import typeset
from exports.books import build_book
from mandates.scan_names import page_named, scan_name
from tests import factories as make
from tests.exports.conftest import opened, plan  # noqa: F401 - fixtures
from tests.typesetting.test_pdf_fetching import picture
from typesetting.pdf import render_pdf

DAY = date(2023, 11, 21)
ANNEX = 5


def record(plan, kind, content, mime="application/pdf"):  # noqa: F811
    mandate = make.MandateFactory(
        region=plan.region, kind=kind, name=f"{kind}.pdf", mime=mime, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    mandate.file.save(mandate.name, ContentFile(content))
    return mandate


def printed(plan):  # noqa: F811
    content = snapshot(plan)
    scans = scans_for(plan, content, ANNEX)
    book = build_book(content, ANNEX, printed_on=DAY, scans=scans)
    return book, typeset(book, images=images_of(plan))


def documents(book):
    sections = [section for chapter in book.chapters for section in chapter.sections]
    blocks = [block for section in sections for block in section.blocks]
    return [block for block in blocks if isinstance(block, ScannedDocument)]


def test_each_scan_has_a_page_for_its_title_and_one_for_each_of_its_pages(plan, opened):  # noqa: F811
    decree = record(plan, "team", render_pdf("<p>KESATU</p><p style='x'>KEDUA</p>"))
    photograph = record(plan, "council", picture(), mime="image/png")
    hostile = record(plan, "agreement", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj")

    book, made = printed(plan)
    found = {one.sha256: one for one in documents(book)}

    assert set(found) == {decree.sha256, photograph.sha256, hostile.sha256}
    assert [len(found[one.sha256].pages) for one in (decree, photograph, hostile)] == [1, 1, 0]
    assert "KESATU" in found[decree.sha256].pages[0].words
    assert made.remarks == ()
    text = opened(made.pdf).text
    assert decree.sha256 in text
    assert "Pindaian ini tidak dapat dicetak di sini." in text
    assert "Keputusan tentang Tim Pelaksana Nomor" in text


def test_other_books_read_no_scan_and_an_edition_of_before_has_none(plan):  # noqa: F811
    record(plan, "team", b"%PDF-1.7 nothing")
    content = snapshot(plan)

    assert scans_for(plan, content, 1) == {}
    assert scans_for(plan, content, ANNEX) == {}
    del content["team"]["mandates"]
    assert scans_for(plan, content, ANNEX) == {}
    assert documents(build_book(content, ANNEX, printed_on=DAY)) == []


def test_pages_are_read_of_the_own_region_alone_and_as_they_were_uploaded(plan, elsewhere):  # noqa: F811
    own = record(plan, "team", picture(), mime="image/png")
    foreign = record(make.MasterplanFactory(region=elsewhere), "team", picture("blue"), "image/png")
    read = images_of(plan)

    assert read(scan_name(own.sha256, 1))[1] == "image/png"
    assert read(scan_name(own.sha256, 2)) is None
    assert read(scan_name(foreign.sha256, 1)) is None
    own.file.storage.delete(own.file.name)
    assert read(scan_name(own.sha256, 1)) is None


@pytest.mark.parametrize("name", ["scan-1", "scan-" + "a" * 40 + "-0", "a" * 64, "", "scan-x-1"])
def test_only_names_of_pages_are_names_of_pages(name):
    assert page_named(name) is None
    assert page_named(scan_name("b" * 64, 12)) == ("b" * 40, 12)
