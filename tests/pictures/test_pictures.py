"""What the pictures say, and that they obey the site's Content-Security-Policy."""

from xml.etree import ElementTree

import pytest

from pictures import (
    Bar,
    Point,
    Series,
    ShadedRow,
    Span,
    Spoke,
    Tile,
    path_to_target,
    radar,
    shaded_grid,
    spans,
    stacked_bars,
    tiles,
)
from pictures.drawing import WIDTH

HOSTILE = "<script>alert(1)</script> \"'&"
TAGS = {*["svg", "g", "rect", "text", "line", "circle", "polygon", "polyline", "title", "a"]}
SOURCES = [Series("a", "APBD"), Series("b", "APBN")]


def everything(name):
    """Each kind of picture with one name in it."""
    return [
        stacked_bars(name, name, [Series("a", name)], [Bar(name, [3])]),
        stacked_bars(name, "Tahun", SOURCES, [Bar("2024", [3, 1]), Bar("2025", [0, 0])]),
        radar(name, name, [Spoke(name, 3), Spoke("b", None), Spoke("c", 5)], 5, "nilai"),
        spans(name, name, [2024, 2025], [Span("gov", name, [0, 3])], "program"),
        tiles(name, name, [Tile(name, "none", name, "/daerah/33.04/")], [("none", name)]),
        shaded_grid(name, name, [name, "b"], [ShadedRow(name, [None, 2.5])], 5),
        path_to_target(name, [Point(2023, 10, is_baseline=True), Point(2026, 40)], name),
    ]


@pytest.mark.parametrize("number", range(7))
def test_a_picture_is_well_formed_and_holds_no_script_and_no_style(number):
    svg = str(everything(HOSTILE)[number].svg)

    root = ElementTree.fromstring(svg)  # noqa: S314 - our own
    assert root.get("role") == "img"
    for one in root.iter():
        assert one.tag in TAGS
        assert "style" not in one.attrib
        assert not [name for name in one.attrib if name.startswith("on")]


@pytest.mark.parametrize("number", range(7))
def test_the_table_of_a_picture_has_a_cell_below_every_head(number):
    picture = everything("Nama")[number]

    assert picture.rows
    assert {len(row) for row in picture.rows} == {len(picture.heads)}


def test_bars_are_as_long_as_their_amounts_and_never_leave_the_drawing():
    picture = stacked_bars("Uang", "Tahun", SOURCES, [Bar("2024", [4, 2]), Bar("2025", [3, 0])])

    root = ElementTree.fromstring(str(picture.svg))  # noqa: S314 - our own
    wide = [float(one.get("width")) for one in root.iter("rect")]
    assert wide[0] == pytest.approx(2 * wide[1], abs=0.05)
    assert wide[2] == pytest.approx(0.75 * wide[0], abs=0.05)
    ends = [float(one.get("x")) + float(one.get("width")) for one in root.iter("rect")]
    assert max(ends) <= WIDTH
    assert picture.rows == [["2024", "4", "2", "6"], ["2025", "3", "0", "3"]]


def test_a_radar_says_what_has_no_value_yet():
    picture = radar("Kesiapan", "Unsur", [Spoke("SDM", 2.5), Spoke("TIK", None)], 5, "Nilai")

    assert picture.rows == [["SDM", "2,5"], ["TIK", "belum"]]


def test_nothing_at_all_is_drawn_without_an_error():
    stacked_bars("Uang", "Tahun", SOURCES, [])
    spans("Jalan", "Dimensi", [], [], "program")
    tiles("Daerah", "Daerah", [], [])
