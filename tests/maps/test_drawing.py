"""A map: signs that differ in shape, words that are escaped, land that is cut to what is shown."""

from xml.etree import ElementTree

import pytest

from maps import MapMark, MapPoint, bounds_of, draw_map
from maps.coast import INDONESIA, Bounds, clipped, coastlines
from maps.names import names_beside

DONE, NONE = MapMark("done", "Ditandatangani"), MapMark("none", "Belum", "ring")
JAVA = Bounds(105.0, -9.0, 115.0, -5.5)
BANJARNEGARA = MapPoint(-7.397, 109.695, DONE, "Kabupaten Banjarnegara", "/daerah/33.04/")
ODD = MapPoint(-7.36, 109.9, NONE, "<script>Wonosobo's</script>")


def test_a_map_and_its_table_say_the_same():
    drawn = draw_map("Masterplan", ["Daerah", "Keadaan"], (DONE, NONE), [BANJARNEGARA, ODD])

    picture = ElementTree.fromstring(drawn.svg)  # noqa: S314 - our own
    tips = [tip.text for tip in picture.iter("title")]
    assert sorted(tips) == sorted(f"{place}: {state}" for place, state in drawn.rows)
    assert "<script>" not in drawn.svg
    assert picture.find("a").get("href") == "/daerah/33.04/"
    assert [words for _, words in drawn.signs] == ["Ditandatangani: 1", "Belum: 1"]


def test_signs_differ_by_more_than_their_colour():
    shapes = [MapMark("none", shape, shape) for shape in ("disc", "square", "triangle", "diamond")]
    drawn = draw_map("Peta", [], shapes, [])
    assert len({sign.partition("pic-sign--")[2].split()[0] for sign, _ in drawn.signs}) == 4


@pytest.mark.parametrize("bounds", [INDONESIA, JAVA], ids=["nation", "java"])
def test_land_is_cut_to_what_the_map_shows(bounds):
    for rings in coastlines(bounds.detail).values():
        for ring in rings:
            for lon, lat in clipped(ring, bounds):
                assert bounds.west <= lon <= bounds.east
                assert bounds.south <= lat <= bounds.north


def test_a_ring_that_holds_the_whole_map_becomes_its_frame():
    world = [(90.0, -20.0), (150.0, -20.0), (150.0, 20.0), (90.0, 20.0)]
    assert set(clipped(world, JAVA)) == {(105, -9), (115, -9), (115, -5.5), (105, -5.5)}


def test_a_map_shows_what_it_is_given_with_some_room_and_never_less_than_two_degrees():
    one = bounds_of([BANJARNEGARA])
    assert (round(one.width, 6), round(one.height, 6)) == (4, 2)
    assert bounds_of([]) == INDONESIA
    both = bounds_of([BANJARNEGARA, MapPoint(-8.49, 140.4, NONE, "Merauke")])
    assert both.east > 140.4
    whole = [MapPoint(5.5, 95.3, NONE, "Banda Aceh"), MapPoint(-8.49, 140.4, NONE, "Merauke")]
    assert bounds_of(whole) == INDONESIA


def test_names_lie_beside_their_signs_and_never_on_each_other():
    """Signs in one place: there is room right, left, below and above of it, not for a fifth."""
    written = names_beside([(f"Kota {number}", 500.0, 300.0) for number in range(5)], 9.0)
    assert [name.partition("</text>")[0][-6:] for name in written] == [
        "Kota 0", "Kota 1", "Kota 2", "Kota 3",
    ]  # fmt: skip
