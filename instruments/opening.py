"""The verbs about instruments: made by copying, opened, closed; and asked of regions."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from audit.trail import record
from indonesian import tanggal
from instruments.models import (
    Assessment,
    Instrument,
    InstrumentComponent,
    InstrumentState,
    Question,
)
from letters.actions import send_letter
from regions.models import Region, Role

COPIED = ("purpose", "source", "highest", "scale_words", "least_assessors", "most_assessors")
IN_COMPONENT = ("order", "code", "name", "about", "weight")
IN_QUESTION = ("order", "code", "text", "guidance", "evidence_wanted", "weight")


class InstrumentError(Exception):
    """The step is not possible. The message is meant for the user."""


@transaction.atomic
def copy_instrument(instrument: Instrument, *, by: User, is_same_year: bool = False) -> Instrument:
    """A draft that asks the same, whatever becomes of the first: for the next year, or as a new
    version for the same one.

    A draft of it that nobody has opened is given again, so a double click makes one.
    """
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    year = instrument.year + (not is_same_year)
    made = instrument.copies.filter(state=InstrumentState.DRAFT, year=year).first()
    if made:
        return made
    stem = instrument.code.removesuffix(f"-{instrument.year}")
    number = Instrument.objects.filter(code__startswith=f"{stem}-{year}").count()
    copy = Instrument.objects.create(
        code=f"{stem}-{year}" + (f"-{number + 1}" if number else ""),
        title=instrument.title.replace(str(instrument.year), str(year)),
        year=year,
        copied_from=instrument,
        created_by=by,
        **{name: getattr(instrument, name) for name in COPIED},
    )
    for component in instrument.components.prefetch_related("questions"):
        values = {name: getattr(component, name) for name in IN_COMPONENT}
        twin = InstrumentComponent.objects.create(instrument=copy, **values)
        Question.objects.bulk_create(
            Question(component=twin, **{name: getattr(question, name) for name in IN_QUESTION})
            for question in component.questions.all()
        )
    record(by, "instrument.copied", copy, source=str(instrument))
    return copy


def gaps_of(instrument: Instrument) -> list[str]:
    """Why an instrument cannot be opened, in sentences; [] when it can."""
    components = list(instrument.components.prefetch_related("questions"))
    gaps = [] if components else ["Instrumen ini belum punya komponen."]
    for component in components:
        if not component.questions.all():
            gaps.append(f"Komponen {component} belum punya pertanyaan.")
        elif not sum(question.weight for question in component.questions.all()):
            gaps.append(f"Semua pertanyaan komponen {component} berbobot 0.")
    total = sum(component.weight for component in components)
    if components and total != 100:
        gaps.append(f"Jumlah bobot komponen {total.normalize():f}, seharusnya 100.")
    return gaps


@transaction.atomic
def open_instrument(instrument: Instrument, *, by: User) -> Instrument:
    """From now on regions can be asked to answer it, and nothing in it changes any more.

    Raises InstrumentError with all that is missing.
    """
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if instrument.is_open:
        return instrument
    if gaps := gaps_of(instrument):
        raise InstrumentError(" ".join(gaps))
    return _move(instrument, InstrumentState.OPEN, "instrument.opened", by)


@transaction.atomic
def close_instrument(instrument: Instrument, *, by: User) -> Instrument:
    """No more regions are asked; those that were go on."""
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if not instrument.is_open:
        raise InstrumentError("Instrumen ini tidak sedang dibuka.")
    return _move(instrument, InstrumentState.CLOSED, "instrument.closed", by)


@transaction.atomic
def redraft_instrument(instrument: Instrument, *, by: User) -> Instrument:
    """Back to a draft, as long as no region was asked. Raises InstrumentError."""
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if instrument.assessments.exists():
        raise InstrumentError("Sudah ada daerah yang diundang menjawab. Salin instrumen ini.")
    return _move(instrument, InstrumentState.DRAFT, "instrument.redrafted", by)


def _move(instrument, state, verb, by):
    if instrument.state != state:
        instrument.state = state
        instrument.save(update_fields=["state"])
        record(by, verb, instrument)
    return instrument


@transaction.atomic
def open_assessments(
    instrument: Instrument,
    regions: Iterable[Region],
    *,
    opens_on: date,
    closes_on: date,
    by: User,
) -> list[Assessment]:
    """Ask regions to answer an instrument; their coordinators get a letter. Asked once each.

    A region that was asked before stays as it is. Raises InstrumentError when the instrument is
    not open or the days do not follow each other; then no region was asked.
    """
    instrument = Instrument.objects.select_for_update().get(pk=instrument.pk)
    if not instrument.is_open:
        raise InstrumentError("Buka instrumen ini lebih dahulu, lalu undang daerah.")
    asked = set(instrument.assessments.values_list("region", flat=True))
    made = []
    for region in regions:
        if region.pk in asked:
            continue
        made.append(_open_one(instrument, region, opens_on, closes_on, by))
        asked.add(region.pk)
    return made


def _open_one(instrument, region, opens_on, closes_on, by):
    assessment = Assessment(
        instrument=instrument,
        region=region,
        opens_on=opens_on,
        closes_on=closes_on,
        opened_by=by,
    )
    try:
        assessment.validate_constraints()
        with transaction.atomic():
            assessment.save()
    except ValidationError as fault:
        raise InstrumentError(" ".join(fault.messages)) from fault
    except IntegrityError as refusal:  # a trigger was faster
        raise InstrumentError(sentence_of(refusal)) from refusal
    record(by, "assessment.opened", assessment, until=closes_on.isoformat())
    _invite(assessment)
    return assessment


def sentence_of(error: IntegrityError) -> str:
    """The sentence with which a trigger refused a write."""
    return str(error).partition("\n")[0].strip()


def coordinators_of(region: Region) -> list[User]:
    """Who is written to about the assessment of a region."""
    leads = region.memberships.active().acting_as(Role.LEAD).select_related("user")
    return [membership.user for membership in leads]


def _invite(assessment):
    until = tanggal(assessment.closes_on)
    send_letter(
        "instruments/mail/opened",
        to=coordinators_of(assessment.region),
        subject=f"{assessment.instrument}: jawab sebelum {until}",
        path=reverse("instruments:assessment", args=[assessment.region.code, assessment.pk]),
        reason="Anda koordinator daerah ini",
        region=assessment.region,
        sentence=f"{assessment.instrument} menunggu jawaban sampai {until}.",
        assessment=assessment,
    )
