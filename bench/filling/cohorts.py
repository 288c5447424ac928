"""The cohort of the country: all its regions, assessed by three from outside, chosen, with SK."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random

from accounts.models import User
from bench.filling.copying import Loader
from bench.filling.moments import BEGUN
from bench.filling.people import account, address
from bench.filling.plans import Reference, Writing
from cohorts.models import Cohort, Nomination, Selection, TermsVersion
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
from mandates.models import Mandate, MandateKind

YEAR = BEGUN.year
COMPONENTS = {"Kesiapan struktur": 40, "Kesiapan infrastruktur": 35, "Kesiapan suprastruktur": 25}
QUESTIONS, ASSESSORS = 3, 3
ASKED, DECIDED = BEGUN - timedelta(days=60), BEGUN - timedelta(days=30)


@dataclass
class CohortOfAll:
    """The cohort with its rules and its instrument, and the officer who opened it."""

    loader: Loader
    officer: User
    cohort: Cohort
    terms: TermsVersion
    instrument: Instrument
    questions: list[Question]
    assessors: list[User]

    def take(self, w: Writing) -> None:
        """A region with its scores, its decision, its plan and its documents."""
        rng, region = Random(f"cohort {w.place.region.code}"), w.place.region
        self._assess(rng, region)
        self.loader.add(
            Nomination(
                cohort=self.cohort,
                region=region,
                nominated_by=self.officer,
                nominated_at=ASKED,
                verdict=Selection.CHOSEN,
                reason="Kesiapan di atas rata-rata.",
                terms=self.terms,
                decided_by=self.officer,
                decided_at=DECIDED,
                masterplan=w.plan,
            )
        )
        for kind, late in ((MandateKind.AGREEMENT, 0), *((k, 90) for k in list(MandateKind)[1:])):
            self.loader.add(
                Mandate(
                    region=region,
                    kind=kind,
                    number=f"{kind}/{region.code}",
                    date=(DECIDED + timedelta(days=rng.randrange(late + 1))).date(),
                    about="Gerakan Menuju Kota Cerdas",
                    recorded_by=w.place.lead,
                    recorded_at=BEGUN,
                )
            )

    def _assess(self, rng, region):
        assessment = self.loader.add(
            Assessment(
                instrument=self.instrument,
                region=region,
                opens_on=ASKED.date(),
                closes_on=DECIDED.date(),
                state=AssessmentState.CLOSED,
                opened_by=self.officer,
                handed_in_at=DECIDED,
                closed_at=DECIDED,
                closed_by=self.officer,
            )
        )
        for user in self.assessors:
            seat = self.loader.add(
                Assessor(
                    assessment=assessment,
                    user=user,
                    affiliation="Universitas Gadjah Mada",
                    appointed_by=self.officer,
                    appointed_at=ASKED,
                    handed_in_at=DECIDED,
                )
            )
            for question in self.questions:
                value = rng.randrange(5)
                self.loader.add(
                    AssessorScore(assessor=seat, question=question, value=value, first_value=value)
                )


def cohort_of_all(loader: Loader, reference: Reference) -> CohortOfAll:
    """Open the cohort of the country, with its instrument and three assessors from outside."""
    rng = Random("cohort")
    officer = account(loader, rng, address("national", "kohort"), is_national=True)
    instrument = loader.add(
        Instrument(
            code=f"asesmen-{YEAR}-bench",
            title=f"Asesmen {YEAR}",
            purpose=InstrumentPurpose.ASSESSMENT,
            year=YEAR,
            state=InstrumentState.OPEN,
            created_by=officer,
            created_at=ASKED,
        )
    )
    questions = [
        question
        for order, (name, weight) in enumerate(COMPONENTS.items(), 1)
        for question in _component(loader, instrument, order, name, weight)
    ]
    cohort = loader.add(Cohort(year=YEAR, opened_by=officer, opened_at=ASKED))
    terms = loader.add(
        TermsVersion(
            cohort=cohort,
            number=1,
            outline=reference.outline,
            dimension_set=reference.dimension_set,
            instrument=instrument,
            by=officer,
            at=ASKED,
        )
    )
    assessors = [
        account(loader, rng, address("assessor", "kohort", number))
        for number in range(1, ASSESSORS + 1)
    ]
    return CohortOfAll(loader, officer, cohort, terms, instrument, questions, assessors)


def _component(loader, instrument, order, name, weight):
    component = loader.add(
        InstrumentComponent(
            instrument=instrument, order=order, code=f"komponen-{order}", name=name, weight=weight
        )
    )
    return [
        loader.add(
            Question(
                component=component, order=number, code=f"tanya-{number}", text=f"{name} {number}?"
            )
        )
        for number in range(1, QUESTIONS + 1)
    ]
