"""The frozen content is the whole content: whatever is changed, the hash changes."""

from datetime import timedelta

from django.apps import apps
from django.db import IntegrityError, models, transaction

from accounts.models import User
from dimensions.models import Dimension, DimensionSet, SubDimension
from editions.canonical import canonical
from editions.snapshot import snapshot
from mandates.models import Mandate, MandateMember, MandateSigner
from masterplans.models import (
    DimensionTeam,
    Masterplan,
    Outline,
    OutlineBook,
    OutlineChapter,
    OutlineSection,
    Section,
)
from programs.models import ProgramSplit, Support
from regions.models import Agency, Level, Membership, Official, Region, Role
from tests import factories as make

ROOMS = ["masterplans", "strategy", "analyses", "programs", "quickwins"]
# Not content: keys, the order of rows (the order of the lists tells it), and bookkeeping.
BOOKKEEPING = {
    "id", "order", "version", "form_key", "changed_at", "changed_by", "nominated_by",
    "nominated_at", "by", "uploaded_by", "uploaded_at", "created_by", "created_at", "slug",
    "stage", "status", "stage_since", "edition_number", "file", "mime", "size", "width", "height",
    "guidance",  # for those who write or judge
    "moved_links",  # what a merge moved, to take it back; the links themselves are content
}  # fmt: skip
# What a split took, to take it back; the programs that it made are content.
KEPT_TO_TAKE_BACK = {ProgramSplit}
UNIQUE = {"year", "order", "number"}  # among their neighbours
POINTERS = (models.ForeignKey, models.OneToOneField)


def guarded():
    """The models whose rows nobody may change while the plan is closed: its content."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if model not in KEPT_TO_TAKE_BACK
        and any(trigger.name == "content_guard" for trigger in getattr(model._meta, "triggers", []))
    ]


# What books say of others than the plan itself, with what is not said: personal numbers, accounts,
# guidance for those who write, names by which a search finds.
OTHERS = {
    Region: {"time_zone"},
    Agency: {"kind", "is_active"},
    Official: {"nip", "number_kind", "rank", "grade", "email"},
    User: {
        "password", "last_login", "email", "is_national", "is_active", "joined_at", "news_mail",
    },
    Membership: {"since"},
    DimensionTeam: set(),
    Mandate: {"file", "name", "mime", "size", "sha256", "recorded_at"},
    MandateSigner: {"side"},
    MandateMember: {"email", "person_key"},
    DimensionSet: {"title", "source"},
    Dimension: {"icon", "aliases"},
    SubDimension: {"english", "covers", "aliases"},
    Outline: {"naming", "title"},
    OutlineBook: set(),
    OutlineChapter: set(),
    # its kind changes only together with its generator
    OutlineSection: {"guidance", "example", "stage", "words_min", "words_max", "kind"},
}  # fmt: skip
# Said of them, though it is bookkeeping where the plan itself is concerned.
SAID = {
    (Dimension, "order"), (OutlineSection, "slug"), (Outline, "version"), (DimensionSet, "version"),
}  # fmt: skip


# Every row stands in a dimension of the set; and an official's account is nobody's business.
UNMOVED = {(Masterplan, "dimension_set"), (Official, "user")}


def fields():
    for model in [Masterplan, *guarded(), *OTHERS]:
        silent = (BOOKKEEPING | OTHERS.get(model, set())) - {
            name for one, name in SAID if one is model
        }
        for field in model._meta.concrete_fields:
            if field.name not in silent and not isinstance(field, POINTERS):
                yield model, field.name


def pointers():
    for model in [Masterplan, *guarded(), DimensionTeam, Official, Membership]:
        for field in model._meta.concrete_fields:
            if (model, field.name) in UNMOVED:
                continue
            if isinstance(field, POINTERS) and field.name not in BOOKKEEPING:
                yield model, field


def another_plan(region):
    """A plan of another region with rows that those of this one could be made to point to."""
    plan = make.MasterplanFactory(region=region, slug="lain", outline__version="lain")
    own = {"masterplan": plan}
    program = make.ProgramFactory(**own)
    make.IndicatorFactory(program=program)
    make.QuickWinFactory(program=make.ProgramFactory(**own))
    make.AimFactory(**own, text="Sasaran lain.")
    make.AlignmentFactory(**own, mission="Misi lain.")
    make.SwotEntryFactory(**own)
    make.TowsStrategyFactory(**own)
    make.OutlineSectionFactory(chapter__book__outline=plan.outline)


def a_row_of(model, plan):
    """A row of the plan, or of what it is about."""
    rows = {
        Region: Region.objects.filter(pk=plan.region_id),
        User: User.objects.filter(teams__masterplan=plan),
        Agency: Agency.objects.filter(programs__masterplan=plan),
        Membership: Membership.objects.filter(region=plan.region, role=Role.FACILITATOR),
        Section: Section.objects.exclude(body=""),
        OutlineSection: OutlineSection.objects.exclude(generator=""),
    }.get(model, model.objects.all())
    return rows.order_by("pk").first()


def changed(field, value):
    """Another value that the field's constraints allow."""
    if field.model is Region and field.name == "level":
        return Level.CITY  # a province stands alone
    if isinstance(field, models.JSONField):
        return [*value, "x"]
    if field.choices:
        return next(choice for choice, _ in field.choices if choice not in (value, ""))
    if isinstance(field, models.DateField):
        return value + timedelta(days=1)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DecimalField | models.IntegerField):
        return (value or 0) + (40 if field.name in UNIQUE else 1)
    if isinstance(field, models.DateField):
        return value + timedelta(days=1)
    return f"{value}x"[-field.max_length :] if field.max_length else f"{value}x"


