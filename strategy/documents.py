"""What a masterplan stands on, as documents: identity, vision, alignment, teams, and aims."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from audit.trail import record
from dimensions.models import Dimension, SubDimension
from indonesian import rentang
from masterplans.creation import TAKEN
from masterplans.documents import PlanDocument, locked_plan, names_of_keys
from masterplans.models import DimensionTeam, Masterplan, Phase
from masterplans.models import RegionalPlan as Document
from masterplans.naming import use_naming
from regions.naming import Naming
from regions.rules import is_lead
from revisions.tokens import Parts
from strategy.models import Aim, Alignment, Mission, Strategy
from strategy.phases import phase_mistakes

IDENTITY, VISION, ALIGNMENT, TEAMS, AIM = "pokok", "visi", "keselarasan", "pokja", "sasaran"


class PlanPartDocument(PlanDocument):
    """A part of the masterplan itself, on one page; the coordinator writes it."""

    verb = ""  # in the trail

    @classmethod
    def of(cls, masterplan: Masterplan, key: int) -> "PlanPartDocument":
        """The document of this part; a plan has one of each."""
        return cls(masterplan)

    @property
    def key(self):
        return self.masterplan.pk

    def lock(self, by: User) -> None:
        self.masterplan = locked_plan(self.masterplan)
        if not is_lead(by, self.masterplan):
            raise PermissionDenied

    def record(self, verb, *, changed, by, reason=""):
        record(by, self.verb, self.masterplan)


class IdentityDocument(PlanPartDocument):
    """Title, years and phases."""

    kind, verb = IDENTITY, "masterplan.identity_changed"
    title = "pokok masterplan"
    labels = {
        "title": "Judul",
        "naming": "Sebutan",
        "first_year": "Tahun pertama",
        "last_year": "Tahun terakhir",
        "phases": "Jangka",
    }

    def read(self) -> Parts:
        plan = self.masterplan
        phases = [[one.name, one.first_year, one.last_year] for one in plan.phases.all()]
        fields = {
            name: getattr(plan, name) for name in ("title", "naming", "first_year", "last_year")
        }
        return fields | {"phases": phases}

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        plan = self.masterplan
        phases = parts.get("phases") or []
        mistakes = phase_mistakes(phases, parts["first_year"], parts["last_year"])
        if mistakes and changed - {"title"}:
            raise ValidationError({"phases": mistakes})
        for name in ("title", "first_year", "last_year"):
            setattr(plan, name, parts.get(name))
        try:
            with transaction.atomic():
                plan.save(update_fields=["title", "first_year", "last_year"])
                if "naming" in changed:
                    use_naming(plan, parts["naming"])
        except IntegrityError as error:
            if "masterplan_once_for_region_and_first_year" in str(error):
                raise ValidationError({"first_year": TAKEN}) from error
            raise
        if "phases" in changed:
            plan.phases.all().delete()
            Phase.objects.bulk_create(
                Phase(masterplan=plan, order=order, name=name, first_year=first, last_year=last)
                for order, (name, first, last) in enumerate(phases, 1)
            )

    def label(self, part: str) -> str:
        return self.labels[part]

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        if part == "phases":
            return "\n".join(f"{name}, {rentang(first, last)}" for name, first, last in value or ())
        if part == "naming":
            return Naming(value).label if value else ""
        return super().display(part, value, names)

    def order(self, parts):
        return [part for part in self.labels if part in parts]


class VisionDocument(PlanPartDocument):
    """The vision, its keywords and the missions."""

    kind, verb = VISION, "masterplan.vision_changed"
    title = "visi dan misi"
    item_parts = frozenset({"missions"})
    labels = {"vision": "Visi", "keywords": "Kata kunci visi", "missions": "Misi"}

    def read(self) -> Parts:
        plan = self.masterplan
        return {
            "vision": plan.vision,
            "keywords": plan.vision_keywords,
            "missions": [mission.text for mission in plan.missions.all()],
        }

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        plan = self.masterplan
        plan.vision, plan.vision_keywords = parts.get("vision") or "", parts.get("keywords") or ""
        plan.save(update_fields=["vision", "vision_keywords"])
        if "missions" in changed:
            plan.missions.all().delete()
            Mission.objects.bulk_create(
                Mission(masterplan=plan, order=order, text=text)
                for order, text in enumerate(parts.get("missions") or (), 1)
            )

    def label(self, part: str) -> str:
        return self.labels[part]

    def order(self, parts):
        return [part for part in self.labels if part in parts]


class AlignmentDocument(PlanPartDocument):
    """Which dimension answers which mission of the region: a part for each row.

    `row.12` is [document, mission, goal, key of the dimension]; `new.<key of the opened row>` one
    that is still to be made.
    """

    kind, verb = ALIGNMENT, "masterplan.alignment_changed"
    title = "keselarasan"

    def read(self) -> Parts:
        rows = self.masterplan.alignments.order_by("pk")
        return {
            f"row.{row.pk}": [row.document, row.mission, row.goal, row.dimension_id] for row in rows
        }

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        """A row keeps its identity: what was linked to it stays linked."""
        plan = self.masterplan
        for part in self.order(changed):
            head, key = part.split(".")
            fields = _alignment_fields(parts.get(part))
            if head == "new" and fields:
                Alignment.objects.create(masterplan=plan, form_key=key, **fields)
            elif head == "row":
                row = plan.alignments.filter(pk=key)
                row.update(**fields) if fields else row.delete()

    def label(self, part: str) -> str:
        head, key = part.split(".")
        if head == "new":
            return "Baris baru"
        keys = list(self.masterplan.alignments.order_by("pk").values_list("pk", flat=True))
        return f"Baris {keys.index(int(key)) + 1}" if int(key) in keys else "Baris yang dihapus"

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        if not value:
            return ""
        document, mission, goal, dimension = value
        words = (Document(document).label, mission, goal, names.get(f"dimension.{dimension}"))
        return "\n".join(word for word in words if word)

    def names(self, parts: Parts) -> dict[str, str]:
        keys = {row[3] for row in parts.values() if row}
        return names_of_keys({"dimension": (Dimension, keys)})

    def order(self, parts):
        def place(part):
            head, key = part.split(".")
            return head == "new", int(key) if head == "row" else 0

        return sorted(parts, key=place)


def _alignment_fields(row):
    if not row:
        return None
    document, mission, goal, dimension = row
    return {
        "document": document,
        "mission": mission,
        "goal": goal or "",
        "dimension_id": dimension,
    }


class TeamsDocument(PlanPartDocument):
    """Who leads the working group of each dimension: a part for each, `lead.<dimension>`."""

    kind, verb = TEAMS, "masterplan.teams_changed"
    title = "ketua pokja"

    def read(self) -> Parts:
        return {f"lead.{team.dimension_id}": team.lead_id for team in self.masterplan.teams.all()}

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        plan = self.masterplan
        dimensions = [int(part.split(".")[1]) for part in changed]
        plan.teams.filter(dimension__in=dimensions).delete()
        DimensionTeam.objects.bulk_create(
            DimensionTeam(masterplan=plan, dimension_id=key, lead_id=parts[f"lead.{key}"])
            for key in dimensions
            if parts.get(f"lead.{key}")
        )

    def label(self, part: str) -> str:
        dimension = Dimension.objects.filter(pk=part.split(".")[1]).first()
        return f"Ketua pokja {dimension or ''}".strip()

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        return names.get(f"person.{value}", "") if value else ""

    def names(self, parts: Parts) -> dict[str, str]:
        keys = {value for value in parts.values() if value}
        return names_of_keys({"person": (User, keys)})


class AimDocument(PlanDocument):
    """One aim of a sub-dimension with its strategies; without `aim` the one that a form makes."""

    kind = AIM
    title = "sasaran ini"
    item_parts = frozenset({"strategies"})
    labels = {
        "subdimension": "Subdimensi",
        "text": "Sasaran",
        "alignment": "Misi daerah yang dilayani",
        "strategies": "Strategi",
    }

    def __init__(self, masterplan: Masterplan, aim: Aim | None = None, *, form_key=None):
        super().__init__(masterplan)
        self.aim, self.form_key = aim, form_key

    @classmethod
    def of(cls, masterplan: Masterplan, key: int) -> "AimDocument":
        """The document of an aim by its key, also when it was removed; 0: a new one."""
        if not key:
            return cls(masterplan)
        aim = masterplan.aims.filter(pk=key).first() or Aim(pk=key)
        aim.masterplan = masterplan
        return cls(masterplan, aim)

    @property
    def key(self):
        return self.aim.pk if self.aim else None

    def exists(self):
        return self.key is not None and self.masterplan.aims.filter(pk=self.key).exists()

    def lock(self, by: User) -> None:
        self.masterplan = locked_plan(self.masterplan)
        rows = Aim.objects.select_for_update(of=("self",)).filter(masterplan=self.masterplan)
        if self.aim is not None:
            aim = rows.filter(pk=self.aim.pk).first()
            if aim is None:
                raise self.gone()
            self.aim = aim
        elif self.form_key:
            self.aim = rows.filter(form_key=self.form_key).first()
            self.was_found_by_its_form = self.aim is not None
        if self.aim:
            self.aim.masterplan = self.masterplan
        self._check_writer(by)

    def _check_writer(self, by):
        if not by.has_perm("strategy.write_aim", self.aim or self.masterplan):
            raise PermissionDenied

    def read(self) -> Parts:
        return {
            "subdimension": self.aim.subdimension_id,
            "text": self.aim.text,
            "alignment": self.aim.alignment_id,
            "strategies": [strategy.text for strategy in self.aim.strategies.all()],
        }

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        self._check(parts)
        aim = self.aim or Aim(masterplan=self.masterplan, form_key=self.form_key)
        if "subdimension" in changed:
            others = self.masterplan.aims.filter(subdimension=parts["subdimension"])
            aim.order = (others.aggregate(n=Max("order"))["n"] or 0) + 1
        aim.subdimension_id, aim.alignment_id = parts["subdimension"], parts.get("alignment")
        aim.text = parts["text"]
        self.aim = aim
        self._check_writer(by)  # there, too, where it stands from now on
        aim.save()
        if "strategies" in changed:
            _write_strategies(aim, parts.get("strategies") or [])

    def _check(self, parts):
        if not parts.get("text"):
            raise ValidationError({"text": "Tulis sasarannya."})
        dimensions = SubDimension.objects.filter(dimension__set=self.masterplan.dimension_set_id)
        if not dimensions.filter(pk=parts.get("subdimension")).exists():
            raise ValidationError({"subdimension": "Pilih subdimensi."})
        alignment = parts.get("alignment")
        if alignment and not self.masterplan.alignments.filter(pk=alignment).exists():
            raise ValidationError({"alignment": "Misi daerah itu sudah tidak ada. Pilih lagi."})

    def delete(self) -> None:
        self.aim.delete()

    def record(self, verb, *, changed, by, reason=""):
        texts = [strategy.text for strategy in self.aim.strategies.all()]
        if verb == "removed":
            record(by, "aim.removed", self.aim, text=self.aim.text, strategies=texts)
        else:
            record(by, f"aim.{verb}", self.aim, strategies=len(texts))

    def heading(self, parts: Parts) -> str:
        return f"Sasaran “{parts.get('text') or ''}”"

    def label(self, part: str) -> str:
        return self.labels[part]

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        if part in ("subdimension", "alignment"):
            return names.get(f"{part}.{value}", "") if value else ""
        return super().display(part, value, names)

    def names(self, parts: Parts) -> dict[str, str]:
        models = {"subdimension": SubDimension, "alignment": Alignment}
        return names_of_keys(
            {part: (model, {parts[part]} if parts.get(part) else set())
             for part, model in models.items()}
        )  # fmt: skip

    def order(self, parts):
        return [part for part in self.labels if part in parts]


def _write_strategies(aim, texts):
    """Row by row, so that a letter more does not make all of them anew."""
    rows = list(aim.strategies.all())
    for order, (row, text) in enumerate(zip(rows, texts, strict=False), 1):
        if (row.text, row.order) != (text, order):
            row.text, row.order = text, order
            row.save(update_fields=["text", "order"])
    Strategy.objects.filter(pk__in=[row.pk for row in rows[len(texts) :]]).delete()
    Strategy.objects.bulk_create(
        Strategy(aim=aim, text=text, order=order)
        for order, text in enumerate(texts[len(rows) :], len(rows) + 1)
    )
