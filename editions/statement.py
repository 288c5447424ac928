"""The one SQL statement that reads a whole masterplan.

One statement sees one moment of the database, whatever others commit while it runs and in
whatever transaction it stands; and it costs the same for few rows and for many. What it gives is
shaped and named in `editions.snapshot`.
"""

import json
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from analyses.models import TowsLink
from dimensions.models import Dimension, SubDimension
from editions.parts import SnapshotPart, registered_parts
from editions.rows import as_text, rows_of
from letterheads.models import Emblem
from mandates.models import Mandate, MandateMember, MandateSigner
from masterplans.models import (
    Attachment,
    DimensionTeam,
    Masterplan,
    OutlineBook,
    OutlineChapter,
    OutlineSection,
    Phase,
    Section,
)
from programs.models import (
    AlignedProgram,
    BudgetLine,
    Indicator,
    ParticipatingRegion,
    Partner,
    Program,
    ScheduleYear,
    Support,
    Target,
)
from quickwins.models import Criterion, Milestone, QuickWin, Risk, Score
from regions.models import Agency, Membership, Official, Role
from strategy.models import Aim, Alignment, Mission, Strategy

RISK = ("text", "likelihood", "impact", "handling", "mitigation", "owner")
NO_KEY = -1
ANY_KEY = object()
AGENCY = JSONObject(name="agency__name", short_name="agency__short_name")
IN_SUBDIMENSION = {
    "dimension": "subdimension__dimension__code",
    "subdimension": "subdimension__code",
}
PROGRAM_FIELDS = (
    "name", "expansion", "kind", "is_new", "since_year", "achievement", "description", "problem",
    "output", "outcome",
    "beneficiaries", "beneficiaries_count", "rpjmd_link", "rpjmd_amount", "risks",
)  # fmt: skip
# Of every row of an analysis: the columns that are its own, by the name of its list.
FINDINGS = {
    "issues": ("title", "description", "source"),
    "swot_entries": ("kind", "text"),
    "tows_strategies": ("kind", "text"),
    "readiness_items": ("head", "statement", "score", "evidence", "evidence_url"),
    "gap_rows": ("now", "wanted", "gap", "need", "level_now", "level_wanted"),
    "quickwin_ideas": ("text",),
    "regulations": ("form", "number", "year", "issuer", "about", "status"),
    "applications": ("name", "function", "users", "maker", "year", "integration", "url"),
    "ict_staff": ("position", "post", "education", "count", "certified"),
    "ict_spending": ("year", "item", "source", "amount"),
    "keyword_rows": ("word", "reason"),
}
IN_DIMENSION = {"issues", "swot_entries", "tows_strategies", "readiness_items", "quickwin_ideas"}


def read(masterplan: Masterplan) -> dict:
    """Everything of a masterplan as the tables hold it now, by one statement.

    Keys of the database are still in it, to join what belongs together.
    Raises Masterplan.DoesNotExist for one that is gone.
    """
    sql, parameters = _statement(registered_parts())
    with connection.cursor() as cursor:
        cursor.execute(sql, [masterplan.pk if one is ANY_KEY else one for one in parameters])
        found = cursor.fetchone()
    if found is None:
        raise Masterplan.DoesNotExist
    return json.loads(found[0])


@cache
def _statement(parts: tuple[SnapshotPart, ...]) -> tuple[str, list]:
    """The SQL and its parameters, with `ANY_KEY` in place of the masterplan's key.

    Django needs five times as long to put it together as PostgreSQL needs to answer it, and it is
    always the same.
    """
    found = Masterplan.objects.order_by().filter(pk=NO_KEY)
    content = JSONObject(
        **_own(),
        **_reference_data(),
        **{name: _findings(name) for name in FINDINGS},
        **_strategy(),
        programs=_programs(),
        quick_wins=_quick_wins(),
        criteria=rows_of(
            Criterion.objects.order_by("order"),
            "weight",
            link="masterplan",
            code="key",
            label="name",
        ),
        **_people(),
        **{part.name: part.rows() for part in parts},
    )
    sql, parameters = found.values_list(content).query.sql_with_params()
    return sql, [ANY_KEY if one == NO_KEY else one for one in parameters]


