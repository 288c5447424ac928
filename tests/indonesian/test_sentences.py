"""A sentence begins with a word, never with a figure: `many` says how (EYD)."""

import ast
import re

import pytest

from indonesian import many
from tests.markup import sentences_with_a_figure_first
from tests.source import ROOT, nodes_of

pytestmark = pytest.mark.unit
ELSEWHERE = {".venv", "tests", "bench", "var"}
# What writes a number as a figure, in code and in templates.
FIGURES = {"angka", "len", "count", "number", "total", "done", "days", "rest"}
IN_TEMPLATE = re.compile(
    r"(?:^\s*|>\s*|[.!?]\s+|(?:if|else|endif|text) [^%]*%\}\s*|%\}\s*)"
    r"\{\{ [^}|]*(?:\|length)?(?:\|angka) \}\}\s+[a-z][^<{.]*\."
)


@pytest.mark.parametrize(
    ("number", "begins"),
    [
        (0, "Nol hal"),
        (1, "Satu hal"),
        (12, "Dua belas hal"),
        (20, "Dua puluh hal"),
        (26, "Sebanyak 26 hal"),
        (100, "Seratus hal"),
        (1375, "Sebanyak 1.375 hal"),
    ],
)
def test_a_number_of_one_or_two_words_is_written_out(number, begins):
    assert many(number, "hal") == begins


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h1>1 daerah menunggu nilai Anda.</h1>", ["1 daerah menunggu nilai Anda."]),
        ("<p>Sudah. 3 orang belum.</p>", ["3 orang belum."]),
        ("<p>Satu daerah menunggu.</p><h2>9 berkas</h2><p>4 September 2023.</p>", []),
    ],
)
def test_sentences_that_begin_with_a_figure_are_found(html, found):
    assert sentences_with_a_figure_first(html) == found


def test_no_sentence_of_the_code_begins_with_a_figure():
    rooms = (room for room in ROOT.iterdir() if room.is_dir() and room.name not in ELSEWHERE)
    files = [one for room in rooms for one in room.rglob("*.py") if "migrations" not in one.parts]
    assert len(files) > 500
    assert [found for path in files for found in _begun_with_a_figure(path)] == []


def test_no_sentence_of_a_template_begins_with_a_figure():
    found = {
        f"{path.name}: {one[0].strip()}"
        for path in (ROOT / "templates").rglob("*.html")
        for one in IN_TEMPLATE.finditer(path.read_text())
    }
    assert found == set()


def _begun_with_a_figure(path):
    for node in nodes_of(path, ast.JoinedStr):
        if len(node.values) < 2:
            continue
        first, second, last = node.values[0], node.values[1], node.values[-1]
        ends = isinstance(last, ast.Constant) and last.value.rstrip().endswith(".")
        goes_on = isinstance(second, ast.Constant) and re.match(" [a-z]", second.value)
        if isinstance(first, ast.FormattedValue) and _is_figure(first.value) and ends and goes_on:
            yield f"{path.relative_to(ROOT)}:{node.lineno}"


def _is_figure(value):
    called = value.func if isinstance(value, ast.Call) else value
    return isinstance(called, ast.Name) and called.id in FIGURES
