"""What the pages of the quick wins ask of each role, and what they cost."""

from quickwins import selection
from tests.factories import AgencyFactory, MilestoneFactory, RiskFactory
from tests.markup import one_line

SCRIPT = "<script>alert(1)</script>"


def test_fifty_nominees_cost_no_more_queries_than_one(nominee, at, writer, signed_in, queries_of):
    browser = signed_in(writer)
    RiskFactory(quickwin=nominee("Program 0"))
    few = queries_of(browser, at("board"))
    for number in range(1, 50):
        RiskFactory(quickwin=nominee(f"Program {number}"))

    assert queries_of(browser, at("board")) == few
    assert few <= 25


def test_a_long_profile_costs_no_more_queries_than_a_short_one(
    nominee, at, lead, signed_in, queries_of
):
    quickwin, browser = nominee("Banter"), signed_in(lead)
    RiskFactory(quickwin=quickwin)
    MilestoneFactory(quickwin=quickwin)
    few = [queries_of(browser, at(page, quickwin.pk)) for page in ("detail", "edit")]
    for _ in range(20):
        RiskFactory(quickwin=quickwin)
        MilestoneFactory(quickwin=quickwin)

    assert [queries_of(browser, at(page, quickwin.pk)) for page in ("detail", "edit")] == few
    assert max(few) <= 25


def test_what_people_write_is_never_run(nominee, at, lead, signed_in):
    quickwin = nominee("Banter <script>alert(1)</script>", expansion=SCRIPT)
    for name in quickwin.PROFILE_FIELDS:
        setattr(quickwin, name, SCRIPT)
    quickwin.save()
    RiskFactory(quickwin=quickwin, text=SCRIPT, mitigation=SCRIPT)
    MilestoneFactory(quickwin=quickwin, text=SCRIPT)
    selection.choose(quickwin, by=lead, reason=SCRIPT)
    browser = signed_in(lead)

    for address in (at("board"), *(at(page, quickwin.pk) for page in ("detail", "edit", "score"))):
        text = one_line(browser.get(address).content.decode())
        assert "&lt;script&gt;alert(1)" in text
        assert SCRIPT not in text


def test_the_board_asks_for_what_is_missing_now(nominee, dimensions, at, lead, signed_in):
    browser = signed_in(lead)

    def asked():
        return browser.get(at("board")).context["ask"]

    assert asked().title == "Quick win dinominasikan dari program, mulai tahap 2."
    first = nominee("Banter")
    assert asked().title == "Smart Branding belum punya calon quick win."
    assert asked().do_url.endswith("?dimensi=branding")
    second = nominee("Tikete Nyong", dimension=1)
    assert asked().title == (
        "Smart Governance dan Smart Branding belum punya quick win yang dipilih."
    )
    assert asked().do_url == first.get_absolute_url()
    selection.choose(first, by=lead)
    selection.choose(second, by=lead)
    assert asked().title == "Lengkapi profil Banter dan Tikete Nyong."
    for quickwin in (first, second):
        type(quickwin).objects.filter(pk=quickwin.pk).update(
            **dict.fromkeys(quickwin.PROFILE_FIELDS, "Uraian.")
        )
        RiskFactory(quickwin=quickwin)
        MilestoneFactory(quickwin=quickwin)
    assert asked().title == "Setiap dimensi sudah punya quick win dengan profil lengkap."
    assert asked().do_label == ""


def test_a_reader_is_asked_for_nothing(nominee, at, people, dimensions, signed_in):
    quickwin = nominee("Banter")
    browser = signed_in(people["viewer"])

    assert browser.get(at("board")).context["ask"].do_label == ""
    page = one_line(browser.get(at("detail", quickwin.pk)).content.decode())
    for deed in ("edit", "score", "choose", "drop", "withdraw"):
        assert at(deed, quickwin.pk) not in page


def test_a_writer_is_asked_for_the_profile_of_her_own_agency(
    nominee, masterplan, region, at, lead, writer, signed_in
):
    foreign = nominee("Solar Plastik", agency=AgencyFactory(region=region))
    own = nominee("Banter", dimension=1)
    for quickwin in (foreign, own):
        selection.choose(quickwin, by=lead)

    ask = signed_in(writer).get(at("board")).context["ask"]

    assert ask.title == "Lengkapi profil Banter."
    assert ask.do_url == own.get_absolute_url()
