"""The bulk of a plan, written by factories into the site of a journey: what a browser need not do
a hundred times. Each kind of page is filled once by people in their browsers; `Site.fills` calls
what stands here, in a process that knows the site's database.
"""

from django.db import transaction

from masterplans.creation import create_masterplan
from masterplans.models import Masterplan, Stage
from quickwins.models import QuickWin
from regions.models import Region, Role
from tests import factories as make
from tests import plans
from tests.identities.making import prove

GUBERNUR = "H. Mochamad Iriawan, S.H., M.M."
PEOPLE = (
    (Role.LEAD, "Ika Mardiah, S.IP., M.Si.", "koordinator@jabar.example"),
    (Role.FACILITATOR, "Dr. Yudi Prayudi, M.T.", "ahli@jabar.example"),
    (Role.SIGNATORY, GUBERNUR, "gubernur@jabar.example"),
)


@transaction.atomic
def rest_of_stage(slug):
    """All that the present tahap asks for. One dimension keeps its quick win to be nominated, and
    whatever is chosen already stays as its people wrote it.
    """
    plan = Masterplan.objects.get(slug=slug)
    make.AgencyFactory.reset_sequence(plan.region.agencies.count())  # this process counts anew
    plans.FILL[Stage(plan.stage)](plan)
    if plan.stage == Stage.PROGRAMS:
        first = plan.dimension_set.dimensions.first()
        QuickWin.objects.of(plan).filter(program__subdimension__dimension=first).delete()


@transaction.atomic
def province(password):
    """Jawa Barat in tahap 4, with all that the stages before asked for; gives its slug."""
    region = Region.objects.get(code="32")
    people = {
        role: make.MembershipFactory(
            region=region, role=role, user__name=name, user__email=email, user__password=password
        ).user
        for role, name, email in PEOPLE
    }
    lead, expert = people[Role.LEAD], people[Role.FACILITATOR]
    gubernur = make.OfficialFactory(
        region=region,
        name=GUBERNUR,
        position="Gubernur Jawa Barat",
        is_head_of_region=True,
        user=people[Role.SIGNATORY],
    )
    prove(gubernur)
    plan = create_masterplan(
        region, title="Jawa Barat Juara", first_year=2024, last_year=2028, by=lead
    )
    return plans.bring_to(plan, Stage.COMMITMENT, lead=lead, facilitator=expert).slug
