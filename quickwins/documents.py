"""The profile of a quick win as a document: its texts, its risks, its twelve months."""

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied

from accounts.models import User
from audit.trail import record
from indonesian import tanggal
from masterplans.documents import PlanDocument, plan_held_open
from masterplans.models import Masterplan
from programs.models import Program
from quickwins.models import (
    Handling,
    InnovationKind,
    InnovationStatus,
    Milestone,
    QuickWin,
    Risk,
)
from revisions.tokens import Parts

KIND = "quickwin"
LABELS = {"risks": "Risiko", "milestones": "Tonggak"}
RISK = ("text", "likelihood", "impact", "handling", "mitigation", "owner")
MONTH = ("month", "text", "percent")
CHOICES = {"innovation_kind": InnovationKind, "innovation_status": InnovationStatus}
ORDER = [*QuickWin.PROFILE_FIELDS, *QuickWin.FACTS, *LABELS]


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
        for name in QuickWin.FACTS:
            setattr(quickwin, name, parts.get(name) or "")
        starts = parts.get("starts_on")
        quickwin.starts_on = dt.date.fromisoformat(starts) if starts else None
        quickwin.clean_fields(exclude=["program", "nominated_by"])
        quickwin.save(update_fields=[*QuickWin.PROFILE_FIELDS, *QuickWin.FACTS, "changed_at"])
        if "risks" in changed:
            quickwin.risks.all().delete()
            Risk.objects.bulk_create(
                Risk(quickwin=quickwin, **said) for said in rows_of(parts, "risks")
            )
        if "milestones" in changed:
            _write_milestones(quickwin, rows_of(parts, "milestones"))

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
            return "\n".join(_risk_in_words(**row) for row in rows_of({part: value}, part))
        if part == "milestones":
            rows = rows_of({part: value}, part)
            return "\n".join(_milestone_in_words(**row) for row in rows)
        if part in CHOICES:
            return CHOICES[part](value).label if value else ""
        if part == "starts_on":
            return tanggal(dt.date.fromisoformat(value)) if value else ""
        return value or ""

    def order(self, parts):
        return [part for part in ORDER if part in parts]


def parts_of(quickwin: QuickWin) -> Parts:
    """The texts by name, the risks and the milestones as lists."""
    names = QuickWin.PROFILE_FIELDS + QuickWin.FACTS
    texts = {name: getattr(quickwin, name) for name in names}
    texts["starts_on"] = quickwin.starts_on.isoformat() if quickwin.starts_on else ""
    risks = [[getattr(row, name) for name in RISK] for row in quickwin.risks.all()]
    milestones = [[getattr(row, name) for name in MONTH] for row in quickwin.milestones.all()]
    return texts | {"risks": risks, "milestones": milestones}


def rows_of(parts: Parts, part: str) -> list[dict]:
    """The rows of a part by the names of their fields; those of before a field have none of it."""
    if part == "risks":
        old = {4: ("text", "likelihood", "impact", "mitigation")}
        names, blank = RISK, {"handling": "", "owner": ""}
    else:
        old = {2: ("month", "text")}
        names, blank = MONTH, {"percent": None}
    rows = parts.get(part) or ()
    said = [blank | dict(zip(old.get(len(row), names), row, strict=True)) for row in rows]
    return [{name: blank.get(name) if v is None else v for name, v in row.items()} for row in said]


def _risk_in_words(*, text, likelihood, impact, handling, mitigation, owner):
    how = [Handling(handling).label if handling else "", mitigation]
    said = [
        f"{text}; kemungkinan {likelihood} dari 5; dampak {impact} dari 5",
        f"penanganan: {': '.join(filter(None, how))}",
    ]
    return "; ".join(said + [f"penanggung jawab: {owner}"] * bool(owner))


def _milestone_in_words(*, month, text, percent):
    return f"Bulan {month}: {text}" + ("" if percent is None else f" ({percent} %)")


def _write_milestones(quickwin, rows):
    """Those that stay keep their row, so that what was ticked stays ticked."""
    left = list(quickwin.milestones.all())
    kept, rest = [], []
    for row in rows:  # first those that say the same, then those of the same month
        same = next((m for m in left if (m.month, m.text) == (row["month"], row["text"])), None)
        (kept if same else rest).append((same, row))
        left = [one for one in left if one is not same]
    for _, row in rest:
        same = next((m for m in left if m.month == row["month"]), None)
        kept.append((same or Milestone(quickwin=quickwin), row))
        left = [one for one in left if one is not same]
    quickwin.milestones.filter(pk__in=[one.pk for one in left]).delete()
    for milestone, row in kept:
        for name, value in row.items():
            setattr(milestone, name, value)
        milestone.save()
