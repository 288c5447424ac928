"""A masterplan of the real outline and the real dimensions, filled with everything."""

import re
import subprocess
from dataclasses import dataclass, field

import pytest

from masterplans.creation import create_masterplan
from tests import plans
from tests.shared import floor


@floor
def plan(reference_data, region, people):
    """Banjarnegara 2024-2033, just begun: sections without a word."""
    return create_masterplan(
        region,
        title="Masterplan Smart City",
        first_year=2024,
        last_year=2033,
        by=people["lead"],
    )


@floor
def full_plan(plan):
    """The same with everything that the four stages ask for."""
    plans.fill_analysis(plan)
    plans.fill_programs(plan)
    plans.fill_roadmap(plan)
    plans.fill_commitment(plan)
    return plan


@dataclass
class Opened:
    """A PDF as other programs see it."""

    path: object
    pages: list[str] = field(init=False)

    def __post_init__(self):
        text = self._run("pdftotext", "-layout", str(self.path), "-")
        self.pages = text.split("\f")[:-1]

    def _run(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def text(self) -> str:
        """All words in reading order, parted by one space; hyphens at line ends are taken out."""
        text = self._run("pdftotext", str(self.path), "-")
        return " ".join(re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", text).split())

    def check(self):
        """`qpdf --check` finds nothing to complain of."""
        assert "No syntax or stream encoding errors" in self._run("qpdf", "--check", str(self.path))

    @property
    def info(self) -> dict[str, str]:
        lines = self._run("pdfinfo", str(self.path)).splitlines()
        return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}

    def words_outside(self) -> list[str]:
        """Words of which a part lies off their page."""
        outside = []
        for page in self._run("pdftotext", "-bbox", str(self.path), "-").split("<page ")[1:]:
            width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
            for box in re.finditer(
                r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<',
                page,
            ):
                left, top, right, bottom = map(float, box.groups()[:4])
                if left < 0 or top < 0 or right > width + 0.5 or bottom > height + 0.5:
                    outside.append(box[5])
        return outside


@pytest.fixture
def opened(tmp_path):
    """`opened(pdf_bytes)` looks into a PDF with the programs that anybody has."""
    count = iter(range(99))

    def open_pdf(pdf: bytes) -> Opened:
        path = tmp_path / f"buku-{next(count)}.pdf"
        path.write_bytes(pdf)
        return Opened(path)

    return open_pdf
