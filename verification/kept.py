"""The files that are known: every letter as it was frozen, every step of its file, every seal.

They are recognised by size and hash alone; no byte of what is kept is read, however many there are.
"""

from dataclasses import dataclass

from django.db.models.functions import Length

from commitments.models import ShownLetter, SignedDocument
from seals.verification import KnownFile, longest_beginning
from signing.models import FileRevision, RevisionKind

FROZEN = "frozen"


@dataclass(frozen=True)
class FileVersion:
    """One file as it was at one time. `number` is how many steps came after the frozen letter."""

    commitment: int
    number: int
    kind: str
    sha256: str
    size: int

    @property
    def is_final(self) -> bool:
        """Sealed; only time stamps come after."""
        return self.kind in (RevisionKind.SEAL, RevisionKind.TIMESTAMP)

    @property
    def signatures(self) -> int:
        """Of people, in a file that is not sealed: each step before the seal is one."""
        return self.number


def kept_as(sha256: str) -> FileVersion | None:
    """The file with this hash, in three queries at most."""
    return next(_kept(sha256=sha256), None)


def beginning_of(data: bytes) -> FileVersion | None:
    """The longest known file that these bytes begin with, when more was added; in three queries."""
    known = {KnownFile(one.sha256, one.size): one for one in _kept()}
    found = longest_beginning(data, known=known)
    return known[found] if found else None


def _kept(**which):
    for pk, number, kind, sha256, size in FileRevision.objects.filter(**which).values_list(
        "commitment", "number", "kind", "sha256", "size"
    ):
        yield FileVersion(pk, number, kind, sha256, size)
    for model, kind in ((ShownLetter, FROZEN), (SignedDocument, RevisionKind.SEAL)):
        files = model.objects.filter(**which).annotate(size=Length("pdf"))
        for pk, sha256, size in files.values_list("commitment", "sha256", "size"):
            yield FileVersion(pk, 0, kind, sha256, size)
