"""The regions on a map: of the nation, and of a province on its own page."""

from django.urls import reverse

from tests import factories as make
from tests.markup import one_line


def test_an_officer_of_the_ministry_sees_all_provinces_and_opens_one(
    national, masterplan, signed_in
):
    browser = signed_in(national)
    where = reverse("monitoring:map")
    wonosobo = make.RegionFactory(code="33.07", name="Wonosobo", parent=masterplan.region.parent)
    east = make.ProvinceFactory(code="35", name="Jawa Timur")
    other = make.RegionFactory(code="35.17", name="Jombang", parent=east)

    html = one_line(browser.get(where).content.decode())

    assert "<title>Kabupaten Banjarnegara: Sedang ditulis</title>" in html
    assert "<title>Kabupaten Jombang: Belum punya masterplan</title>" in html
    assert f'href="{where}?provinsi={other.parent.code}"' in html
    one = one_line(browser.get(where, {"provinsi": "33"}).content.decode())
    assert "Jombang" not in one
    assert f'<a href="{wonosobo.get_absolute_url()}">Kabupaten Wonosobo</a>' in one


def test_a_province_has_its_own_regions_on_its_page(national, masterplan, signed_in):
    province = masterplan.region.parent
    html = signed_in(national).get(province.get_absolute_url()).content.decode()
    assert "pic-map" in html
    assert "<title>Kabupaten Banjarnegara: Sedang ditulis</title>" in html


def test_the_map_asks_the_same_queries_for_one_region_and_for_fifty(
    national, masterplan, signed_in, queries_of
):
    browser = signed_in(national)
    where = reverse("monitoring:map")
    few = queries_of(browser, where)
    for code in range(1, 51):
        make.RegionFactory(code=f"35.{code:02}", name=f"Daerah {code}")
    assert queries_of(browser, where) == few
