"""More programs out of one: copied, split and joined again, put into another place."""

from uuid import UUID

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from masterplans.actions import PlanClosedError
from portfolio.copying import SplitError, by_weight, evenly, split_program
from programs.data import entry_of
from programs.models import BudgetLine, Program
from tests.factories import AgencyFactory, AimFactory, BudgetLineFactory, QuickWinFactory
from tests.portfolio.test_quick import KEY
from tests.programs.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def others(region):
    return [AgencyFactory(region=region, short_name=name) for name in ("Dinkop", "Dishub")]


@pytest.fixture
def split_form(program, others):
    """What the second page sends when everything is divided evenly."""
    form = {"key": KEY, "version": program.version, "agencies": [a.pk for a in others], "bagi": "1"}
    for line in program.budget.all():
        shares = evenly(line.amount, 3)
        for agency, share in zip([program.agency, *others], shares, strict=True):
            form[f"bagian-{line.year}-{line.source}-{agency.pk}"] = str(share)
    return form


def money():
    return sorted(BudgetLine.objects.values_list("program__name", "year", "amount"))


def total():
    return sum(amount for _, _, amount in money())


def test_a_copy_says_the_same_under_its_own_name(program, browser, page, agency):
    response = browser.post(
        page("copy", program.pk), {"key": KEY, "name": "Banter Dua", "agency": agency.pk}
    )

    made = Program.objects.get(name="Banter Dua")
    assert response.url == page("edit", made.pk)
    before, after = entry_of(program), entry_of(made)
    assert after.fields == before.fields | {"name": "Banter Dua", "agency": agency}
    assert (after.indicators, after.schedule, after.budget) == (
        before.indicators,
        before.schedule,
        before.budget,
    )
    assert program.indicators.get() != made.indicators.get()
    program.refresh_from_db()
    assert program.version == 1


def test_copying_twice_with_the_same_page_makes_one_copy(program, browser, page):
    form = {"key": KEY, "name": "Banter Dua", "agency": program.agency_id}
    browser.post(page("copy", program.pk), form)
    browser.post(page("copy", program.pk), form)

    assert Program.objects.count() == 2


def test_a_writer_copies_for_her_own_agency_only(
    masterplan, parts, writer, agency, signed_in, page, others
):
    own = Program.objects.create(
        masterplan=masterplan, subdimension=parts[0], agency=agency, name="Kami", kind="service"
    )

    response = signed_in(writer).post(
        page("copy", own.pk), {"key": KEY, "name": "Lain", "agency": others[0].pk}
    )

    assert response.status_code == 422
    assert "Pilih Perangkat Daerah dari daftar." in words(response)
    assert Program.objects.count() == 1


def test_the_second_page_of_a_split_divides_evenly(program, browser, page, others):
    BudgetLineFactory(program=program, year=2030, source="csr", amount=1_000)
    form = {"key": KEY, "version": program.version, "agencies": [one.pk for one in others]}

    shown = browser.post(page("split", program.pk), form)

    shares = shown.context["shares"]
    boxes = [field.value() for field in shares.table_rows()[-1][1][1:]]
    assert boxes == ["334", "333", "333"]
    assert "Bagi anggaran Banter untuk tiga Perangkat Daerah" in words(shown)
    assert Program.objects.count() == 1


def test_a_split_gives_each_agency_the_texts_and_its_share_and_loses_no_rupiah(
    program, browser, page, others, split_form
):
    Program.objects.update(rpjmd_amount=1_000_000_000)
    before, texts = total(), entry_of(Program.objects.get()).fields

    response = browser.post(page("split", program.pk), split_form, follow=True)

    made = list(Program.objects.order_by("pk"))
    assert [one.name for one in made] == ["Banter", "Banter Dinkop", "Banter Dishub"]
    assert [one.agency for one in made] == [program.agency, *others]
    assert total() == before
    assert sum(one.rpjmd_amount for one in made) == 1_000_000_000
    for one in made:
        own = entry_of(one)
        assert own.fields["description"] == texts["description"]
        assert own.indicators == entry_of(program).indicators
    assert f"Banter menjadi tiga program. Jumlah anggarannya tetap Rp {before:,}.".replace(
        ",", "."
    ) in words(response).replace("\xa0", " ")
    assert Event.objects.filter(verb="program.split").count() == 1


def test_a_split_as_somebody_says_is_checked_line_by_line(
    program, browser, page, others, split_form
):
    line = program.budget.first()
    box = f"bagian-{line.year}-{line.source}-{others[0].pk}"
    wrong = split_form | {box: "1"}

    response = browser.post(page("split", program.pk), wrong)

    assert response.status_code == 422
    assert f"{line.year} APBD: jumlah bagian" in words(response)
    assert "Belum ada yang dipecah." in words(response)
    assert response.context["shares"][box.removeprefix("bagian-")].value() == "1"
    assert Program.objects.count() == 1


def test_a_share_may_be_nothing(program, browser, page, others, split_form):
    line = program.budget.first()
    boxes = [f"bagian-{line.year}-{line.source}-{one.pk}" for one in [program.agency, *others]]
    unequal = split_form | dict(zip(boxes, [str(line.amount), "", "0"], strict=True))
    before = total()

    browser.post(page("split", program.pk), unequal)

    assert total() == before
    assert not BudgetLine.objects.filter(program__name="Banter Dinkop", year=line.year).exists()


