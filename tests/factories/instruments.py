"""Instruments, and assessments under them."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from instruments.models import (
    Assessment,
    AssessmentState,
    Assessor,
    AssessorScore,
    Instrument,
    InstrumentComponent,
    InstrumentPurpose,
    InstrumentState,
    Question,
)
from tests.factories.people import RegionFactory, UserFactory

SOON = timedelta(days=14)


class InstrumentFactory(DjangoModelFactory):
    class Meta:
        model = Instrument

    code = factory.Sequence(lambda n: f"asesmen-2024-{n}")
    title = "Asesmen 2024"
    purpose = InstrumentPurpose.ASSESSMENT
    year = 2024


class InstrumentComponentFactory(DjangoModelFactory):
    class Meta:
        model = InstrumentComponent

    instrument = factory.SubFactory(InstrumentFactory)
    order = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"komponen-{n}")
    name = "Kesiapan infrastruktur"
    weight = 100


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    component = factory.SubFactory(InstrumentComponentFactory)
    order = factory.Sequence(lambda n: n + 1)
    code = factory.Sequence(lambda n: f"tanya-{n}")
    text = "Bagaimana jaringan antar-Perangkat Daerah?"


def open_instrument_with(weights=((60, (1, 1)), (40, (1,))), **values) -> Instrument:
    """An open instrument; `weights` are those of its components and of their questions."""
    instrument = InstrumentFactory(**values)
    for order, (weight, questions) in enumerate(weights, start=1):
        component = InstrumentComponentFactory(
            instrument=instrument, order=order, name=f"Komponen {order}", weight=weight
        )
        for number, each in enumerate(questions, start=1):
            QuestionFactory(component=component, order=number, weight=each)
    Instrument.objects.filter(pk=instrument.pk).update(state=InstrumentState.OPEN)
    instrument.refresh_from_db()
    return instrument


class AssessmentFactory(DjangoModelFactory):
    """One that takes answers from yesterday on; its instrument is open."""

    class Meta:
        model = Assessment

    instrument = factory.LazyFunction(open_instrument_with)
    region = factory.SubFactory(RegionFactory)
    opens_on = factory.LazyFunction(lambda: date.today() - timedelta(days=1))  # noqa: DTZ011
    closes_on = factory.LazyFunction(lambda: date.today() + SOON)  # noqa: DTZ011
    opened_by = factory.SubFactory(UserFactory, is_national=True)


class AssessorFactory(DjangoModelFactory):
    class Meta:
        model = Assessor

    assessment = factory.SubFactory(AssessmentFactory)
    user = factory.SubFactory(UserFactory)
    affiliation = "Universitas Gadjah Mada"
    appointed_by = factory.SelfAttribute("assessment.opened_by")


def bring_assessment_to(assessment: Assessment, state: str) -> Assessment:
    """Move it on without asking whether that may be."""
    moved = {"state": state, "handed_in_at": timezone.now()}
    if state == AssessmentState.CLOSED:
        moved["closed_at"] = timezone.now()
    Assessment.objects.filter(pk=assessment.pk).update(**moved)
    assessment.refresh_from_db()
    return assessment


def scored(assessor: Assessor, values, *, hand_in=True) -> Assessor:
    """Let an assessor give values, question by question (None: none), and perhaps hand them in."""
    questions = Question.objects.of(assessor.assessment.instrument)
    for question, value in zip(questions, values, strict=True):
        first = value if hand_in else None
        AssessorScore.objects.create(
            assessor=assessor,
            question=question,
            value=value,
            first_value=first,
            remark="" if value is not None else "Tidak dapat dinilai.",
        )
    if hand_in:
        Assessor.objects.filter(pk=assessor.pk).update(handed_in_at=timezone.now())
        assessor.refresh_from_db()
    return assessor
