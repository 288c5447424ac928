"""The masterplan that is full of everything, as the books are tested with."""

from tests.exports.conftest import full_plan, plan

__all__ = ["full_plan", "plan"]