def _own() -> dict:
    return {
        "title": "title",
        "naming": "naming",
        "edition": "edition_number",
        "first_year": "first_year",
        "last_year": "last_year",
        "vision": "vision",
        "vision_keywords": "vision_keywords",
        "outline": "outline__version",
        "dimension_set": "dimension_set__version",
        "region": JSONObject(
            code="region__code", name="region__name", level="region__level", emblem=_emblem()
        ),
        "province": "region__parent__name",
    }


def _emblem() -> Subquery:
    """The SHA-256 of the emblem that is printed now."""
    found = Emblem.objects.in_use().order_by().filter(region=OuterRef("region"))
    return Subquery(found.values("sha256")[:1])


def _reference_data() -> dict:
    """The dimensions, the books with chapters and sections, and what was written in those."""
    return {
        "dimensions": rows_of(
            Dimension.objects.order_by("order"),
            *("code", "key", "name", "local_name", "aim"),
            link="set",
            to="dimension_set",
            number="order",
            subdimensions=rows_of(
                SubDimension.objects.order_by("order"), "code", "name", "english", link="dimension"
            ),
        ),
        "books": rows_of(
            OutlineBook.objects.order_by("number"),
            *("number", "title", "subtitle"),
            link="outline",
            to="outline",
            chapters=_chapters(),
        ),
        "sections": rows_of(
            Section.objects.order_by("pk"),
            *("pk", "outline_id", "body"),
            link="masterplan",
            revision="revision_number",
            agencies=rows_of(
                Agency.objects.order_by("order", "name", "pk"),
                "name",
                "short_name",
                link="sections",
            ),
        ),
        "attachments": rows_of(
            Attachment.objects.order_by("pk"), "pk", "name", "sha256", "alt", link="masterplan"
        ),
    }


def _chapters() -> ArraySubquery:
    """The chapters of a book with their sections, as the outline has them."""
    sections = rows_of(
        OutlineSection.objects.order_by("order"),
        *("pk", "number", "title", "slug", "kind", "generator", "usual_writer", "required"),
        link="chapter",
    )
    return rows_of(
        OutlineChapter.objects.order_by("number"),
        *("number", "title", "lead"),
        link="book",
        sections=sections,
    )


def _findings(name: str) -> ArraySubquery:
    """The rows of one analysis that are printed, with all who named each."""
    model = Masterplan._meta.get_field(name).related_model
    named = {
        "pk": "pk",
        "agency": AGENCY,
        "origins": rows_of(model.objects.all(), link="merged_into", agency=AGENCY),
    }
    if name in IN_DIMENSION:
        named["dimension"] = "dimension__code"
    if name == "gap_rows":
        named |= IN_SUBDIMENSION
    if name == "readiness_items":
        named["score"] = as_text("score")
        named["file"] = JSONObject(name="evidence_file__name", sha256="evidence_file__sha256")
    if name == "tows_strategies":
        links = TowsLink.objects.filter(entry__in_book=True, entry__merged_into=None)
        named["links"] = rows_of(links.order_by("pk"), "entry_id", link="strategy")
    fields = [field for field in FINDINGS[name] if field not in named]
    return rows_of(model.objects.for_book(), *fields, link="masterplan", **named)


def _strategy() -> dict:
    return {
        "missions": rows_of(Mission.objects.order_by("order", "pk"), "text", link="masterplan"),
        "phases": rows_of(
            Phase.objects.order_by("first_year", "order"),
            *("name", "first_year", "last_year"),
            link="masterplan",
        ),
        "alignments": rows_of(
            Alignment.objects.all(),
            *("pk", "document", "mission", "goal"),
            link="masterplan",
            dimension="dimension__code",
            programs=rows_of(AlignedProgram.objects.all(), link="alignment", name="program__name"),
        ),
        "aims": rows_of(
            Aim.objects.all(),
            "pk",
            link="masterplan",
            **IN_SUBDIMENSION,
            aim="text",
            strategies=rows_of(Strategy.objects.all(), "text", link="aim"),
            serves=JSONObject(document="alignment__document", mission="alignment__mission"),
        ),
    }


