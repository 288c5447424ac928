"""The frozen content is the whole content: whatever is changed, the hash changes."""

import pytest
from django.apps import apps
from django.db import models, transaction

from editions.canonical import canonical
from editions.snapshot import collect
from masterplans.models import Attachment, Masterplan, Section, Stage
from programs.models import Partner, Support
from quickwins.models import QuickWin, Score
from tests import factories as make
from tests.plans import bring_to, give_dimensions

ROOMS = ["masterplans", "analyses", "programs", "quickwins"]
# Not content: keys, the order of rows (the order of the lists tells it), and bookkeeping.
BOOKKEEPING = {
    "id", "order", "version", "form_key", "changed_at", "changed_by", "nominated_by",
    "nominated_at", "by", "uploaded_by", "uploaded_at", "created_by", "created_at", "slug",
    "stage", "status", "stage_since", "edition_number", "file", "mime", "size", "width", "height",
}  # fmt: skip
POINTERS = (models.ForeignKey, models.OneToOneField)


def guarded():
    """The models whose rows nobody may change while the plan is closed: its content."""
    return [
        model
        for room in ROOMS
        for model in apps.get_app_config(room).get_models()
        if any(trigger.name == "content_guard" for trigger in getattr(model._meta, "triggers", []))
    ]


def fields():
    for model in [Masterplan, *guarded()]:
        for field in model._meta.concrete_fields:
            if field.name not in BOOKKEEPING and not isinstance(field, POINTERS):
                yield model, field.name


@pytest.fixture
def full(masterplan, lead, facilitator):
    """A plan with at least one row of everything."""
    plan = bring_to(masterplan, Stage.COMMITMENT, lead=lead, facilitator=facilitator)
    program = plan.programs.first()
    Partner.objects.create(program=program, helix="media", name="Radio Suara")
    Support.objects.create(program=program, agency=make.AgencyFactory(region=plan.region))
    Score.objects.create(
        quickwin=QuickWin.objects.of(plan).first(), criterion="leverage", value=3, by=lead
    )
    plan.tows_strategies.first().entries.add(plan.swot_entries.first())
    agency = program.agency
    plan.regulations.create(form="perda", number="4", year=2021, about="SPBE", agency=agency)
    plan.applications.create(name="SIPP", function="Pelayanan", agency=agency)
    plan.ict_staff.create(position="Programmer", education="s1", count=3, agency=agency)
    plan.ict_spending.create(year=2023, item="Bandwidth", amount=500_000_000, agency=agency)
    plan.keyword_rows.create(word="melayani", agency=agency)
    plan.teams.create(dimension=give_dimensions(plan)[0], lead=lead)
    Attachment.objects.create(
        masterplan=plan, file="a.png", name="Peta", mime="image/png", size=1,
        sha256="0" * 64, uploaded_by=lead,
    )  # fmt: skip
    return plan


def changed(field, value):
    """Another value that the field's constraints allow."""
    if field.choices:
        return next(choice for choice, _ in field.choices if choice not in (value, ""))
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.DecimalField | models.IntegerField):
        return (value or 0) + (40 if field.name == "year" else 1)  # years are unique
    return f"{value}x"[-field.max_length :] if field.max_length else f"{value}x"


def sha256(plan):
    fresh = Masterplan.objects.select_related("region__parent", "outline", "dimension_set")
    return canonical(collect(fresh.get(pk=plan.pk)))[1]


def test_every_kind_of_content_is_there_to_be_tested(full):
    assert [model.__name__ for model in guarded() if not model.objects.exists()] == []


def test_whatever_is_changed_the_hash_changes(full):
    before, unnoticed = sha256(full), []
    for model, name in fields():
        rows = model.objects.order_by("pk")
        if model is Section:
            rows = rows.exclude(body="")
        row = rows.first()
        value = changed(model._meta.get_field(name), getattr(row, name))
        with transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{name: value})
            if sha256(full) == before:
                unnoticed.append(f"{model.__name__}.{name}")
            transaction.set_rollback(True)

    assert unnoticed == []


@pytest.mark.parametrize("model", guarded(), ids=lambda model: model.__name__)
def test_a_row_that_is_taken_away_changes_the_hash(full, model):
    before = sha256(full)
    model.objects.filter(pk=model.objects.order_by("pk").first().pk).delete()

    assert sha256(full) != before


def test_names_of_agencies_officials_and_pokja_leads_are_part_of_it(full, lead):
    for thing in (full.programs.first().agency, full.region.officials.first(), lead):
        before = sha256(full)
        thing.name = f"{thing.name} baru"
        thing.save()
        assert sha256(full) != before


def test_nothing_points_to_a_row_of_the_database(full):
    def keys(value):
        if isinstance(value, dict):
            yield from value
            for inner in value.values():
                yield from keys(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from keys(inner)

    assert not {key for key in keys(collect(full)) if key in {"id", "pk"} or key.endswith("_id")}
