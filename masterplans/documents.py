"""What can be saved in a masterplan: the base of all its documents, and the text of a section."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from masterplans.guards import MESSAGE
from masterplans.models import Masterplan, Revision, Section
from masterplans.models.section import SECTION_REVISIONS
from revisions.documents import Document
from revisions.history import removal_of
from revisions.html_blocks import blocks
from revisions.html_text import count_words, plain_text
from revisions.saving import SOMEBODY, Gone, NotOpen
from revisions.tokens import Parts


class PlanClosedError(NotOpen):
    """The masterplan is not being written now; nothing was changed. The message is for the user."""

    def __init__(self, message: str = MESSAGE):
        super().__init__(message)


def unsaved_texts_url(masterplan: Masterplan, refusal: Exception | None = None) -> str:
    """The page on which somebody finds what she typed too late; "" if the refusal kept nothing."""
    if refusal is not None and refusal.kept is None:
        return ""
    return reverse("masterplans:kept", args=[masterplan.slug])


class closed_as_sentence:  # noqa: N801 - reads as a sentence behind `with`
    """Turns the refusal of the database trigger into PlanClosedError.

    The trigger is what holds when a stage is handed in between our look and our write.
    """

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if isinstance(error, IntegrityError) and MESSAGE in str(error):
            raise PlanClosedError from error
        return False


def locked_plan(masterplan: Masterplan) -> Masterplan:
    """The freshest row of a masterplan, locked and open. Raises PlanClosedError."""
    masterplan = (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region__parent")
        .get(pk=masterplan.pk)
    )
    if not masterplan.is_open:
        raise PlanClosedError
    return masterplan


def plan_held_open(masterplan: Masterplan) -> Masterplan:
    """The plan as it is now, which stays open until the transaction ends. Raises PlanClosedError.

    Many may hold it so together; who moves the plan on waits for all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM masterplans_masterplan WHERE id = %s FOR SHARE", [masterplan.pk]
        )
    plan = Masterplan.objects.select_related("region__parent").get(pk=masterplan.pk)
    if not plan.is_open:
        raise PlanClosedError
    return plan


def names_of_keys(mentioned: dict[str, tuple[type[Model], set[int]]]) -> dict[str, str]:
    """What mentioned things are called: {"agency.12": "Dinas Kesehatan"}; a query for each kind.

    `mentioned` are the model and the keys for each word that stands before the dot.
    """
    return {
        f"{word}.{thing.pk}": str(thing)
        for word, (model, keys) in mentioned.items()
        if keys
        for thing in model._default_manager.filter(pk__in=keys)
    }


class PlanDocument(Document):
    """A document of a masterplan: its revisions hang on the plan, and the plan must be open."""

    def __init__(self, masterplan: Masterplan):
        self.masterplan = masterplan

    def revisions(self):
        return self.revisions_of_kind().filter(object_id=self.key or 0)

    def revisions_of_kind(self):
        """The revisions of all documents of this kind in the plan."""
        return Revision.objects.filter(masterplan=self.masterplan, kind=self.kind)

    def new_revision(self, **fields) -> Revision:
        return Revision(
            masterplan=self.masterplan, kind=self.kind, object_id=self.key or 0, **fields
        )

    def refusal(self, error):
        return PlanClosedError() if MESSAGE in str(error) else None

    def beginning(self):
        plan = self.masterplan
        return plan.created_by, plan.created_at

    def gone(self) -> Gone:
        """What to raise when its row is not there any more: who removed it."""
        removal = removal_of(self)
        return Gone(removal.author.name if removal else SOMEBODY)


class SectionDocument(PlanDocument):
    """The text of a section: one part, `body`, joined block by block in own windows."""

    kind = SECTION_REVISIONS
    title = "bagian ini"
    counts_versions = True

    def __init__(self, section: Section):
        super().__init__(section.masterplan)
        self.section = section

    @classmethod
    def of(cls, masterplan: Masterplan, key: int) -> "SectionDocument":
        """The document of a section by its key."""
        section = masterplan.sections.select_related("outline__chapter__book").get(pk=key)
        section.masterplan = masterplan
        return cls(section)

    @property
    def key(self):
        return self.section.pk

    def version(self):
        return self.section.revision_number

    def lock(self, by: User) -> None:
        rows = Section.objects.select_for_update(of=("self",), no_key=True)
        rows = rows.select_related("masterplan__region__parent", "outline__chapter__book")
        self.section = rows.get(pk=self.section.pk)
        self.masterplan = self.section.masterplan
        if not self.masterplan.is_open:
            raise PlanClosedError
        if not by.has_perm("masterplans.write_section", self.section):
            raise PermissionDenied

    def read(self) -> Parts:
        return {"body": self.section.body}

    def write(self, parts: Parts, *, changed: set[str], by: User) -> None:
        section = self.section
        section.body = parts.get("body") or ""
        section.revision_number += 1
        section.changed_by, section.changed_at = by, timezone.now()
        section.save(update_fields=["body", "revision_number", "changed_by", "changed_at"])

    def record(self, verb, *, changed, by, reason=""):
        number, words = self.section.outline.number, count_words(self.section.body)
        revision = self.section.revision_number
        record(by, "section.written", self.section, number=number, revision=revision, words=words)

    def beginning(self):
        author, at = super().beginning()
        return self.section.changed_by or author, self.section.changed_at or at

    def split(self, part: str, value: Any) -> list:
        return blocks(value or "")

    def join(self, part: str, items: list) -> str:
        return "".join(items)

    def heading(self, parts: Parts) -> str:
        return f"Bagian {self.section.outline}"

    def label(self, part: str) -> str:
        return "Isi bagian"

    def display(self, part: str, value: Any, names: dict[str, str]) -> str:
        return plain_text(value or "")
