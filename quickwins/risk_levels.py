"""How grave a risk is, from how likely it is and how hard it hits; pages and books ask it alike.

The matrix of five by five that inspectorates use, in four levels.
"""

LEVELS = {"low": "Rendah", "medium": "Sedang", "high": "Tinggi", "extreme": "Sangat tinggi"}
UP_TO = ((4, "low"), (9, "medium"), (15, "high"), (25, "extreme"))


def level_of(likelihood: int, impact: int) -> str:
    """A key of `LEVELS` for two figures from 1 to 5."""
    product = likelihood * impact
    return next(level for most, level in UP_TO if product <= most)
