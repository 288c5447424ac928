"""How long a region of a cohort has for its decrees, by the rules under which it was chosen."""

from cohorts.models import Nomination, Selection
from regions.models import Region

FIGURE = "months_until_decree"


def months_until_decree(region: Region) -> int | None:
    """The months between Nota Kesepakatan and SK; None for a region of no cohort.

    Rules that change later do not make a decree late that was in time.
    """
    chosen = Nomination.objects.filter(region=region, verdict=Selection.CHOSEN)
    figures = chosen.order_by("-cohort__year").values_list("terms__figures", flat=True).first()
    return (figures or {}).get(FIGURE)