def sha256(plan):
    fresh = Masterplan.objects.select_related("region__parent", "outline", "dimension_set")
    return canonical(snapshot(fresh.get(pk=plan.pk)))[1]


def test_every_kind_of_content_is_there_to_be_tested(full):
    assert [model.__name__ for model in guarded() if not model.objects.exists()] == []


def test_whatever_is_changed_the_hash_changes(full, outline):
    before, unnoticed = sha256(full), []
    for model, name in fields():
        row = a_row_of(model, full)
        value = changed(model._meta.get_field(name), getattr(row, name))
        with transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{name: value})
            if sha256(full) == before:
                unnoticed.append(f"{model.__name__}.{name}")
            transaction.set_rollback(True)

    assert unnoticed == []


def test_a_row_that_is_taken_away_changes_the_hash(full):
    before, unnoticed = sha256(full), []
    for model in [*guarded(), DimensionTeam, Official, Membership]:
        row = a_row_of(model, full)
        with transaction.atomic():
            model.objects.filter(pk=row.pk).delete()
            if sha256(full) == before:
                unnoticed.append(model.__name__)
            transaction.set_rollback(True)

    assert unnoticed == []


def test_names_of_all_people_and_agencies_that_are_printed_are_part_of_it(full, people):
    coordinator, expert = people["lead"], people["facilitator"]
    assert coordinator != full.teams.get().lead
    for thing in (
        full.programs.first().agency,
        Support.objects.first().agency,
        full.sections.exclude(agencies=None).first().agencies.first(),
        full.region.officials.first(),
        full.region.officials.exclude(agency=None).first().agency,
        full.teams.get().lead,
        coordinator,
        expert,
        full.region.parent,
    ):
        before = sha256(full)
        thing.name = f"{thing.name} baru"
        thing.save()
        assert sha256(full) != before, thing


def test_nothing_points_to_a_row_of_the_database(full):
    def keys(value):
        if isinstance(value, dict):
            yield from value
            for inner in value.values():
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    assert not {key for key in keys(snapshot(full)) if key in {"id", "pk"} or key.endswith("_id")}


def test_a_row_that_points_elsewhere_changes_the_hash(full, elsewhere):
    another_plan(elsewhere)
    before, unnoticed, untried = sha256(full), [], []
    for model, field in pointers():
        row = a_row_of(model, full)
        others = field.related_model.objects.exclude(pk=getattr(row, field.attname))
        for other in others.order_by("-pk")[:9]:
            with transaction.atomic():
                try:
                    with transaction.atomic():
                        model.objects.filter(pk=row.pk).update(**{field.name: other})
                except IntegrityError:  # taken, or of another kind
                    continue
                if sha256(full) == before:
                    unnoticed.append(f"{model.__name__}.{field.name}")
                transaction.set_rollback(True)
            break
        else:
            untried.append(f"{model.__name__}.{field.name}")

    assert unnoticed == []
    assert untried == []
