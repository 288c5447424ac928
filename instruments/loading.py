"""Reference data: instruments that ship with Simpul, made once and never changed afterwards."""

import json
from pathlib import Path

from django.db import transaction

from instruments.models import Instrument, InstrumentComponent, Question

FOLDER = Path(__file__).resolve().parent / "data"


def shipped() -> list[dict]:
    """The instruments of `instruments/data/`, by name of file."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]


@transaction.atomic
def load_instrument(data: dict) -> Instrument:
    """The instrument of this code; made as a draft when there is none, else left as it is."""
    values = {key: value for key, value in data.items() if key not in ("code", "components")}
    instrument, is_new = Instrument.objects.get_or_create(code=data["code"], defaults=values)
    if not is_new:
        return instrument
    for order, entry in enumerate(data["components"], start=1):
        values = {key: value for key, value in entry.items() if key != "questions"}
        component = InstrumentComponent.objects.create(instrument=instrument, order=order, **values)
        Question.objects.bulk_create(
            Question(component=component, order=number, **question)
            for number, question in enumerate(entry["questions"], start=1)
        )
    return instrument
