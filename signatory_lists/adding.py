"""The lines that were chosen become places in the commitment that is being prepared."""

from dataclasses import dataclass, field, fields
from functools import cached_property

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from commitments import preparing
from commitments.capacities import SigningRole
from commitments.letter import standard_points
from commitments.locking import SigningError
from commitments.models import Commitment
from commitments.proposing import SignatoryPlace, usual_places
from masterplans.models import Masterplan, Status
from regions.models import Official
from regions.pasted_lists import ListError, chosen_lines, one_at_a_time
from signatory_lists.reading import PastedSignatory, read_signatories

WORDS = ("title", "number", "points", "place", "date", "deadline")


@dataclass
class SignatoryList:
    """The signatories of one plan, as the page of a pasted list takes them."""

    masterplan: Masterplan
    _places: dict[int, SignatoryPlace] | None = field(default=None, repr=False)

    def __str__(self):
        return "Komitmen"

    def get_absolute_url(self) -> str:
        return reverse("commitments:prepare", args=[self.masterplan.slug])

    @property
    def region(self):
        return self.masterplan.region

    @cached_property
    def draft(self) -> Commitment | None:
        """The living commitment of the present edition, opened or not."""
        return Commitment.objects.of(self.masterplan).filter(cancelled_at=None).first()

    def officials(self) -> list[Official]:
        """All whom the region's list names, in one query."""
        return list(self.region.officials.select_related("user", "agency").order_by("order", "pk"))

    def places(self) -> dict[int, SignatoryPlace]:
        """Who stands in the list already, by official; two queries, asked once."""
        if self._places is None:
            self._places = _places_of(self.draft) if self.draft else {}
        return self._places


def refusal(pasted: SignatoryList) -> str:
    """Why the list cannot be changed now; empty when it can."""
    if pasted.masterplan.status != Status.FROZEN:
        return "Komitmen disiapkan sesudah masterplan dibekukan."
    return preparing.OPENED if pasted.draft and pasted.draft.opened_at else ""


@transaction.atomic
def add_signatories(
    pasted: SignatoryList, text: str, *, chosen: set[str], by: User
) -> list[PastedSignatory]:
    """Put the chosen lines into the list; who was in it already gets her new order, role, capacity.

    Representatives from outside whom nobody knew yet are added to the region's list. Without a
    commitment one is prepared in the usual words. Raises ListError when one of the lines may not be
    added (any more), or the commitment was opened meanwhile; then nothing is.
    """
    one_at_a_time(pasted.region)
    if why := refusal(pasted):
        raise ListError(why)
    lines = chosen_lines(read_signatories(text, pasted)[0], chosen)
    _add_guests(lines, pasted, by)
    places = pasted.places() | {place.official.pk: place for place in _new_places(lines)}
    try:
        _write(pasted, list(places.values()), by)
    except SigningError as error:
        raise ListError(f"{error} Tidak ada yang ditambahkan.") from error
    return lines


def _add_guests(lines, pasted, by):
    last = max((one.order for one in pasted.officials()), default=0)
    guests = [line.official for line in lines if line.is_new]
    for number, official in enumerate(guests, 1):
        official.order = last + number
    for official in Official.objects.bulk_create(guests):
        record(by, "official.added", official, pasted=True)


def _new_places(lines) -> list[SignatoryPlace]:
    """Each with her number; the usual ones when no line has one."""
    signing = [line.official for line in lines if line.role != SigningRole.COPY]
    usual = {place.official.pk: place for place in usual_places(signing)}
    return [
        SignatoryPlace(
            line.official,
            line.order or (usual[line.official.pk].order if line.official.pk in usual else 1),
            line.role if line.said.get("role") else _usual_role(usual, line),
            line.capacity,
        )
        for line in lines
    ]


def _usual_role(usual, line):
    return usual[line.official.pk].role if not line.order else line.role


def _write(pasted, places, by):
    places.sort(key=lambda place: place.order)
    if pasted.draft:
        words = {name: getattr(pasted.draft, name) for name in WORDS}
        preparing.update(pasted.draft, officials=places, by=by, **words)
        return
    plan = pasted.masterplan
    preparing.prepare(
        plan.editions.get(number=plan.edition_number),
        officials=places,
        by=by,
        title=f"Komitmen Bersama Implementasi {plan.region.concept_named(plan.naming)}",
        number="",
        points=list(standard_points(plan.region.name, plan.concept)),
        place=plan.region.name,
        date=timezone.localdate(timezone=plan.region.zone),
    )


def _places_of(draft: Commitment) -> dict[int, SignatoryPlace]:
    names = [one.name for one in fields(SignatoryPlace)]
    signing = draft.signatories.select_related("official__user", "official__agency")
    found = [SignatoryPlace(**{n: getattr(one, n) for n in names}) for one in signing]
    copies = draft.copies.select_related("official__user", "official__agency")
    found += [SignatoryPlace(one.official, one.order, SigningRole.COPY) for one in copies]
    return {place.official.pk: place for place in found}
