"""What was signed, part by part, hashed again from what is kept: content, books, letter."""

from dataclasses import dataclass

from django.db.models import F

from commitments.models import ShownLetter
from commitments.state import CommitmentState
from editions.integrity import ManifestPart, Sha256Of, manifest_again, parts_of


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
    """Every part of what this commitment's signatories sign; in three queries, no file is read."""
    edition, letter = state.commitment.edition, state.letter
    parts = parts_of(edition)
    if letter is None:
        again = manifest_again(edition, parts)
        return SignedParts(parts, ManifestPart("Manifes", edition.manifest_sha256, again))
    kept = ShownLetter.objects.filter(pk=letter.pk).values_list(Sha256Of(F("pdf")), flat=True).get()
    again = manifest_again(edition, parts, kept)
    parts = [*parts, ManifestPart("Naskah komitmen", letter.sha256, kept)]
    return SignedParts(parts, ManifestPart("Manifes", letter.manifest_sha256, again))
