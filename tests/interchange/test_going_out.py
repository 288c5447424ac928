"""A plan goes out as data: every table with every value, and the very bytes of an edition."""

import hashlib
import io
import json
from pathlib import Path

import jsonschema
import openpyxl
from django.conf import settings

from editions.actions import keep_edition
from editions.canonical import canonical
from editions.snapshot import snapshot
from interchange.flat_tables import flat_tables
from interchange.spreadsheets import workbook_of
from tests.shared import floor

# Whose values are words that somebody typed; the others are codes, which are written in words.
TYPED = {"name", "title", "text", "description", "reason", "statement", "word", "aim", "output"}


@floor
def content(full_plan):
    return snapshot(full_plan)


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def typed(value, name=""):
    if isinstance(value, dict):
        for key, one in value.items():
            yield from typed(one, key)
    elif isinstance(value, list):
        for one in value:
            yield from typed(one, name)
    elif isinstance(value, str) and name in TYPED and value.strip():
        yield value


def test_every_table_and_every_text_is_in_the_workbook(content):
    book = opened(workbook_of(content))

    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    said = " ".join(str(value) for value in cells if value is not None)
    rest = {name: value for name, value in content.items() if name != "labels"}
    assert {text for text in typed(rest) if text not in said} == set()
    names = set(book.sheetnames)
    assert {"Program", "Program, anggaran", "SWOT", "Isi buku", "Kesiapan", "Misi"} <= names


def test_the_money_of_the_workbook_is_that_of_the_plan(content):
    tables = {table.name: table for table in flat_tables(content)}
    money = tables["Program, anggaran"]

    assert sum(row["amount"] for row in money.rows) == sum(
        line["amount"] for program in content["programs"] for line in program["budget"]
    )
    assert len(tables["Program"].rows) == len(content["programs"])
    assert {row["Program"] for row in money.rows} <= {one["number"] for one in content["programs"]}
    words = {label["label"] for label in content["labels"]["sources"]}
    assert {row["source"] for row in money.rows} <= words


def test_nothing_that_somebody_typed_runs_in_the_workbook(content):
    content["programs"][0]["name"] = '=HYPERLINK("https://a.id")'
    content["programs"][0]["output"] = "x" * 40_000 + "\x00"

    sheet = opened(workbook_of(content))["Program"]

    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {
        "s",
        "inlineStr",
        "n",
        "b",
    }


def test_draft_and_edition_come_as_files(full_plan, lead, signed_in):
    text, sha256 = canonical(snapshot(full_plan))
    keep_edition(full_plan, content=text, by=lead)
    browser, where = signed_in(lead), f"/masterplan/{full_plan.slug}/data"

    schema = browser.get(f"{where}/skema/")
    draft = browser.get(f"{where}/lengkap/")
    edition = browser.get(f"{where}/edisi-1/lengkap/")

    published = Path(settings.BASE_DIR, "docs/schema/snapshot.json").read_bytes()
    assert schema.content == published
    jsonschema.validate(json.loads(draft.content), json.loads(schema.content))
    assert draft["Content-Disposition"] == f'attachment; filename="{full_plan.slug}-draf.json"'
    assert hashlib.sha256(edition.content).hexdigest() == sha256
    assert browser.get(f"{where}/edisi-2/lengkap/").status_code == 404
    for page in ("tabel/", "edisi-1/tabel/"):
        file = browser.get(f"{where}/{page}")
        assert "Program" in opened(file.content).sheetnames
        assert file["Content-Disposition"].endswith('-tabel.xlsx"')
    books = browser.get(f"/masterplan/{full_plan.slug}/dokumen/").content.decode()
    assert f"{where}/tabel/" in books
