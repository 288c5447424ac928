"""The page of a quick win: one page, or in words what stands on the next."""

import io
from dataclasses import replace

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from exports import printing
from exports.models import PrintJob
from exports.quickwin_page import STEPS, QuickWinPage, fits, page_html, shortened
from letterheads.emblems import keep_emblem
from quickwins.models import QuickWin
from tests.exports.sample import quickwin_sheet
from tests.factories import MilestoneFactory, ProgramFactory, QuickWinFactory, RiskFactory
from tests.letterheads.emblems import an_emblem
from tests.markup import one_line
from tests.plans import give_dimensions
from typesetting.pdf import render_piece

PEOPLE = (("Ketua pokja", "Nurul Hikmah"), ("Tenaga ahli", "Dr. Rini Anggraheni"))


def typeset(length, further=0):
    sheet = quickwin_sheet(length=length)
    heads = ("Daya tarik", "Potensi pengembangan", "Keberlangsungan", "Sumber daya")
    more = tuple((head, sheet.texts[0][1]) for head in heads[:further])
    sheet = replace(sheet, texts=sheet.texts + more, risks=sheet.risks * (1 + further))
    page = QuickWinPage(sheet, "Kabupaten Jombang", "Masterplan", PEOPLE, 35, "1 Maret 2024")
    for step in STEPS:
        tried = shortened(page, *step)
        piece = render_piece(page_html(tried))
        if fits(tried, piece):
            return tried, piece
    raise AssertionError("nothing fits")


@pytest.mark.system  # it is typeset
def test_a_usual_profile_stands_on_one_page():
    page, piece = typeset(200)

    assert (len(piece.pages), page.goes_on) == (1, "")
    html = one_line(page_html(page))
    for words in ("Kabupaten Jombang", "35 %", "Nurul Hikmah", "Liontin Milan", "Tonggak bulanan"):
        assert words in html


@pytest.mark.system
def test_a_full_profile_says_on_its_first_page_what_stands_on_the_next():
    page, piece = typeset(420, further=4)

    assert len(piece.pages) == 2
    assert "Lanjutan di halaman 2: " in one_line(page_html(page))
    assert "sumber daya" in page.goes_on
    everything = page.sheet.texts + page.texts
    assert len(everything) == 9
    assert len(page.sheet.risks + page.risks) == len(quickwin_sheet().risks) * 5


@pytest.fixture
def quickwin(masterplan, agency, lead):
    part = give_dimensions(masterplan)[0].subdimensions.first()
    rows = [
        QuickWinFactory(
            program=ProgramFactory(
                masterplan=masterplan, subdimension=part, agency=agency, name=name
            ),
            nominated_by=lead,
            standing="chosen",
            benefits=f"Manfaat {name}.",
        )
        for name in ("Banter", "Lapor Bupati")
    ]
    MilestoneFactory(quickwin=rows[1], percent=20)
    RiskFactory(quickwin=rows[1], handling="reduce")
    return rows[1]


def test_a_reader_has_the_page_made_and_takes_it_home(quickwin, people, signed_in):
    emblem = ContentFile(an_emblem(), "lambang.png")
    keep_emblem(quickwin.masterplan.region, upload=emblem, by=people["lead"])
    browser, at = signed_in(people["viewer"]), [quickwin.masterplan.slug, quickwin.pk]
    browser.post(reverse("exports:request_quickwin_page", args=at))
    browser.post(reverse("exports:request_quickwin_page", args=at))  # clicked twice

    job = PrintJob.objects.get()
    assert (job.quickwin, job.number) == (quickwin, 0)
    printing.run_print_job.call(job.pk)
    page = one_line(browser.get(reverse("exports:quickwin_page", args=at)).content.decode())
    assert "1 halaman" in page
    answer = browser.get(reverse("exports:download_quickwin_page", args=at))
    assert answer.content.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages[0].get_images()) == 1  # the emblem of the region
    job.refresh_from_db()
    assert job.remarks == []
    assert answer["Content-Disposition"].endswith('quick-win-lapor-bupati.pdf"')


def test_the_page_is_of_the_quick_win_that_was_asked_for(quickwin):
    first = QuickWin.objects.get(program__name="Banter")

    assert [printing._place_of(one) for one in (first, quickwin)] == [0, 1]
