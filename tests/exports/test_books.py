"""From the tables to a book: everything that was entered is in it, at a fixed price."""

import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings as site
from django.core.files.base import ContentFile

from editions.snapshot import snapshot
from exports import program_blocks as planned
from exports.attachments import images_of
from exports.book_typesetting import typeset
from exports.books import build_book
from exports.generators import GENERATORS, OWED
from masterplans import rich_text
from masterplans.models import Attachment, SectionKind
from masterplans.models import Section as StoredSection
from tests import factories as make
from tests.typesetting.test_pdf_fetching import picture
from typesetting.pdf import render_piece

DAY = date(2023, 11, 21)


def test_every_generated_section_of_our_outline_has_a_generator():
    folder = Path(site.BASE_DIR, "masterplans/data")
    asked = set()
    for path in folder.glob("outline-*.json"):
        for book in json.loads(path.read_text())["books"]:
            for chapter in book["chapters"]:
                asked |= {section.get("generator") for section in chapter["sections"]}

    assert asked - {None, ""} == set(GENERATORS) == set(OWED)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_new_masterplan_prints_as_a_list_of_what_is_owed_and_by_whom(plan, number, opened):
    printed = typeset(build_book(snapshot(plan), number, printed_on=DAY))

    pdf = opened(printed.pdf)
    pdf.check()
    text = pdf.text
    assert "Draf, belum dibekukan" in text
    assert "Banjarnegara, November 2023" in pdf.pages[0]
    owed = {1: "Penulis: Bagian Hukum.", 2: "Belum ada program.", 3: "Penulis: Baperlitbang."}
    assert owed[number] in text


def test_the_three_books_hold_what_was_entered(full_plan, opened):
    words = {
        1: ["Antrean layanan kependudukan panjang", "Mal Pelayanan Publik telah beroperasi.",
            "Memperluas layanan terpadu sampai ke desa.", "Tenaga TIK 24 orang.",
            "Belum ada loket desa."],
        2: ["Daerah yang melayani.", "Meningkatkan mutu layanan publik.", "Misi pertama RPJMD.",
            "Layanan publik selesai dalam satu hari.", "Menyatukan loket.", "Peta jalan program",
            "Warga dilayani di desanya sendiri."],
        3: ["Daerah yang melayani.", "Quick win terpilih", "Dr. Pejabat"],
        4: ["Jaringan desa terputus", "Tim dibentuk"],
    }  # fmt: skip
    for number, expected in words.items():
        book = build_book(snapshot(full_plan), number, printed_on=DAY)
        text = opened(typeset(book).pdf).text
        for phrase in expected:
            assert phrase in text, (number, phrase)
        todo = [
            block.what
            for chapter in book.chapters
            for section in chapter.sections
            for block in section.blocks
            if type(block).__name__ == "Todo" and "belum" in block.what.lower()
        ]
        assert todo == []


def test_the_money_of_a_book_adds_up_in_all_its_tables(full_plan):
    book = build_book(snapshot(full_plan), 2, printed_on=DAY)
    tables = [
        block
        for chapter in book.chapters
        for section in chapter.sections
        for block in section.blocks
        if isinstance(block, planned.BudgetTable)
    ]

    entered = sum(
        line.amount for program in full_plan.programs.all() for line in program.budget.all()
    )
    assert [table.head for table in tables] == [
        *("Tahun", "Tahun", "Dimensi", "Subdimensi", "Jangka", "Perangkat Daerah"),
    ]
    assert [table.total for table in tables] == [entered] * 6
    by_source, by_dimension, *_, by_agency = tables
    assert by_source.columns == by_agency.columns
    assert by_source.totals == by_agency.totals
    assert [row.total for row in by_source.rows] == [row.total for row in by_dimension.rows]


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_book_costs_the_same_queries_for_few_rows_and_for_many(
    full_plan, number, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        build_book(snapshot(full_plan), number, printed_on=DAY)

    for dimension in full_plan.dimension_set.dimensions.all():
        own = {"masterplan": full_plan, "dimension": dimension}
        for _ in range(3):
            make.IssueFactory(**own)
            make.SwotEntryFactory(**own)
            make.TowsStrategyFactory(**own)
        for sub in dimension.subdimensions.all():
            make.GapRowFactory(masterplan=full_plan, subdimension=sub)
            make.StrategyFactory(aim__masterplan=full_plan, aim__subdimension=sub)
            program = make.complete_program(full_plan, sub)
            make.RiskFactory(quickwin__program=program)

    with django_assert_max_num_queries(len(few)):
        build_book(snapshot(full_plan), number, printed_on=DAY)


def test_a_frozen_book_carries_its_edition_and_no_draft_label(full_plan, opened):
    book = build_book(snapshot(full_plan), 3, frozen_on=DAY, printed_on=date(2030, 1, 1))

    text = opened(typeset(book).pdf).text

    assert "Edisi 1, dibekukan 21 November 2023" in text
    assert "Draf" not in text
    assert "November 2023" in book.place_and_date


def _attachment(plan, name="peta.png", content=None):
    content = content or picture()
    attachment = Attachment(
        masterplan=plan, name=name, mime="image/png", size=1,
        sha256=hashlib.sha256(content).hexdigest(), uploaded_by=plan.created_by,
    )  # fmt: skip
    attachment.file.save(name, ContentFile(content))
    return attachment


def test_a_picture_of_this_masterplan_is_printed_and_one_of_another_never(full_plan, elsewhere):
    own = _attachment(full_plan)
    other_plan = make.MasterplanFactory(region=elsewhere)
    foreign = _attachment(other_plan, content=picture("blue"))
    section = StoredSection.objects.filter(
        masterplan=full_plan, outline__kind=SectionKind.NARRATIVE,
        outline__chapter__book__number=1,
    ).order_by("pk").first()  # fmt: skip
    section.body = rich_text.figure(own, "Peta daerah")
    section.save()

    printed = typeset(
        build_book(snapshot(full_plan), 1, printed_on=DAY), images=images_of(full_plan)
    )

    with pikepdf.open(io.BytesIO(printed.pdf)) as document:
        pictures = {image.objgen for page in document.pages for image in page.get_images().values()}
    assert len(pictures) == 1
    assert printed.remarks == ()
    assert images_of(full_plan)(own.sha256)[1] == "image/png"
    assert images_of(full_plan)(foreign.sha256) is None
    for odd in ("0", "-1", "1" * 40, "1a", ""):
        assert images_of(full_plan)(odd) is None


def test_a_picture_whose_file_is_gone_leaves_a_remark(full_plan):
    own = _attachment(full_plan)
    own.file.storage.delete(own.file.name)

    piece = render_piece(f'<img src="image:{own.sha256}" alt="Peta">', images=images_of(full_plan))

    assert piece.remarks == ("Gambar “Peta” tidak dicetak: berkas gambarnya tidak dapat dibaca.",)
