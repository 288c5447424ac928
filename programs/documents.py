"""A program as a document: its parts as data, how they are read, written and shown."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Max

from accounts.models import User
from audit.trail import record
from dimensions.models import SubDimension
from indonesian import angka, rupiah
from masterplans.documents import PlanDocument, locked_plan, names_of_keys, plan_held_open
from masterplans.models import Masterplan
from programs.data import FIELDS, ProgramEntry, entry_from, entry_of, parts_of
from programs.models import Activity, Direction, Helix, Program, Source
from programs.storing import store, take
from regions.models import Agency
from revisions.tokens import Parts
from strategy.models import Aim

KIND = "program"
REFERENCES = {"subdimension": SubDimension, "agency": Agency, "aim": Aim}
HEADS = {"schedule": "Jadwal", "budget": "Anggaran"}
LABELS = {
    "supporters": "Perangkat Daerah pendukung",
    "partners": "Mitra",
    "indicators": "Indikator",
}
ORDER = {name: place for place, name in enumerate([*FIELDS, *LABELS, *HEADS])}


class ProgramDocument(PlanDocument):
    """A program with all that hangs on it; without `program` the one that a form makes."""

    kind = KIND
    title = "program ini"
    counts_versions = True
    item_parts = frozenset({"partners", "indicators"})

    def __init__(self, masterplan: Masterplan, program: Program | None = None, *, form_key=None):
        super().__init__(masterplan)
        self.program, self.form_key = program, form_key
        self.entry: ProgramEntry | None = None

    @classmethod
    def of(cls, masterplan: Masterplan, key: int) -> "ProgramDocument":
        """The document of a program by its key, also when it was removed; 0: a new one."""
        if not key:
            return cls(masterplan)
        program = masterplan.programs.with_rows().filter(pk=key).first()
        program = program or Program(pk=key)
        program.masterplan = masterplan
        return cls(masterplan, program)

    @property
    def key(self):
        return self.program.pk if self.program else None

    def exists(self):
        return self.key is not None and Program.objects.filter(pk=self.key).exists()

    def version(self):
        return self.program.version if self.program else 0

    def lock(self, by: User) -> None:
        """Who makes programs goes in alone, so that a double click finds the first; thirty people
        save theirs at once, and only a handing-in waits for them."""
        if self.program is None:
            self._find_or_begin()
            return
        self.masterplan = plan_held_open(self.masterplan)
        program = self._row(self.program.pk)
        if program is None:
            raise self.gone()
        self.program = program
        self._check_writer(by)

    def _find_or_begin(self):
        self.masterplan = locked_plan(self.masterplan)
        if self.form_key:
            found = self.masterplan.programs.filter(form_key=self.form_key).first()
            self.program = self._row(found.pk) if found else None
            self.was_found_by_its_form = found is not None

    def _row(self, pk):
        rows = Program.objects.select_for_update(of=("self",))
        rows = rows.select_related("agency", "aim", "subdimension__dimension")
        program = rows.filter(pk=pk, masterplan=self.masterplan).first()
        if program:
            program.masterplan = self.masterplan
        return program

    def _check_writer(self, by):
        if not by.has_perm("programs.write_program", self.program):
            raise PermissionDenied

    def read(self) -> Parts:
        self.entry = entry_of(self.program)
        return parts_of(self.entry)

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        before = self.entry or ProgramEntry(fields={})
        after = entry_from(parts, known=before)
        if self.program is None:
            self.program = Program(masterplan=self.masterplan, form_key=self.form_key)
            last = self.masterplan.programs.filter(subdimension=after.fields["subdimension"])
            self.program.order = (last.aggregate(last=Max("order"))["last"] or 0) + 1
        else:
            self.program.version += 1
        take(self.program, after, by=by)
        store(self.program, after)
        self.program = self._fresh()

    def _fresh(self):
        """Forget the rows that were read before."""
        rows = Program.objects.select_related("agency", "aim", "subdimension__dimension")
        program = rows.get(pk=self.program.pk)
        program.masterplan = self.masterplan
        return program

    def delete(self) -> None:
        self.program.delete()

    def record(self, verb, *, changed, by, reason=""):
        program = self.program
        if verb == "added":
            record(by, "program.added", program, agency=str(program.agency))
        elif verb == "changed":
            labels = list(dict.fromkeys(self.label(part) for part in self.order(changed)))
            record(by, "program.changed", program, version=program.version, fields=labels)
        else:
            content = self.display_all(self.read())
            record(by, "program.removed", program, reason=reason, content=content)

    def beginning(self):
        return self.masterplan.created_by, self.program.changed_at

    # --- in words

    def heading(self, parts: Parts) -> str:
        return f"Program {parts.get('name') or 'baru'}"

    def label(self, part: str) -> str:
        head, *rest = part.split(".")
        if head in HEADS:
            source = [Source(rest[1]).label] if len(rest) > 1 else []
            return " ".join([HEADS[head], rest[0], *source])
        if head in LABELS:
            return LABELS[head]
        label = str(Program._meta.get_field(part).verbose_name)
        return label[:1].upper() + label[1:]

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        head = part.split(".")[0]
        if value is None:
            return ""
        if head in REFERENCES:
            return names.get(f"{head}.{value}", "")
        shown = {
            "supporters": lambda: ", ".join(
                sorted(names.get(f"agency.{key}", "") for key in value)
            ),
            "partners": lambda: "\n".join(
                f"{name} ({Helix(helix).label})" for helix, name in value
            ),
            "indicators": lambda: "\n".join(map(_indicator_in_words, value)),
            "schedule": lambda: Activity(value).label,
            "budget": lambda: rupiah(value),
            "rpjmd_amount": lambda: rupiah(value),
            "since_year": lambda: value,
            "is_new": lambda: "Ya" if value else "Tidak, sudah ada",
            "kind": lambda: dict(Program._meta.get_field("kind").choices).get(value, value),
        }
        if head in shown:
            return str(shown[head]())
        return angka(value) if isinstance(value, int) else str(value)

    def names(self, parts: Parts) -> dict[str, str]:
        keys = {head: {parts[head]} for head in REFERENCES if parts.get(head)}
        keys["agency"] = keys.get("agency", set()) | {*(parts.get("supporters") or ())}
        return names_of_keys({head: (REFERENCES[head], found) for head, found in keys.items()})

    def order(self, parts):
        def place(part):
            head, *rest = part.split(".")
            return ORDER.get(head, 0), rest

        return sorted(parts, key=place)


def _indicator_in_words(row):
    parts = [f"{row['name']} ({row['unit']}), {Direction(row['direction']).label.lower()}"]
    if row.get("baseline") is not None:
        year = f" ({row['baseline_year']})" if row.get("baseline_year") else ""
        parts.append(f"nilai awal {angka(Decimal(row['baseline']))}{year}")
    targets = sorted((row.get("targets") or {}).items())
    return "; ".join(parts + [f"{year}: {angka(Decimal(value))}" for year, value in targets])


def locked_program(program: Program, by: User) -> Program:
    """The freshest row, locked, of an open plan, that `by` may write; no other writer of the plan's
    programs is let in. For a deed that makes or removes programs out of one.

    The plan is locked first: every writer of programs takes the two in this order, so none waits
    for the other for ever. Raises PlanClosedError, PermissionDenied, Gone.
    """
    locked_plan(program.masterplan)
    document = ProgramDocument(program.masterplan, program)
    document.lock(by)
    return document.program