def test_a_split_that_is_sent_twice_is_one_split(program, browser, page, split_form):
    browser.post(page("split", program.pk), split_form)
    browser.post(page("split", program.pk), split_form)

    assert Program.objects.count() == 3


def test_a_split_from_a_stale_page_changes_nothing(program, browser, page, split_form):
    Program.objects.update(version=5)
    before = money()

    response = browser.post(page("split", program.pk), split_form, follow=True)

    assert "belum ada yang dilakukan" in words(response)
    assert (money(), Program.objects.count()) == (before, 1)


def test_a_split_is_taken_back_with_all_its_money(program, browser, page, split_form):
    Program.objects.update(rpjmd_amount=999)
    before = entry_of(Program.objects.get())
    browser.post(page("split", program.pk), split_form)
    assert "Satukan lagi program ini" in words(browser.get(page("detail", program.pk)))

    browser.post(page("join", program.pk))

    assert entry_of(Program.objects.get()) == before
    assert "Satukan lagi" not in words(browser.get(page("detail", program.pk)))


@pytest.mark.parametrize("what", ["written", "nominated", "original"])
def test_a_split_is_not_taken_back_once_somebody_wrote_into_a_part(
    what, program, browser, page, split_form, lead
):
    browser.post(page("split", program.pk), split_form)
    part = Program.objects.get(name="Banter Dinkop")
    if what == "nominated":
        QuickWinFactory(program=part, nominated_by=lead)
    else:
        wrote = part.pk if what == "written" else program.pk
        Program.objects.filter(pk=wrote).update(version=9)
    before = money()

    response = browser.post(page("join", program.pk), follow=True)

    assert "sudah diubah, jadi tidak dapat disatukan lagi" in words(response)
    assert (money(), Program.objects.count()) == (before, 3)


def test_no_caller_may_split_with_other_sums_or_without_the_owner(program, lead, others):
    whole = {(line.year, line.source): line.amount for line in program.budget.all()}
    short = {line: {program.agency: amount - 1, others[0]: 0} for line, amount in whole.items()}
    negative = {line: {program.agency: amount + 5, others[0]: -5} for line, amount in whole.items()}
    right = {line: {program.agency: amount, others[0]: 0} for line, amount in whole.items()}
    said = {"version": program.version, "by": lead, "key": UUID(KEY)}

    for agencies, shares in (
        ([program.agency, others[0]], short),
        ([program.agency, others[0]], negative),
        ([program.agency, others[0]], {}),
        (others, right),
        ([program.agency], right),
        ([program.agency, program.agency], right),
    ):
        with pytest.raises(SplitError):
            split_program(program, agencies=agencies, shares=shares, **said)
    assert Program.objects.count() == 1


def test_a_writer_cannot_give_programs_to_other_agencies(masterplan, parts, writer, agency, others):
    own = Program.objects.create(
        masterplan=masterplan, subdimension=parts[0], agency=agency, name="Kami", kind="service"
    )

    with pytest.raises(PermissionDenied):
        split_program(
            own, agencies=[agency, others[0]], shares={}, version=1, by=writer, key=UUID(KEY)
        )


def test_a_closed_plan_is_not_split(program, lead, others, hand_in):
    hand_in()

    with pytest.raises(PlanClosedError):
        split_program(
            program,
            agencies=[program.agency, *others],
            shares={},
            version=1,
            by=lead,
            key=UUID(KEY),
        )


def test_a_program_moves_to_the_end_of_another_subdimension_and_lets_its_aim_go(
    program, masterplan, parts, browser, page
):
    there = Program.objects.create(
        masterplan=masterplan,
        subdimension=parts[2],
        agency=program.agency,
        name="Sapa",
        kind="service",
        order=4,
    )
    Program.objects.filter(pk=program.pk).update(
        aim=AimFactory(masterplan=masterplan, subdimension=parts[0])
    )

    response = browser.post(
        page("move", program.pk), {"version": 1, "subdimension": parts[2].pk}, follow=True
    )

    program.refresh_from_db()
    assert (program.subdimension, program.aim, program.version) == (parts[2], None, 2)
    assert program.order == there.order + 1
    assert f"Banter sekarang berada di {parts[2]}. Pilih lagi sasaran" in words(response)


def test_a_move_from_a_stale_page_is_refused(program, parts, browser, page):
    Program.objects.update(version=3)

    browser.post(page("move", program.pk), {"version": 1, "subdimension": parts[2].pk})

    program.refresh_from_db()
    assert program.subdimension == parts[0]


@pytest.mark.parametrize(
    ("amount", "weights"),
    [(10, [1, 1, 1]), (0, [3, 4]), (7, [0, 0]), (10**14, [1, 2, 4, 0]), (1, [9, 1])],
)
def test_shares_always_add_up(amount, weights):
    assert sum(by_weight(amount, weights)) == amount
    assert sum(evenly(amount, len(weights))) == amount
    assert min(by_weight(amount, weights)) >= 0
