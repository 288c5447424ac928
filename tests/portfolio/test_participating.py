"""A province says which kabupaten and kota, with which villages, take part in a program."""

import pytest
from django.urls import reverse

from regions.models import Region
from tests.factories import MasterplanFactory, MembershipFactory, ProgramFactory, RegionFactory
from tests.markup import one_line


@pytest.fixture
def program(region):
    return ProgramFactory(masterplan=MasterplanFactory(slug="provinsi", region=region.parent))


@pytest.fixture
def browser(program, signed_in):
    return signed_in(MembershipFactory(region=program.masterplan.region, role="lead").user)


@pytest.fixture
def send(program, browser):
    """`send(garut, villages="…")` opens the page and sends it."""
    page = reverse("portfolio:participants", args=[program.masterplan.slug, program.pk])
    opened = browser.get(page).context["form"]

    def post(*regions, villages=""):
        said = {"regions": [one.pk for one in regions], "villages": villages}
        return browser.post(page, said | {"seen": opened["seen"].value()})

    return post


@pytest.fixture
def garut(region):
    return RegionFactory(code="99.05", name="Garut", level="regency", parent=region.parent)


def taking_part(program):
    return {str(one): one.villages for one in program.participants.select_related("region")}


def test_regions_and_their_villages_are_kept_and_shown(program, garut, region, send, browser):
    send(region, villages="Garut: Cikajang, Cisurupan")

    assert taking_part(program) == {str(region): "", str(garut): "Cikajang, Cisurupan"}
    shown = one_line(browser.get(program.get_absolute_url()).content.decode())
    assert "Cikajang, Cisurupan" in shown


@pytest.mark.parametrize("line", ["Cikajang", "Entah di mana: Cikajang"])
def test_villages_without_their_region_are_named(program, garut, send, line):
    answer = send(garut, villages=line)

    assert answer.status_code == 422
    assert "Awali baris ini dengan kabupaten/kotanya" in one_line(answer.content.decode())
    assert taking_part(program) == {}


def test_who_opened_an_older_list_overwrites_nothing(program, garut, region, send):
    send(garut)
    answer = send(region)

    assert answer.status_code == 409
    assert "Orang lain baru saja mengubah daftar ini" in one_line(answer.content.decode())
    assert taking_part(program) == {str(garut): ""}


def test_a_region_of_another_province_does_not_take_part(program, elsewhere, send):
    answer = send(Region.objects.get(pk=elsewhere.pk))

    assert answer.status_code == 422
    assert taking_part(program) == {}


def test_a_program_of_a_kabupaten_has_nobody_below(masterplan, lead, signed_in):
    program = ProgramFactory(masterplan=masterplan)
    page = reverse("portfolio:participants", args=[masterplan.slug, program.pk])

    assert "Hanya program provinsi" in one_line(signed_in(lead).get(page).content.decode())
