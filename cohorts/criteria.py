"""What nominees for quick wins are judged by: data (`data/criteria.json`), weighed by the rules.

The rules of a cohort say what each criterion weighs and within how many months a quick win is done,
which stands in the name of one of them.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from cohorts.terms import USUAL, Terms

SOURCE = Path(__file__).resolve().parent / "data" / "criteria.json"


@cache
def _known() -> tuple[dict, ...]:
    return tuple(json.loads(SOURCE.read_text(encoding="utf-8")))


def usual_criteria() -> list[dict]:
    """Key, name, weight and what the values mean of every criterion, by the usual rules."""
    return _weighed({}, USUAL["quickwin_months"])


def criteria_under(terms: Terms) -> list[dict]:
    """The same by these rules; one that weighs nothing is among them."""
    return _weighed(dict(terms.criterion_weights), terms.quickwin_months)


def weights_from(said: Mapping[str, object]) -> dict[str, int]:
    """The weight of every criterion, as usual where nothing is said."""
    return {row["key"]: int(said.get(row["key"], row["weight"])) for row in _known()}


def _weighed(weights, months):
    return [
        row
        | {
            "name": row["name"].format(months=months),
            "weight": weights.get(row["key"], row["weight"]),
        }
        for row in _known()
    ]
