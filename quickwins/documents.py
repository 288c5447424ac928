"""The profile of a quick win as a document: its texts, its risks, its twelve months."""

from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import User
from audit.trail import record
from masterplans.documents import PlanDocument, plan_held_open
from masterplans.models import Masterplan
from programs.models import Program
from quickwins.models import Milestone, QuickWin, Risk
from revisions.tokens import Parts

KIND = "quickwin"
LABELS = {"risks": "Risiko", "milestones": "Tonggak"}
RISK = ("text", "likelihood", "impact", "mitigation")
ORDER = [*QuickWin.PROFILE_FIELDS, *LABELS]


class ProfileDocument(PlanDocument):
    """The profile of one quick win; the nomination itself is decided elsewhere."""

    kind = KIND
    title = "profil ini"
    item_parts = frozenset(LABELS)

    def __init__(self, quickwin: QuickWin):
        super().__init__(quickwin.masterplan)
        self.quickwin = quickwin

    @classmethod
    def of(cls, masterplan: Masterplan, key: int) -> "ProfileDocument":
        """The document of a profile by its key, also when the nomination was withdrawn."""
        quickwin = QuickWin.objects.of(masterplan).filter(pk=key).first()
        return cls(quickwin or QuickWin(pk=key, program=Program(masterplan=masterplan)))

    def exists(self):
        return QuickWin.objects.filter(pk=self.key).exists()

    @property
    def key(self):
        return self.quickwin.pk

    def lock(self, by: User) -> None:
        self.masterplan = plan_held_open(self.masterplan)
        rows = QuickWin.objects.select_related("program__masterplan__region", "program__agency")
        quickwin = rows.select_for_update(of=("self",)).filter(pk=self.quickwin.pk).first()
        if quickwin is None:
            raise self.gone()
        self.quickwin = quickwin
        if not by.has_perm("quickwins.change_open_or_not", quickwin):
            raise PermissionDenied

    def read(self) -> Parts:
        return parts_of(self.quickwin)

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        quickwin = self.quickwin
        for name in QuickWin.PROFILE_FIELDS:
            setattr(quickwin, name, parts.get(name) or "")
        quickwin.clean_fields(exclude=["program", "nominated_by"])
        quickwin.save(update_fields=[*QuickWin.PROFILE_FIELDS, "changed_at"])
        if "risks" in changed:
            quickwin.risks.all().delete()
            Risk.objects.bulk_create(
                Risk(quickwin=quickwin, **dict(zip(RISK, row, strict=True)))
                for row in parts.get("risks") or ()
            )
        if "milestones" in changed:
            quickwin.milestones.all().delete()
            Milestone.objects.bulk_create(
                Milestone(quickwin=quickwin, month=month, text=text)
                for month, text in parts.get("milestones") or ()
            )

    def record(self, verb, *, changed, by, reason=""):
        fields = self.order(changed)
        record(by, "quickwin.described", self.quickwin.program, fields=fields)

    def beginning(self):
        return self.masterplan.created_by, self.quickwin.changed_at

    def heading(self, parts: Parts) -> str:
        return f"Profil quick win {self.quickwin.program.name}"

    def label(self, part: str) -> str:
        if part in LABELS:
            return LABELS[part]
        label = str(QuickWin._meta.get_field(part).verbose_name)
        return label[:1].upper() + label[1:]

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        if part == "risks":
            return "\n".join(
                f"{text}; kemungkinan {likelihood} dari 5; dampak {impact} dari 5;"
                f" penanganan: {mitigation}"
                for text, likelihood, impact, mitigation in value or ()
            )
        if part == "milestones":
            return "\n".join(f"Bulan {month}: {text}" for month, text in value or ())
        return value or ""

    def order(self, parts):
        return [part for part in ORDER if part in parts]


def parts_of(quickwin: QuickWin) -> Parts:
    """The texts by name, the risks and the milestones as lists."""
    risks = [[getattr(row, name) for name in RISK] for row in quickwin.risks.all()]
    milestones = [[row.month, row.text] for row in quickwin.milestones.all()]
    texts = {name: getattr(quickwin, name) for name in QuickWin.PROFILE_FIELDS}
    return texts | {"risks": risks, "milestones": milestones}
