"""The provinces, kabupaten and kota of Indonesia, as `load_regions` puts them into the database."""

import csv
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from regions.management.commands.load_regions import SOURCE, load_regions
from regions.models import Region

WIB, WITA, WIT = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    call_command("load_regions", verbosity=0)


def said(command):
    out = StringIO()
    call_command(command, stdout=out)
    return out.getvalue()


def test_all_provinces_kabupaten_and_kota_are_loaded(loaded):
    levels = Counter(Region.objects.values_list("level", flat=True))

    assert levels == {"province": 38, "regency": 416, "city": 98}


@pytest.mark.parametrize(
    ("code", "full_name", "province"),
    [
        ("32", "Provinsi Jawa Barat", None),
        ("31", "Provinsi DKI Jakarta", None),
        ("34", "Provinsi Daerah Istimewa Yogyakarta", None),
        ("33.04", "Kabupaten Banjarnegara", "Jawa Tengah"),
        ("81.71", "Kota Ambon", "Maluku"),
        ("13.73", "Kota Sawahlunto", "Sumatera Barat"),
        ("64.09", "Kabupaten Penajam Paser Utara", "Kalimantan Timur"),
        ("31.01", "Kabupaten Kepulauan Seribu", "DKI Jakarta"),
        ("31.71", "Kota Jakarta Pusat", "DKI Jakarta"),
        ("62.71", "Kota Palangka Raya", "Kalimantan Tengah"),
        ("96.71", "Kota Sorong", "Papua Barat Daya"),
    ],
)
def test_a_region_is_known_by_its_kemendagri_code(loaded, code, full_name, province):
    region = Region.objects.get(code=code)

    assert str(region) == full_name
    assert (region.parent.name if region.parent else None) == province


def test_every_kabupaten_and_kota_lies_in_the_province_of_its_code(loaded):
    for region in Region.objects.exclude(level="province").select_related("parent"):
        assert region.parent.level == "province"
        assert region.code.split(".")[0] == region.parent.code


def test_names_are_written_like_names_and_without_the_word_for_the_level(loaded):
    for name in Region.objects.values_list("name", flat=True):
        assert not name.startswith(("Kabupaten", "Kota ", "Provinsi", "Administrasi"))
        assert name == name.strip()
        assert name.replace("DKI ", "") != name.upper()


def test_time_zones_follow_the_presidential_decree_of_1987(loaded):
    zones = dict(Region.objects.filter(level="province").values_list("name", "time_zone"))

    assert {name for name, zone in zones.items() if zone == WIT} == {
        "Maluku", "Maluku Utara", "Papua", "Papua Barat", "Papua Selatan", "Papua Tengah",
        "Papua Pegunungan", "Papua Barat Daya",
    }  # fmt: skip
    assert {name for name, zone in zones.items() if zone == WITA} == {
        "Bali", "Nusa Tenggara Barat", "Nusa Tenggara Timur", "Kalimantan Selatan",
        "Kalimantan Timur", "Kalimantan Utara", "Sulawesi Utara", "Sulawesi Tengah",
        "Sulawesi Selatan", "Sulawesi Tenggara", "Gorontalo", "Sulawesi Barat",
    }  # fmt: skip
    assert Counter(zones.values())[WIB] == 18


def test_a_kabupaten_has_the_time_zone_of_its_province(loaded):
    for region in Region.objects.exclude(parent=None).select_related("parent"):
        assert region.time_zone == region.parent.time_zone


def test_loading_twice_changes_nothing(loaded):
    before = list(Region.objects.values_list())

    assert (
        said("load_regions")
        == "Sebanyak 552 daerah: 0 ditambahkan, 0 diperbarui, 552 sudah sesuai.\n"
    )
    assert list(Region.objects.values_list()) == before


def test_a_wrong_name_is_put_right_and_the_region_keeps_its_id(loaded):
    wrong = Region.objects.get(code="33.04")
    Region.objects.filter(pk=wrong.pk).update(name="BANJAR NEGARA", time_zone=WIT)

    assert (
        said("load_regions")
        == "Sebanyak 552 daerah: 0 ditambahkan, 1 diperbarui, 551 sudah sesuai.\n"
    )
    region = Region.objects.get(code="33.04")
    assert (region.pk, region.name, region.time_zone) == (wrong.pk, "Banjarnegara", WIB)


def test_a_region_that_the_file_does_not_name_is_left_alone(loaded):
    province = Region.objects.get(code="33")
    Region.objects.create(code="33.99", name="Baru", level="regency", parent=province)

    call_command("load_regions", verbosity=0)

    assert Region.objects.filter(code="33.99").exists()


def test_loading_all_regions_takes_few_queries(django_assert_max_num_queries):
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    with django_assert_max_num_queries(10):
        load_regions(rows)
    with django_assert_max_num_queries(1):
        assert load_regions(rows) == (0, 0)
