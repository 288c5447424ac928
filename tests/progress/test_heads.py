"""No head of a page says *lengkap* or *siap* above something that is open for its reader.

One plan is led through every state; in each of them the roles open the pages at whose head they
read what is asked of them. Who writes reads everything in every state; the others read what
differs for them in the states that a stage passes through.
"""

import pytest

from accounts.models import User
from progress.completeness import Completeness
from progress.items import AskedOf
from tests.markup import stray_spaces
from tests.progress.walking import Walk, claims, head_of

OVERVIEW, WORKSHEETS = "", "kertas-kerja/"
ALWAYS = [
    (OVERVIEW, ("lead", "writer", "dimension_lead")),
    (WORKSHEETS, ("writer", "dimension_lead")),
]
# What a page speaks of that has one subject: its head claims no more than that.
SUBJECTS = {
    "program/": ("programs_are_complete", "programs_are_described", "programs_stay_in_the_plan"),
    "quick-win/": ("dimensions_have_nominees", "quickwin_profiles_are_complete"),
    "analisis/": (
        *("dimensions_have_issues", "swot_has_all_four_kinds", "dimensions_have_tows"),
        *("readiness_is_scored", "readiness_has_evidence", "subdimensions_have_gaps"),
        "dimensions_have_ideas",
    ),
    "isi/": ("sections_are_written",),
}
OTHERS = ("facilitator", "signatory", "viewer", "province_officer", "national")
AT_MAIN_STATES = [
    (OVERVIEW, OTHERS),
    (WORKSHEETS, ("lead",)),
    ("program/", ("lead", "writer")),
    ("quick-win/", ("lead",)),
    ("analisis/", ("lead",)),
    ("isi/", ("lead",)),
]


@pytest.mark.parametrize(
    ("sentence", "is_claim"),
    [
        ("Tahap 1 siap diserahkan.", True),
        ("Isian Smart Branding untuk tahap 2 sudah lengkap.", True),
        ("3 dari 3 Perangkat Daerah sudah lengkap", True),
        ("2 dari 3 Perangkat Daerah sudah lengkap", False),
        ("Dua program belum lengkap.", False),
        ("Lengkapi tiga isian Banter.", False),
    ],
)
def test_what_is_a_claim(sentence, is_claim):
    assert claims(sentence) == is_claim


class Reader:
    """Somebody who opens pages, and notes what their heads claim while something is open."""

    def __init__(self, browsers, people):
        self.browsers, self.people = browsers, people
        self.said, self.wrong = set(), []

    def read(self, state, plan, page, who):
        response = self.browsers[who].get(f"/masterplan/{plan.slug}/{page}")
        assert response.status_code == 200, (state, who, page)
        html = response.content.decode()
        assert stray_spaces(html) == [], (state, who, page)
        for sentence in filter(claims, head_of(html)):
            self.said.add((who, sentence))
            if found := self.scope(plan, who, page):
                self.wrong.append((state, who, page, sentence, found[0].sentence))

    def scope(self, plan, who, page):
        """What is open for her; for who is asked for nothing, what is open for the region."""
        found = Completeness(plan)
        mine = found.for_user(User.objects.get(pk=self.people[who].pk))
        if who in OTHERS:
            mine = [item for item in found.items if item.asked_of == AskedOf.REGION]
        kinds = SUBJECTS.get(page)
        return [item for item in mine if kinds is None or item.kind in kinds]


def test_no_head_claims_more_than_is_there(masterplan, people, agency, signed_in):
    walk = Walk(masterplan, people, agency)
    reader = Reader({who: signed_in(person) for who, person in people.items()}, people)
    for state, is_main in walk.states():
        plan = walk.fresh()
        for page, readers in ALWAYS + (AT_MAIN_STATES if is_main else []):
            for who in readers:
                reader.read(state, plan, page, who)
    assert not reader.wrong, "\n" + "\n".join(map(str, reader.wrong))
