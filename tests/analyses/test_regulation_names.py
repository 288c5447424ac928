"""Each legal basis is printed as what it is, never as the label of a choice."""

import importlib
import re

import pytest
from django.apps import apps

from analyses.column_types import bound
from analyses.columns import REGULASI
from analyses.models import Regulation, RegulationForm
from analyses.regulation_names import Issuers, regulation_name
from editions.labels import LABELS
from editions.snapshot import snapshot
from regions.models import Level
from tests.factories import MasterplanFactory, ProvinceFactory, RegionFactory, RegulationFactory

JOMBANG = Issuers("regency", "Jombang", "Jawa Timur", "Dinas Komunikasi dan Informatika")
AMBON = Issuers("city", "Ambon", "Maluku")
JABAR = Issuers("province", "Jawa Barat")


@pytest.mark.parametrize(
    ("of", "form", "number", "year", "issuer", "name"),
    [
        (JOMBANG, "uu", "23", 2014, "", "Undang-Undang Nomor 23 Tahun 2014"),
        (JOMBANG, "pp", "59", 2022, "", "Peraturan Pemerintah Nomor 59 Tahun 2022"),
        (JOMBANG, "perpres", "95", 2018, "", "Peraturan Presiden Nomor 95 Tahun 2018"),
        (JOMBANG, "inpres", "3", 2003, "", "Instruksi Presiden Nomor 3 Tahun 2003"),
        (
            *(JOMBANG, "permen", "86", 2017, "Dalam Negeri"),
            "Peraturan Menteri Dalam Negeri Nomor 86 Tahun 2017",
        ),
        (
            *(JOMBANG, "kepmen", "7", 2020, "Menteri PANRB"),
            "Keputusan Menteri PANRB Nomor 7 Tahun 2020",
        ),
        (JOMBANG, "perda", "4", 2021, "", "Peraturan Daerah Kabupaten Jombang Nomor 4 Tahun 2021"),
        (JOMBANG, "perkada", "17", 2021, "", "Peraturan Bupati Jombang Nomor 17 Tahun 2021"),
        (AMBON, "perkada", "8", 2020, "", "Peraturan Wali Kota Ambon Nomor 8 Tahun 2020"),
        (JABAR, "perkada", "2", 2022, "", "Peraturan Gubernur Jawa Barat Nomor 2 Tahun 2022"),
        (JOMBANG, "pergub", "9", 2019, "", "Peraturan Gubernur Jawa Timur Nomor 9 Tahun 2019"),
        (
            *(JOMBANG, "perdaprov", "5", 2019, ""),
            "Peraturan Daerah Provinsi Jawa Timur Nomor 5 Tahun 2019",
        ),
        (
            *(JABAR, "keputusan", "188.4/12/2022", 2022, ""),
            "Keputusan Gubernur Jawa Barat Nomor 188.4/12/2022",
        ),
        (
            *(JOMBANG, "kepdinas", "3", 2023, ""),
            "Keputusan Kepala Dinas Komunikasi dan Informatika Nomor 3 Tahun 2023",
        ),
        (
            *(JOMBANG, "kepdinas", "3", 2023, "Sekretaris Daerah"),
            "Keputusan Sekretaris Daerah Nomor 3 Tahun 2023",
        ),
        (JOMBANG, "edaran", "5", 2024, "", "Surat Edaran Bupati Jombang Nomor 5 Tahun 2024"),
        (JOMBANG, "sni", "ISO 37122", 2019, "", "SNI ISO 37122:2019"),
        (JOMBANG, "sni", "SNI ISO 37122:2019", 2019, "", "SNI ISO 37122:2019"),
        (JOMBANG, "iso", "37123", 2019, "", "ISO 37123:2019"),
        (JOMBANG, "lain", "8", 2020, "Peraturan BSSN", "Peraturan BSSN Nomor 8 Tahun 2020"),
        (JOMBANG, "lain", "59", 2022, "", "Nomor 59 Tahun 2022"),
        (JOMBANG, "lain", "No. 59", 2022, "", "Nomor 59 Tahun 2022"),
        (JOMBANG, "lain", "Maklumat Layanan 3", 2022, "", "Maklumat Layanan 3 Tahun 2022"),
        (JOMBANG, "lain", "", 2022, "", "Tahun 2022"),
        (JOMBANG, "perkada", "", 2025, "", "Peraturan Bupati Jombang Tahun 2025"),
    ],
)
def test_a_legal_basis_is_called_as_documents_cite_it(of, form, number, year, issuer, name):
    found = regulation_name(form=form, number=number, year=year, issuer=issuer, of=of)

    assert found == name


@pytest.mark.parametrize("form", RegulationForm)
@pytest.mark.parametrize("of", [JOMBANG, AMBON, JABAR])
def test_no_kind_is_printed_by_its_label_with_alternatives(of, form):
    name = regulation_name(form=form, number="1", year=2020, issuer="", of=of)

    assert not any(word in name for word in (" atau ", "Lainnya", "kepala daerah", "lain "))


@pytest.mark.django_db
def test_page_and_book_say_the_same_name(reference_data):
    masterplan = MasterplanFactory(
        region=RegionFactory(name="Jombang"), title="Masterplan Smart City"
    )
    row = RegulationFactory(masterplan=masterplan, form="perkada", number="17", year=2021)

    assert str(row) == "Peraturan Bupati Jombang Nomor 17 Tahun 2021"
    assert snapshot(masterplan)["analyses"]["regulations"][0]["name"] == str(row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("level", "written", "form"),
    [
        (Level.REGENCY, "Perbup", "perkada"),
        (Level.REGENCY, "Pergub", "pergub"),
        (Level.CITY, "Perwali", "perkada"),
        (Level.PROVINCE, "Pergub", "perkada"),
        (Level.REGENCY, "SK Bupati", "keputusan"),
        (Level.REGENCY, "UU", "uu"),
        (Level.REGENCY, "Perbup, Perwali, atau Pergub", "perkada"),  # workbooks from before
    ],
)
def test_short_words_in_a_workbook_mean_what_they_mean_in_this_region(
    national, level, written, form
):
    region = ProvinceFactory() if level == Level.PROVINCE else RegionFactory(level=level)
    column = bound(REGULASI, MasterplanFactory(region=region), national)[0]

    assert column.find(written) == form


@pytest.mark.django_db
def test_old_rows_that_were_other_get_their_kind():
    module = importlib.import_module("analyses.migrations.0003_every_kind_of_regulation")
    law = RegulationFactory(form="lain", number="UU Nomor 23", year=2014)
    standard = RegulationFactory(form="lain", number="SNI ISO 37122", year=2019)
    other = RegulationFactory(form="lain", number="59", year=2022)

    module.name_what_was_other(apps, None)

    names = [str(Regulation.objects.get(pk=row.pk)) for row in (law, standard, other)]
    assert names == [
        "Undang-Undang Nomor 23 Tahun 2014",
        "SNI ISO 37122:2019",
        "Nomor 59 Tahun 2022",
    ]


def test_no_word_that_a_book_prints_for_a_code_leaves_a_choice():
    words = [one["label"] for labels in LABELS.values() for one in labels]

    assert [word for word in words if re.search(r" atau |/|\blain", word)] == []
