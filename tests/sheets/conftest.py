"""What the tests of workbooks share: a plan with programs, a file as Excel would save it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from masterplans.models import Masterplan
from sheets.books import SheetBook
from sheets.comparing import compare
from sheets.reading import read
from sheets.registry import book_of
from sheets.workbook import written
from tests.factories import AgencyFactory, complete_program
from tests.plans import give_dimensions


def silent(done, total, what):
    """Progress that nobody looks at."""


class Office:
    """Excel: opens a downloaded file, changes cells by their headings, saves it."""

    def __init__(self, content: bytes):
        self.book = load_workbook(io.BytesIO(content))

    def row(self, sheet, code):
        """The number of the (first) line with this code."""
        column = self.book[sheet]["A"]
        return next(cell.row for cell in column[1:] if cell.value == code)

    def cell(self, sheet, row, heading):
        """A cell by the heading of its column."""
        page = self.book[sheet]
        heads = {str(cell.value).removesuffix(" (jangan diubah)"): cell for cell in page[1]}
        return page.cell(row=row, column=heads[heading].column)

    def put(self, sheet, row, **said):
        """Write into a line; underscores stand for blanks in a heading."""
        for heading, value in said.items():
            self.cell(sheet, row, heading.replace("_", " ")).value = value

    def add(self, sheet, **said):
        """A new line below the others; gives its number."""
        row = self.book[sheet].max_row + 1
        self.put(sheet, row, **said)
        return row

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


@pytest.fixture
def parts(masterplan):
    """The four sub-dimensions of the test set, in order."""
    return [sub for one in give_dimensions(masterplan) for sub in one.subdimensions.all()]


@pytest.fixture
def program(masterplan, parts, agency):
    return complete_program(masterplan, parts[0], agency=agency, name="Banter")


@pytest.fixture
def foreign(masterplan, parts, region):
    """A program of another agency of the region."""
    other = AgencyFactory(region=region, name="Dinas Perhubungan", short_name="Dishub")
    return complete_program(masterplan, parts[1], agency=other, name="Bus sekolah")


def fresh_book(masterplan, kind, user) -> SheetBook:
    """As a new request would make it."""
    plan = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
    return book_of(plan, kind, type(user).objects.get(pk=user.pk))


@pytest.fixture
def downloaded(masterplan, lead):
    """`downloaded("program")` is the file as it is sent to a person."""

    def download(kind="program", by=lead, **more):
        return written(fresh_book(masterplan, kind, by), **more)

    return download


@pytest.fixture
def outcomes(masterplan, lead):
    """`outcomes(content)`: what a file would do, row by row; `.remarks` beside it."""

    def look_at(content, kind="program", by=lead):
        book = fresh_book(masterplan, kind, by)
        found = read(content, book, progress=silent)
        look_at.remarks = found.remarks
        return list(compare(found, book, progress=silent))

    return look_at


def upload(content, name="program.xlsx"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)