def _programs() -> ArraySubquery:
    targets = rows_of(Target.objects.all(), "year", link="indicator", value=as_text("value"))
    indicators = rows_of(
        Indicator.objects.all(),
        *("name", "unit", "baseline_year", "direction"),
        link="program",
        baseline=as_text("baseline"),
        targets=targets,
    )
    supports = Support.objects.order_by("agency__order", "agency__name", "pk")
    return rows_of(
        Program.objects.all(),
        *("pk", *PROGRAM_FIELDS),
        link="masterplan",
        **IN_SUBDIMENSION,
        agency=AGENCY,
        aim="aim__text",
        supporters=rows_of(
            supports, link="program", name="agency__name", short_name="agency__short_name"
        ),
        participants=rows_of(
            ParticipatingRegion.objects.all(),
            "villages",
            link="program",
            name="region__name",
            level="region__level",
        ),
        partners=rows_of(Partner.objects.all(), "helix", "name", link="program"),
        indicators=indicators,
        schedule=rows_of(ScheduleYear.objects.all(), "year", "activity", link="program"),
        budget=rows_of(BudgetLine.objects.all(), "year", "source", "amount", link="program"),
    )


def _quick_wins() -> ArraySubquery:
    # What was judged, not who judged: the book prints the means of both sides.
    judged = Score.objects.order_by("criterion", "side", "value")
    scores = rows_of(judged, "criterion", "side", "value", link="quickwin")
    risks = Risk.objects.all()
    return rows_of(
        QuickWin.objects.all(),
        *("pk", "program_id", "standing", "reason", *QuickWin.PROFILE_FIELDS, *QuickWin.FACTS),
        link="program__masterplan",
        scores=scores,
        risks=rows_of(risks, *RISK, link="quickwin"),
        milestones=rows_of(Milestone.objects.all(), "month", "text", "percent", link="quickwin"),
    )


def _people() -> dict:
    """Names and positions; NIP and rank are personal and belong to the commitment alone."""
    by_name = Membership.objects.order_by("user__name", "pk")

    def members(role, *fields):
        named = {"name": "user__name", "agency": AGENCY}
        return rows_of(by_name.filter(role=role), *fields, link="region", to="region", **named)

    return {
        "officials": rows_of(
            Official.objects.order_by("order", "name", "pk"),
            *("name", "acting", "position", "institution", "is_head_of_region", "in_team"),
            link="region",
            to="region",
            agency=AGENCY,
        ),
        "coordinators": members(Role.LEAD),
        "deputies": members(Role.DEPUTY),
        "experts": members(Role.FACILITATOR, "dimension"),
        "pokja_members": members(Role.POKJA_MEMBER, "dimension"),
        "dimension_leads": rows_of(
            DimensionTeam.objects.order_by("dimension__order", "pk"),
            link="masterplan",
            dimension="dimension__code",
            name="lead__name",
        ),
        "mandates": _mandates(),
    }


def _mandates() -> ArraySubquery:
    """The documents on which the work stands, oldest first, with whom they name."""
    return rows_of(
        Mandate.objects.order_by("date", "pk"),
        *("kind", "number", "about"),
        link="region",
        to="region",
        date=as_text("date"),
        file=JSONObject(name="name", sha256="sha256"),
        signers=rows_of(
            MandateSigner.objects.order_by("side", "pk"),
            *("name", "position", "stand_in_name", "stand_in_position"),
            link="mandate",
        ),
        members=rows_of(
            MandateMember.objects.order_by("order", "pk"),
            *("name", "position", "institution", "role", "dimension"),
            link="mandate",
            agency="agency__name",
        ),
    )
