"""The verbs by which a draft is written: its parts are added, changed, moved and removed.

All raise InstrumentError once the instrument is open, also when it was opened a moment ago.
"""

from collections.abc import Sequence

from django.db import IntegrityError, models, transaction

from accounts.models import User
from audit.trail import record
from instruments.guards import NOT_DRAFT
from instruments.models import Instrument, InstrumentComponent, Question
from instruments.opening import InstrumentError, sentence_of

Part = InstrumentComponent | Question


def save_part(row: models.Model, *, by: User) -> None:
    """Store what an officer changed in a draft: the instrument itself, a component, a question."""
    instrument = instrument_of(row)
    try:
        with transaction.atomic():
            row.save()
            record(by, "instrument.changed", instrument, part=str(row)[:120])
    except IntegrityError as refusal:
        raise InstrumentError(sentence_of(refusal)) from refusal


def remove_part(row: Part, *, by: User) -> None:
    """Take a question out of a draft, or a component with all its questions."""
    instrument = instrument_of(row)
    try:
        with transaction.atomic():
            record(by, "instrument.changed", instrument, removed=str(row)[:120])
            row.delete()
            _close_up(_siblings(row), row.order)
    except IntegrityError as refusal:
        raise InstrumentError(sentence_of(refusal)) from refusal


def move_part(row: Part, *, is_up: bool, by: User) -> None:
    """Change places with the part before or after it; the first and the last stay where they are.

    A question goes on into the neighbouring component.
    """
    instrument = instrument_of(row)
    try:
        with transaction.atomic():
            if not Instrument.objects.select_for_update().get(pk=instrument.pk).is_draft:
                raise InstrumentError(NOT_DRAFT)
            row.refresh_from_db()
            if _step(row, is_up):
                record(by, "instrument.changed", instrument, moved=str(row)[:120])
    except type(row).DoesNotExist as gone:
        raise InstrumentError("Bagian ini baru saja dihapus dari rancangan.") from gone
    except IntegrityError as refusal:
        raise InstrumentError(sentence_of(refusal)) from refusal


def new_component(instrument: Instrument) -> InstrumentComponent:
    """An unsaved component at the end of a draft."""
    taken = instrument.components
    order = _last_order(taken) + 1
    return InstrumentComponent(
        instrument=instrument, order=order, code=_free_code(f"komponen-{order}", taken)
    )


def new_question(component: InstrumentComponent) -> Question:
    """An unsaved question at the end of a component."""
    order = _last_order(component.questions) + 1
    code = _free_code(f"tanya-{order}-{component.pk}", component.questions)
    return Question(component=component, order=order, code=code)


def instrument_of(row: models.Model) -> Instrument:
    """Whose part it is."""
    if isinstance(row, Question):
        row = row.component
    return row if isinstance(row, Instrument) else row.instrument


def _siblings(row):
    return row.component.questions if isinstance(row, Question) else row.instrument.components


def _step(row, is_up) -> bool:
    """Whether there was a place to move to."""
    if _trade(row, list(_siblings(row).all()), is_up):
        return True
    if isinstance(row, InstrumentComponent):
        return False
    components = list(row.component.instrument.components.all())
    other = _neighbour(row.component, components, is_up)
    if other:
        _enter(row, other, is_up)
    return other is not None


def _trade(row, siblings: Sequence[Part], is_up) -> bool:
    other = _neighbour(row, siblings, is_up)
    if other:
        row.order, other.order = other.order, row.order
        type(row).objects.bulk_update([row, other], ["order"])
    return other is not None


def _neighbour(row, siblings, is_up):
    at = siblings.index(row) + (-1 if is_up else 1)
    return siblings[at] if 0 <= at < len(siblings) else None


def _enter(question, component, is_up):
    """Into another component, at the end that is nearer to where it came from."""
    left, place = question.component.questions, question.order
    there = list(component.questions.all())
    question.code = _free_code(question.code, component.questions)
    question.component = component
    for order, one in enumerate([*there, question] if is_up else [question, *there], 1):
        one.order = order
        one.save(update_fields=["component", "order", "code"])
    _close_up(left, place)


def _close_up(parts, order):
    """Leave no gap where a part was."""
    parts.filter(order__gt=order).update(order=models.F("order") - 1)


def _last_order(parts):
    return parts.aggregate(last=models.Max("order"))["last"] or 0


def _free_code(wanted, parts):
    taken, number, code = set(parts.values_list("code", flat=True)), 1, wanted
    while code in taken:
        number += 1
        code = f"{wanted}-{number}"
    return code
