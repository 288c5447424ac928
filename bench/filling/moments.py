"""When things happened in the countries of the benchmark."""

from datetime import UTC, datetime, timedelta

BEGUN = datetime(2025, 1, 6, 2, 0, tzinfo=UTC)
MONTH = timedelta(days=30)


def after(stage: int, days: int = 0) -> datetime:
    """So many days into a stage; a stage takes a month."""
    return BEGUN + MONTH * (stage - 1) + timedelta(days=days, minutes=37 * days)
