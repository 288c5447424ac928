"""What a plan calls itself: Smart City, Smart Regency, Smart Province."""

import ast
import json
import re

import pytest

from masterplans.creation import create_masterplan
from masterplans.management.commands import load_outlines
from masterplans.models import Masterplan, OutlineSection
from masterplans.naming import name_as_their_regions, use_naming
from regions.models import Level
from regions.naming import WORDS, Naming, all_filled, filled
from tests import plans
from tests.factories import MembershipFactory, ProvinceFactory, RegionFactory, UserFactory
from tests.source import ROOT, nodes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def jawa_barat():
    return ProvinceFactory(code="32", name="Jawa Barat")


def begin(region, by, **words):
    words = {"title": "Masterplan", "first_year": 2024, "last_year": 2033} | words
    return create_masterplan(region, by=by, **words)


def titles(masterplan):
    outlines = OutlineSection.objects.filter(chapter__book__outline=masterplan.outline)
    words = outlines.values_list(
        "chapter__book__title", "chapter__title", "title", "guidance", "example", "usual_writer"
    )
    return " ".join(" ".join(row) for row in words).replace("Gerakan Menuju Smart City", "")


def test_a_province_writes_a_smart_province(reference_data, jawa_barat):
    masterplan = begin(jawa_barat, UserFactory())

    assert masterplan.concept == "Smart Province"
    words = titles(masterplan)
    assert "Masterplan Smart Province Daerah" in words
    assert "Sambutan gubernur" in words
    assert "Telaah Renstra Perangkat Daerah Provinsi" in words
    assert not re.search(r"Smart City|[Bb]upati|Kabupaten Wanasari|kepala daerah", words)


@pytest.mark.parametrize(
    ("level", "usual"), [(Level.CITY, "Smart City"), (Level.REGENCY, "Smart City")]
)
def test_kota_and_kabupaten_usually_write_a_smart_city(reference_data, level, usual):
    masterplan = begin(RegionFactory(level=level), UserFactory())

    assert masterplan.concept == usual
    assert "Masterplan Smart City Daerah" in titles(masterplan)


def test_a_kabupaten_may_call_itself_smart_regency_and_back(reference_data, region, lead):
    masterplan = begin(region, lead, naming=Naming.REGENCY)
    assert "Smart City" not in titles(masterplan)
    section = masterplan.sections.get(outline__slug="masterplan-latar-belakang")
    section.body = "<p>Tulisan.</p>"
    section.save()

    use_naming(masterplan, Naming.CITY)

    section.refresh_from_db()
    assert section.body == "<p>Tulisan.</p>"
    assert section.outline.chapter.book.outline.naming == Naming.CITY
    assert "Masterplan Smart City Daerah" in titles(Masterplan.objects.get(pk=masterplan.pk))


def test_an_old_plan_of_a_province_gets_the_words_and_a_frozen_one_keeps_its_own(
    reference_data, jawa_barat, facilitator
):
    lead = UserFactory()
    MembershipFactory(region=jawa_barat, user=lead, role="lead")
    old = begin(jawa_barat, lead, naming=Naming.CITY)
    closed = begin(jawa_barat, lead, naming=Naming.CITY, first_year=2018, last_year=2023)
    plans.bring_to(closed, 1, "review", lead=lead, facilitator=facilitator)

    name_as_their_regions()

    old.refresh_from_db()
    closed.refresh_from_db()
    assert (old.concept, closed.concept) == ("Smart Province", "Smart City")
    assert old.outline.version == "kominfo-2027-province"


def test_every_placeholder_of_the_reference_data_is_known():
    for path in load_outlines.SOURCES.glob("outline-*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        for naming in Naming:
            assert "{" not in json.dumps(all_filled(data, naming)).replace('{"', "").replace(
                "[{", ""
            )
    with pytest.raises(KeyError):
        filled("{concpet}", Naming.CITY)
    assert {*WORDS[Naming.CITY]} == {*WORDS[Naming.PROVINCE]} == {*WORDS[Naming.REGENCY]}


def test_the_coordinator_of_a_kabupaten_chooses_it_where_the_plan_begins(
    reference_data, region, lead, signed_in
):
    browser = signed_in(lead)
    address = f"/daerah/{region.code}/masterplan/baru/"
    page = browser.get(address).content.decode()
    assert "Smart Regency" in page
    proposed = f"Masterplan Smart City {region}"
    assert proposed in page

    browser.post(
        address,
        {"title": proposed, "naming": "regency", "first_year": "2024", "last_year": "2033"},
    )

    masterplan = Masterplan.objects.get()
    assert masterplan.title == f"Masterplan Smart Regency {region}"
    assert masterplan.concept == "Smart Regency"


def test_a_province_is_not_asked_and_is_proposed_its_own_title(
    reference_data, jawa_barat, signed_in
):
    lead = UserFactory()
    MembershipFactory(region=jawa_barat, user=lead, role="lead")

    page = signed_in(lead).get("/daerah/32/masterplan/baru/").content.decode()

    assert "Masterplan Smart Province Jawa Barat" in page
    assert "Smart City" not in page


WORD = re.compile("smart city", re.IGNORECASE)
SAID = {  # the national movement's own name, the words themselves, what people may type
    "regions/naming.py",
    "analyses/column_types.py",
}
READ = [*ROOT.glob("templates/**/*"), *ROOT.glob("static/js/**/*.js"), *ROOT.glob("*/data/*.json")]


def _strings(path):
    docs = {
        id(node.body[0].value)
        for node in nodes_of(path, ast.Module, ast.ClassDef, ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes_of(path, ast.Constant):
        if isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_nothing_that_people_read_names_a_smart_city_by_itself():
    found = set()
    for path in READ:
        if path.suffix in (".html", ".txt", ".js", ".json") and "example/data" not in str(path):
            text = path.read_text(encoding="utf-8")
            text = re.sub("Gerakan Menuju Smart City|<em>smart city</em>", "", text)
            if WORD.search(text):
                found.add(str(path.relative_to(ROOT)))
    for path in ROOT.glob("*/**/*.py"):
        name = str(path.relative_to(ROOT))
        if name.startswith((".", "tests/", "example/", "docs/")) or "/migrations/" in name:
            continue
        if any(WORD.search(words) for words in _strings(path)):
            found.add(name)
    assert found - SAID == set()
