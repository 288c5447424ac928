"""What a signatory promises with her name: the programs of her own agency, or of the region."""

from dataclasses import dataclass

from django.db.models import Sum

from commitments.models import Signatory
from masterplans.models import Masterplan
from programs.models import BudgetLine, Program
from quickwins.models import Standing


@dataclass(frozen=True)
class Responsibility:
    """`programs` as the program board has them; of the whole region only its quick wins."""

    owner: str
    programs: list[Program]
    count: int
    amount: int

    @property
    def is_shortened(self) -> bool:
        return self.count > len(self.programs)


def responsibility_of(signatory: Signatory) -> Responsibility:
    """What to show before signing: for an agency's head its programs, for others the region's."""
    masterplan = signatory.masterplan
    offices = signatory.user.offices.filter(region=signatory.region, agency__isnull=False)
    agencies = [office.agency for office in offices.select_related("agency")]
    own = Program.objects.filter(masterplan=masterplan, agency__in=agencies)
    if programs := list(own.for_board()):
        return _responsibility(" dan ".join(agency.name for agency in agencies), programs, own)
    everything = Program.objects.filter(masterplan=masterplan)
    chosen = everything.filter(quickwin__standing=Standing.CHOSEN).for_board()
    return _responsibility(str(masterplan.region), list(chosen), everything)


def books_of(masterplan: Masterplan, number: int):
    """The books of one edition, without their bytes."""
    edition = masterplan.editions.get(number=number)
    return edition.books.defer("pdf", "edition__content")


def _responsibility(owner, programs, scope) -> Responsibility:
    amount = BudgetLine.objects.filter(program__in=scope).aggregate(sum=Sum("amount"))["sum"]
    return Responsibility(owner, programs, scope.count(), amount or 0)
