"""A pokja lead writes in her dimension; what belongs to another pokja she reads."""

import pytest
from django.urls import reverse

from accounts.models import User
from programs.models import Program
from programs.rules import programs_to_write
from sheets.comparing import compare
from sheets.reading import read
from sheets.workbook import written
from tests.factories import (
    DimensionFactory,
    MembershipFactory,
    ProgramFactory,
    SubDimensionFactory,
    UserFactory,
)
from tests.programs.reading import words
from tests.sheets.conftest import Office, fresh_book, silent


@pytest.fixture
def hers(masterplan, agency):
    subdimension = SubDimensionFactory(dimension__set=masterplan.dimension_set)
    return ProgramFactory(masterplan=masterplan, agency=agency, subdimension=subdimension)


@pytest.fixture
def other(masterplan, agency):
    dimension = DimensionFactory(set=masterplan.dimension_set, code="branding", order=2)
    subdimension = SubDimensionFactory(dimension=dimension)
    return ProgramFactory(masterplan=masterplan, agency=agency, subdimension=subdimension)


def lead_of(people):
    return User.objects.get(pk=people["dimension_lead"].pk)


def test_a_pokja_lead_does_not_rename_a_program_of_another_dimension(
    masterplan, hers, other, people, signed_in
):
    masterplan.teams.create(dimension=hers.subdimension.dimension, lead=people["dimension_lead"])
    browser = signed_in(people["dimension_lead"])
    for program, status in ((hers, 200), (other, 403)):
        where = reverse("programs:edit", args=[masterplan.slug, program.pk])
        assert browser.get(where).status_code == status
    answer = browser.post(
        reverse("programs:edit", args=[masterplan.slug, other.pk]), {"name": "Diganti"}
    )
    other.refresh_from_db()
    assert other.name != "Diganti"
    assert answer.status_code in (403, 409, 422)
    assert list(programs_to_write(lead_of(people), masterplan)) == [hers]


def test_who_is_named_for_no_dimension_writes_where_nobody_else_was_named(
    masterplan, hers, other, people
):
    assert set(programs_to_write(lead_of(people), masterplan)) == {hers, other}

    masterplan.teams.create(dimension=other.subdimension.dimension, lead=UserFactory())
    assert list(programs_to_write(lead_of(people), masterplan)) == [hers]


def test_a_coordinator_writes_in_all_dimensions(masterplan, hers, other, people):
    masterplan.teams.create(dimension=hers.subdimension.dimension, lead=people["dimension_lead"])
    assert set(programs_to_write(people["lead"], masterplan)) == {hers, other}


@pytest.fixture
def pokja(masterplan, hers, other, people):
    """The dimension of `hers` has a pokja, whose lead this is; that of `other` has another."""
    masterplan.teams.create(dimension=hers.subdimension.dimension, lead=people["dimension_lead"])
    masterplan.teams.create(dimension=other.subdimension.dimension, lead=UserFactory())
    return people["dimension_lead"]


def place(name, masterplan, *args):
    return reverse(name, args=[masterplan.slug, *args])


@pytest.mark.parametrize("view", ["programs:edit", "portfolio:move"])
def test_a_pokja_lead_moves_no_program_into_another_dimension(
    view, masterplan, hers, other, pokja, signed_in
):
    browser = signed_in(pokja)
    address = place(view, masterplan, hers.pk)
    shown = browser.get(address)
    boxes = shown.context["forms"].main if view == "programs:edit" else shown.context["form"]
    sent = {box.html_name: "" if box.value() is None else box.value() for box in boxes}

    answer = browser.post(address, sent | {"subdimension": other.subdimension_id})

    assert answer.status_code == 422
    assert "bukan bagian dari pokja Anda" in words(answer)
    hers.refresh_from_db()
    assert hers.subdimension != other.subdimension


@pytest.mark.parametrize("view", ["programs:add", "portfolio:quick", "portfolio:move"])
def test_boxes_offer_a_pokja_lead_the_sub_dimensions_of_her_dimension(
    view, masterplan, hers, other, pokja, people, signed_in
):
    address = place(view, masterplan, *([hers.pk] if view == "portfolio:move" else []))

    def offered(person):
        shown = signed_in(person).get(address).content.decode()
        places = [f'<option value="{one.subdimension_id}"' for one in (hers, other)]
        return [option in shown for option in places]

    assert offered(pokja) == [True, False]
    assert offered(people["lead"]) == [True, True]


def test_a_pokja_lead_who_also_writes_for_an_agency_moves_its_programs(
    masterplan, hers, other, pokja, agency, signed_in
):
    MembershipFactory(user=pokja, region=masterplan.region, role="writer", agency=agency)
    address = place("portfolio:move", masterplan, hers.pk)

    signed_in(pokja).post(address, {"version": 1, "subdimension": other.subdimension_id})

    hers.refresh_from_db()
    assert hers.subdimension == other.subdimension


def test_the_table_takes_no_row_of_another_dimension(masterplan, hers, other, pokja, signed_in):
    """And none that is hers to another place: a row of it has no box for that."""
    browser = signed_in(pokja)
    said = {"version": 1, "subdimension": other.subdimension_id, "agency": hers.agency_id}

    answers = [
        browser.post(place("portfolio:grid_row", masterplan, one.pk), said | {"name": "Diganti"})
        for one in (hers, other)
    ]

    assert [answer.status_code for answer in answers][1] == 403
    assert set(Program.objects.values_list("name", "subdimension")) == {
        (one.name, one.subdimension_id) for one in (hers, other)
    }


def test_a_workbook_of_a_pokja_lead_moves_and_makes_nothing_elsewhere(
    masterplan, hers, other, pokja
):
    """The preview says it of every row; nothing waits until it is applied."""
    office = Office(written(fresh_book(masterplan, "program", pokja)))
    there = str(other.subdimension)
    office.put("Program", office.row("Program", hers.pk), Subdimensi=there)
    office.put("Program", office.row("Program", other.pk), Nama_singkat="Diganti")
    office.add("Program", Nama_singkat="Baru", Subdimensi=there, Penanggung_jawab="Dinkes",
               Jenis="Layanan", Uraian_singkat="Sungai bersih.")  # fmt: skip

    book = fresh_book(masterplan, "program", pokja)
    rows = list(compare(read(office.saved(), book, progress=silent), book, progress=silent))

    assert [row.state for row in rows] == ["refused"] * 3
    said = " ".join(str(row.mends) for row in rows)
    assert said.count("bukan bagian dari pokja Anda") == 2
    assert said.count("milik Perangkat Daerah lain atau pokja lain") == 1
    assert not Program.objects.filter(name__in=["Diganti", "Baru"]).exists()
