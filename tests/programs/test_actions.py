"""The verbs under a race, and what they refuse from any caller."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from audit.models import Event
from masterplans.actions import PlanClosedError
from programs.actions import add_program, change_program, remove_program
from programs.data import ProgramEntry, entry_of
from programs.documents import ProgramDocument
from programs.models import Program
from revisions.saving import Stale
from tests.factories import AgencyFactory, SubDimensionFactory, complete_program


def entry(agency, subdimension, **said):
    fields = {
        "name": "Banter",
        "expansion": "",
        "subdimension": subdimension,
        "agency": agency,
        "kind": "service",
        "is_new": True,
        "description": "Loket.",
        "problem": "",
        "output": "",
        "outcome": "",
        "beneficiaries": "",
        "beneficiaries_count": None,
        "aim": None,
        "rpjmd_link": "",
        "rpjmd_amount": None,
        "risks": "",
    }
    return ProgramEntry(fields=fields | said)


def at_once(deed, times):
    """Do something several times at the same moment, each in a connection of its own."""
    start, results = Barrier(times), []

    def run(number):
        start.wait()
        try:
            results.append(deed(number))
        except Exception as error:
            results.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_a_form_that_arrives_four_times_at_once_makes_one_program(masterplan, lead, agency):
    key, wanted = uuid4(), entry(agency, SubDimensionFactory())

    made = at_once(lambda _: add_program(masterplan, wanted, by=lead, form_key=key), 4)

    assert [program.pk for program in made] == [Program.objects.get().pk] * 4
    assert Event.objects.filter(verb="program.added").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_four_different_changes_at_once_one_is_saved_and_three_are_told(
    masterplan, lead, agency
):
    subdimension = SubDimensionFactory()
    program = add_program(masterplan, entry(agency, subdimension), by=lead)

    def change(number):
        wanted = entry(agency, subdimension, outcome=f"Hasil {number}.")
        return change_program(program, wanted, version=1, by=lead)

    results = at_once(change, 4)

    saved = [one for one in results if isinstance(one, Program)]
    refused = [one for one in results if isinstance(one, Stale)]
    assert (len(saved), len(refused)) == (1, 3)
    program.refresh_from_db()
    assert (program.outcome, program.version) == (saved[0].outcome, 2)
    assert {one.theirs["outcome"] for one in refused} == {program.outcome}


@pytest.mark.django_db(transaction=True)
def test_programs_of_one_plan_are_saved_side_by_side_while_others_are_made(
    masterplan, lead, agency
):
    subdimension = SubDimensionFactory()
    programs = [
        add_program(masterplan, entry(agency, subdimension, name=f"P{n}"), by=lead)
        for n in range(4)
    ]

    def deed(number):
        for turn in range(5):
            wanted = entry(agency, subdimension, name=f"P{number}", outcome=f"{turn}")
            if number == 3 and turn % 2:
                add_program(masterplan, replaced_name(wanted, f"Baru {turn}"), by=lead)
            else:
                version = Program.objects.get(pk=programs[number].pk).version
                change_program(programs[number], wanted, version=version, by=lead)
        return number

    assert sorted(at_once(deed, 4)) == [0, 1, 2, 3]
    assert [p.outcome for p in Program.objects.filter(pk__in=[one.pk for one in programs])] == [
        "4"
    ] * 4


def replaced_name(said, name):
    return ProgramEntry(fields=said.fields | {"name": name})


@pytest.mark.django_db
def test_a_closed_plan_refuses_every_verb_and_stays_as_it_is(masterplan, lead, parts, hand_in):
    program = complete_program(masterplan, parts[0])
    before, agency = entry_of(program), program.agency
    hand_in()

    with pytest.raises(PlanClosedError):
        add_program(masterplan, entry(agency, parts[0]), by=lead)
    with pytest.raises(PlanClosedError):
        change_program(program, entry(agency, parts[0]), version=1, by=lead)
    with pytest.raises(PlanClosedError):
        remove_program(program, reason="Salah.", version=1, by=lead)

    assert entry_of(Program.objects.get()) == before


@pytest.mark.django_db
def test_no_caller_may_bring_in_another_region_or_another_set(
    masterplan, lead, agency, parts, elsewhere
):
    foreign = AgencyFactory(region=elsewhere)
    strange = SubDimensionFactory(dimension__set__version="lain", dimension__code="lain")

    with pytest.raises(ValueError, match="another region"):
        add_program(masterplan, entry(foreign, parts[0]), by=lead)
    with pytest.raises(ValueError, match="sub-dimension"):
        add_program(masterplan, entry(agency, strange), by=lead)

    assert not Program.objects.exists()


@pytest.mark.django_db
def test_the_verb_asks_whose_program_it_is(masterplan, writer, agency, parts):
    program = complete_program(masterplan, parts[0])

    with pytest.raises(PermissionDenied):
        change_program(program, entry(agency, parts[0]), version=1, by=writer)
    with pytest.raises(PermissionDenied):
        remove_program(program, reason="Salah.", version=1, by=writer)


@pytest.mark.django_db
def test_new_programs_stand_after_those_of_their_subdimension(masterplan, lead, agency, parts):
    names = ["Pertama", "Kedua", "Ketiga"]
    for name in names:
        add_program(masterplan, entry(agency, parts[0], name=name), by=lead)

    assert [program.name for program in Program.objects.all()] == names


@pytest.mark.django_db
def test_differences_are_told_in_words(masterplan, agency, parts, lead):
    program = add_program(masterplan, entry(agency, parts[0]), by=lead)
    document = ProgramDocument(masterplan, program)
    said = {"subdimension": parts[1].pk, "is_new": False, "beneficiaries_count": 21_000}
    names = document.names(said)

    told = [(document.label(part), document.display(part, said[part], names)) for part in said]

    assert told == [
        ("Subdimensi", parts[1].name),
        ("Program baru", "Tidak, sudah ada"),
        ("Jumlah penerima manfaat", "21.000"),
    ]
