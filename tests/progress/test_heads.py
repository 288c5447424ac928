"""No head of a page says *lengkap* or *siap* above something that is open for its reader.

One plan is led through every state; in each of them every role opens the pages at whose head she
reads what is asked. The pages come from their real views and templates, in a frame without menus
and without what stands below the head; what the frame leaves out changes no head.
"""

import pytest

from accounts.models import User
from progress.areas import AREA_OF, Area
from progress.catalogue import TASKS
from progress.checklists import CHECKLISTS
from progress.completeness import Completeness
from tests.markup import stray_spaces
from tests.progress.walking import Walk, claims, head_of

# The pages, and of what part of the plan their heads speak; none: of all of it.
OVERVIEW, WORKSHEETS = "", "kertas-kerja/"
PAGES = {
    OVERVIEW: None,
    WORKSHEETS: None,
    "program/": Area.PROGRAMS,
    "quick-win/": Area.QUICKWINS,
    "analisis/": Area.ANALYSES,
    "isi/": Area.BOOKS,
    "program/sasaran/": Area.STRATEGY,
    "program/peta-jalan/": Area.PROGRAMS,
    "analisis/kesiapan/": Area.ANALYSES,
}
WRITE = ("lead", "dimension_lead", "writer")
READ = ("facilitator", "signatory", "viewer", "province_officer", "national")


@pytest.mark.parametrize(
    ("sentence", "is_claim"),
    [
        ("Tahap 1 siap diserahkan.", True),
        ("Isian Smart Branding untuk tahap 2 sudah lengkap.", True),
        ("3 dari 3 Perangkat Daerah sudah lengkap", True),
        ("2 dari 3 Perangkat Daerah sudah lengkap", False),
        ("Dua program belum lengkap.", False),
        ("Lengkapi tiga isian Banter.", False),
        ("Setiap unsur sudah terisi.", True),
        ("Setiap unsur sudah terisi; dua hal masih diminta.", False),
        ("Setiap tahun dalam peta jalan berisi program.", True),
        ("Setiap subdimensi punya sasaran dan strategi.", True),
    ],
)
def test_what_is_a_claim(sentence, is_claim):
    assert claims(sentence) == is_claim


def test_every_thing_on_the_list_belongs_to_a_part_of_the_plan():
    kinds = {ask.__name__ for asked in CHECKLISTS.values() for ask in asked}
    kinds |= {task.key for task in TASKS if not task.waits_for_words}

    assert kinds == set(AREA_OF)


class Reader:
    """Everybody who opens pages; notes what their heads claim, and what is wrong with it."""

    def __init__(self, browsers, people):
        self.browsers, self.people = browsers, people
        self.said, self.wrong, self.read_before = set(), [], set()

    def read(self, state, plan, found, who, pages):
        """Open the pages in one state of the plan, unless nothing that they tell of is new."""
        for page in pages:
            area = PAGES[page]
            near = [str(one) for one in found.items if area is None or one.area in (None, area)]
            size = len(found.counts.programs), len(found.counts.quickwins)
            told = (who, page, plan.stage, plan.status, *size, *near)
            if told in self.read_before:
                continue
            self.read_before.add(told)
            for sentence in filter(claims, self.head(plan, who, page)):
                self.said.add((who, page, sentence))
                if items := self.scope(found, who, area):
                    self.wrong.append((state, who, page, sentence, items[0].sentence))

    def head(self, plan, who, page):
        response = self.browsers[who].get(f"/masterplan/{plan.slug}/{page}")
        assert response.status_code == 200, (who, page)
        html = response.content.decode()
        assert stray_spaces(html) == [], (who, page)
        return head_of(html)

    def scope(self, found, who, area):
        """What is open for her; for who writes nothing, what keeps the region from going on."""
        mine = found.for_user(User.objects.get(pk=self.people[who].pk), area)
        return mine + [item for item in found.items if item.blocks and who in READ]


@pytest.mark.usefixtures("heads_alone")
def test_no_head_claims_more_than_is_there(masterplan, people, agency, signed_in):
    walk = Walk(masterplan, people, agency)
    reader = Reader({who: signed_in(person) for who, person in people.items()}, people)
    for state, is_main in walk.states():
        plan = walk.fresh()
        found = Completeness(plan)
        for who in WRITE:
            reader.read(state, plan, found, who, PAGES)
        for who in READ if is_main else ():
            pages = [OVERVIEW, WORKSHEETS] if who in ("facilitator", "viewer") else [OVERVIEW]
            reader.read(state, plan, found, who, pages)
    assert not reader.wrong, "\n" + "\n".join(map(str, reader.wrong))
    # Where nothing is open the pages do say so: this is no test of pages that say nothing.
    claimed = {(who, page) for who, page, _ in reader.said}
    expected = {(who, page) for who in WRITE for page in PAGES if page != "isi/"}
    assert expected - {("writer", "program/sasaran/")} <= claimed  # a writer is not asked there


def test_the_frame_changes_no_head(masterplan, people, agency, signed_in, request):
    state, _ = next(Walk(masterplan, people, agency).states())
    reader = Reader({who: signed_in(person) for who, person in people.items()}, people)

    def heads():
        return {(who, page): reader.head(masterplan, who, page) for who in WRITE for page in PAGES}

    whole = heads()
    request.getfixturevalue("heads_alone")

    assert state == "1: begun"
    assert all(whole.values())
    assert heads() == whole
