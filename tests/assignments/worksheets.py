"""What the tests of Kertas Kerja have in common: fill, open, read."""

import re
from html import unescape

from analyses.models import Application, IctSpending, IctStaff, Regulation
from regions.models import Role
from tests import factories as make
from tests.markup import one_line


def fill_first_stage(masterplan, agency, *dimensions):
    """Everything that bimtek I asks of one agency that takes part in these dimensions."""
    own = {"masterplan": masterplan, "agency": agency}
    for dimension in dimensions:
        make.IssueFactory(**own, dimension=dimension)
        for kind in "SWOT":
            make.SwotEntryFactory(**own, dimension=dimension, kind=kind)
        make.GapRowFactory(**own, subdimension=dimension.subdimensions.first())
    make.ReadinessItemFactory(**own)
    fill_inventories(masterplan, agency)


def fill_inventories(masterplan, agency):
    """One row in each of the four lists."""
    own = {"masterplan": masterplan, "agency": agency}
    Regulation.objects.create(**own, form="perda", number="4", year=2021, about="SPBE")
    Application.objects.create(**own, name="SIPP", function="Pelayanan")
    IctStaff.objects.create(**own, position="Programmer", education="s1", count=2)
    IctSpending.objects.create(**own, year=2023, item="Bandwidth", amount=500_000_000)


def open_page(browser, masterplan, path="kertas-kerja/"):
    """The text of a page, with its marks."""
    response = browser.get(f"/masterplan/{masterplan.slug}/{path}")
    assert response.status_code == 200
    return one_line(response.content.decode())


def heading(html):
    """The request at the head of the page."""
    return unescape(re.search(r'<h1 id="minta">(.*?)</h1>', html, re.S)[1]).strip()


def words(html):
    """The text with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def tasks(html):
    """Each open task: (heading, sentence, state)."""
    found = re.findall(r'<li class="sp-task">(.*?)</li>', html, re.S)
    return [
        tuple(
            words(re.search(pattern, one, re.S)[1])
            for pattern in (
                r"<h3>(.*?)</h3>",
                r"<p>(.*?)</p>",
                r"(<span class=\"sp-state.*?</span>)",
            )
        )
        for one in found
    ]


def another_writer(masterplan, name, **person):
    """Somebody who writes for one more agency of the region."""
    agency = make.AgencyFactory(region=masterplan.region, name=name, short_name=name)
    member = make.MembershipFactory(region=masterplan.region, role=Role.WRITER, agency=agency)
    return agency, member.user
