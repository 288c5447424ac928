"""A row of a worksheet as a document: what it says as data, how it is locked, written and shown."""

import uuid
from copy import copy
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max

from accounts.models import User
from analyses.checks import Faults, faults
from analyses.codes import join_entries
from analyses.kinds import RowKind
from analyses.models import Finding
from analyses.parts import ENTRIES, Mentions, in_words, names_of, parts_of, put
from audit.trail import record
from masterplans.documents import PlanClosedError, PlanDocument, plan_held_open
from masterplans.models import Masterplan
from revisions.saving import Gone
from revisions.tokens import Parts, digest

LARGEST_ORDER = 32_000
POKJA = "Ketua pokja"
TITLES = ("title", "text", "statement", "now", "about", "name", "position", "item", "word")


class MergedAway(Gone):
    """The row was merged into another one (`into`) by the pokja lead."""

    def __init__(self, into: Finding):
        super().__init__(POKJA)
        self.args = (f"{POKJA} sudah menggabungkan isian ini.",)
        self.into = into


class RowInUseError(Exception):
    """Other rows hang on this one. The message is for the user."""

    def __init__(self, count: int):
        super().__init__(
            f"Baris ini memuat {count} baris lain yang digabungkan, jadi belum dihapus."
            " Pisahkan dahulu di halaman pokja."
        )


class FindingDocument(PlanDocument):
    """A row of one kind of worksheet (`row_kind`): stored (`finding`, or its `key`), or new.

    A new one knows by `form_key` the row that the same form made before. Many rows of one plan
    share their `mentions`.
    """

    item_parts = frozenset({ENTRIES})

    def __init__(
        self,
        masterplan: Masterplan,
        row_kind: RowKind,
        *,
        finding: Finding | None = None,
        key: int | None = None,
        form_key: uuid.UUID | None = None,
        mentions: Mentions | None = None,
    ):
        super().__init__(masterplan)
        self.row_kind, self.kind, self.model = row_kind, row_kind.slug, row_kind.model
        self.finding, self.form_key = finding, form_key
        self._key = finding.pk if finding else key
        self.mentions = mentions or Mentions(masterplan)

    @classmethod
    def at(cls, row_kind: RowKind, masterplan: Masterplan, key: int) -> "FindingDocument":
        """The document of a row by its key, also when it was removed or merged; 0: a new one."""
        finding = row_kind.rows(masterplan).filter(pk=key).first() if key else None
        return cls(masterplan, row_kind, finding=finding, key=key or None)

    @property
    def key(self):
        return self._key

    def exists(self):
        return self.finding is not None and self.finding.pk is not None

    # --- read and written

    def lock(self, by: User) -> None:
        if self.key is None and self.form_key:
            self._find_what_the_form_made()
        if self.key is None:
            self.masterplan = plan_held_open(self.masterplan)
            if not by.has_perm("analyses.enter_finding", self.masterplan):
                raise PermissionDenied
            return
        self.finding = self._locked()
        self.mentions.take(self.finding)
        if not self.finding.masterplan.is_open:  # the triggers hold a plan that is closed later
            raise PlanClosedError
        if not by.has_perm("analyses.write_finding", self.finding):  # given to others since
            raise PermissionDenied

    def read(self) -> Parts:
        return parts_of(self.finding) if self.finding else {}

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        finding = self.filled(parts, changed)
        if problems := self.faults(finding, parts, changed=changed, by=by):
            raise ValidationError(problems)
        if finding.pk is None:
            finding.order = self.next_order()
            finding.save()
        else:
            finding.save(update_fields=[*(changed - {ENTRIES}), "changed_at"])
        if ENTRIES in changed:
            join_entries(finding, parts.get(ENTRIES) or [])
        self.wrote(finding)

    def filled(self, parts: Parts, changed: set[str]) -> Finding:
        """The row as it will be, not saved; the row as it is stays untouched."""
        finding = copy(self.finding) if self.finding else self._new()
        for name in changed - {ENTRIES}:
            put(finding, name, parts.get(name))
        return finding

    def faults(self, finding: Finding, parts: Parts, *, changed: set[str], by: User) -> Faults:
        """What is wrong with a row that was `filled`; {} when it may be saved."""
        return faults(
            finding, parts, changed=changed, before=self.read(), by=by, mentions=self.mentions
        )

    def check(self, wanted: Parts, *, by: User) -> Faults:
        """What would be wrong if these parts were saved now; nothing is."""
        now = self.read()
        changed = {name for name, value in wanted.items() if digest(value) != digest(now.get(name))}
        parts = now | wanted
        return self.faults(self.filled(parts, changed), parts, changed=changed, by=by)

    def wrote(self, finding: Finding) -> None:
        """From now on this is the row."""
        self.finding, self._key = finding, finding.pk

    def next_order(self) -> int:
        """The place behind all others."""
        rows = self.model.objects.filter(masterplan=self.masterplan)
        return min((rows.aggregate(last=Max("order"))["last"] or 0) + 1, LARGEST_ORDER)

    def record(self, verb, *, changed, by, reason=""):
        more = {"text": str(self.finding)} if verb == "removed" else {}
        more |= {"reason": reason} if reason else {}
        record(by, f"finding.{verb}", self.finding, kind=self.kind, **more)

    def delete(self) -> None:
        if count := self.finding.origins.count():
            raise RowInUseError(count)
        self.finding.delete()

    # --- shown

    def heading(self, parts: Parts) -> str:
        first = next((parts[name] for name in TITLES if parts.get(name)), "baru")
        return f"{self.row_kind.one_capitalised} “{first}”"

    def label(self, part: str) -> str:
        head = next((column.head for column in self.row_kind.columns if column.name == part), "")
        if head or part not in names_of(self.model):
            return head or part
        words = str(self.model._meta.get_field(part).verbose_name)
        return words[:1].upper() + words[1:]

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        return in_words(self.model, part, value, names) if part in names_of(self.model) else ""

    def names(self, parts: Parts) -> dict[str, str]:
        return self.mentions.names(self.model, parts)

    def order(self, parts: set[str]) -> list[str]:
        return [name for name in names_of(self.model) if name in parts]

    # --- gone, and found again

    def fingerprint(self) -> str:
        """Ten letters that stand for all that the row says now."""
        return digest(self.marks(self.read()))

    def _locked(self):
        rows = self.model.objects.select_for_update(of=("self",), no_key=True)
        rows = rows.filter(masterplan=self.masterplan)
        rows = rows.select_related("masterplan__region__parent", "agency", *self.row_kind.joined)
        found = rows.filter(pk=self.key).first()
        if found is None:
            raise self.gone()
        if found.merged_into_id:
            raise MergedAway(found.merged_into)
        return found

    def _find_what_the_form_made(self):
        found = self.model.objects.filter(masterplan=self.masterplan, form_key=self.form_key)
        found = found.first()
        # A row that the pokja lead has merged meanwhile speaks through the one it was merged into.
        while found is not None and found.merged_into_id:
            found = found.merged_into
        if found is not None:
            self._key, self.was_found_by_its_form = found.pk, True

    def _new(self):
        return self.model(masterplan=self.masterplan, form_key=self.form_key)
