"""Word files, opened by LibreOffice and read as XML."""

import io
import subprocess
import zipfile
from dataclasses import dataclass, field

import pytest
from lxml import etree

# The same masterplans as for the PDF.
from tests.exports.conftest import Opened, full_plan, plan  # noqa: F401  fixtures
from wordfiles.elements import ORDER, W


@dataclass
class Word:
    """A Word file as its XML says it."""

    content: bytes
    parts: dict = field(init=False)

    def __post_init__(self):
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            assert package.testzip() is None
            self.names = package.namelist()
            self.parts = {
                name: etree.fromstring(package.read(name))
                for name in self.names
                if name.endswith((".xml", ".rels"))
            }

    @property
    def body(self):
        return self.parts["word/document.xml"].find(f"{W}body")

    def paragraphs(self, *styles):
        """(style, text) of the paragraphs that have one of these styles, in order."""
        found = []
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else style.get(f"{W}val")
            if not styles or name in styles:
                found.append((name, text_of(paragraph)))
        return found

    @property
    def tables(self):
        return list(self.body.iter(f"{W}tbl"))

    def check(self) -> None:
        """Everything stands where Word wants it, and everything that is named is there."""
        for name, part in self.parts.items():
            if name.startswith("word/") and not name.endswith(".rels"):
                _check_order(part)
        self._check_names()
        for cell in self.body.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p"
        for row in self.body.iter(f"{W}tr"):
            grid = row.getparent().findall(f"{W}tblGrid/{W}gridCol")
            spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")]
            across = [1 if span is None else int(span.get(f"{W}val")) for span in spans]
            assert sum(across) == len(grid) <= 63

    def _check_names(self):
        styles = {one.get(f"{W}styleId") for one in self.parts["word/styles.xml"].iter(f"{W}style")}
        used = {
            element.get(f"{W}val")
            for part in self.parts.values()
            for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
            for element in part.iter(f"{W}{tag}")
        }
        assert used <= styles
        bookmarks = [one.get(f"{W}name") for one in self.body.iter(f"{W}bookmarkStart")]
        assert len(bookmarks) == len(set(bookmarks))
        assert all(len(name) <= 40 and name[0].isalpha() for name in bookmarks)
        leads = [one.get(f"{W}anchor") for one in self.body.iter(f"{W}hyperlink")]
        assert {anchor for anchor in leads if anchor} <= set(bookmarks)
        numbers = {one.get(f"{W}numId") for one in self.parts["word/numbering.xml"].iter(f"{W}num")}
        assert {one.get(f"{W}val") for one in self.body.iter(f"{W}numId")} <= numbers
        rels = self.parts["word/_rels/document.xml.rels"]
        keys = {one.get("Id"): one for one in rels}
        named = {
            value
            for element in self.parts["word/document.xml"].iter()
            for attribute, value in element.attrib.items()
            if "relationships" in attribute
        }
        assert named <= set(keys)
        for one in rels:
            if one.get("TargetMode") != "External":
                assert f"word/{one.get('Target')}".replace("word//", "") in self.names


def _check_order(part):
    for tag, order in ORDER.items():
        for element in part.iter(f"{W}{tag}"):
            places = [order.index(child.tag.removeprefix(W)) for child in element]
            assert places == sorted(places), etree.tostring(element)[:400]


def text_of(paragraph) -> str:
    """The letters of a paragraph, ends of lines as blanks."""
    said = []
    for element in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        said.append(element.text or "" if element.tag == f"{W}t" else " ")
    return " ".join("".join(said).replace("\xa0", " ").split())


@pytest.fixture
def converted(tmp_path):
    """`converted(docx)`: the PDF that LibreOffice makes of a Word file, opened."""

    def convert(docx: bytes) -> Opened:
        (tmp_path / "buku.docx").write_bytes(docx)
        command = [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "buku.docx"),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr
        return Opened(tmp_path / "buku.pdf")

    return convert
