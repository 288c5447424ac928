"""What was signed, part by part, hashed again from what is kept: content, books, letter."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import F
from django.utils import timezone

from commitments.models import ShownLetter
from commitments.state import CommitmentState
from editions.integrity import ManifestPart, Sha256Of, manifest_again, parts_of, row_version
from editions.models import Edition, EditionBook


@dataclass(frozen=True)
class SignedParts:
    """The parts of a manifest, and the manifest itself as the last of them."""

    parts: list[ManifestPart]
    manifest: ManifestPart

    @property
    def broken(self) -> list[ManifestPart]:
        return [part for part in [*self.parts, self.manifest] if not part.is_whole]

    @property
    def is_whole(self) -> bool:
        return not self.broken


def signed_parts(state: CommitmentState) -> SignedParts:
    """Every part of what this commitment's signatories sign, hashed again; no file is read.

    Hashing megabytes for each visitor would let anybody keep the database busy: a process keeps
    what it found for an hour, as long as none of the rows was written since. Three small queries.
    """
    edition, letter = state.commitment.edition_id, state.letter and state.letter.pk
    kept = (
        (Edition, {"pk": edition}),
        (EditionBook, {"edition": edition}),
        (ShownLetter, {"pk": letter}),
    )
    versions = tuple(
        tuple(model.objects.filter(**which).order_by("pk").values_list("pk", row_version(model)))
        for model, which in kept
    )
    return _hashed_again(edition, letter, versions, timezone.now().strftime("%Y%m%d%H"))


@lru_cache(maxsize=200)
def _hashed_again(edition_key, letter_key, versions, hour) -> SignedParts:
    """As these rows are in these versions, in this hour."""
    edition = Edition.objects.defer("content").get(pk=edition_key)
    letter = ShownLetter.objects.defer("pdf", "pages").filter(pk=letter_key).first()
    parts = parts_of(edition)
    if letter is None:
        again = manifest_again(edition, parts)
        return SignedParts(parts, ManifestPart("Manifes", edition.manifest_sha256, again))
    kept = ShownLetter.objects.filter(pk=letter.pk).values_list(Sha256Of(F("pdf")), flat=True).get()
    again = manifest_again(edition, parts, kept)
    parts = [*parts, ManifestPart("Naskah komitmen", letter.sha256, kept)]
    return SignedParts(parts, ManifestPart("Manifes", letter.manifest_sha256, again))
