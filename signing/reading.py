"""What somebody had before her when she said yes: it must be what is signed.

The form carries commitment, letter and manifest. An old page of a voided commitment, sent after a
new one was opened, says another letter; nothing is signed then and the new text is shown.
"""

from dataclasses import dataclass

from commitments.locking import SigningError
from commitments.state import CommitmentState

OTHER_TEXT = (
    "Naskah yang Anda baca bukan lagi naskah yang berlaku, jadi belum ada yang ditandatangani."
    " Naskah yang berlaku tampil di bawah ini; baca dahulu, lalu tanda tangani."
)


class OtherTextError(SigningError):
    """What was read is not what would be signed."""


@dataclass(frozen=True)
class WhatWasRead:
    """The commitment, its frozen letter and the manifest as the page had them."""

    commitment: int
    letter_sha256: str
    manifest_sha256: str

    @classmethod
    def on(cls, state: CommitmentState) -> "WhatWasRead":
        """What a page that is drawn now shows."""
        letter = state.letter
        return cls(state.commitment.pk, letter.sha256, letter.manifest_sha256)

    @classmethod
    def parse(cls, text: str) -> "WhatWasRead":
        """As `str` wrote it into the form; OtherTextError for anything else."""
        number, _, rest = text.partition(".")
        letter, _, manifest = rest.partition(".")
        if not number.isdecimal():
            raise OtherTextError(OTHER_TEXT)
        return cls(int(number), letter, manifest)

    def __str__(self):
        return f"{self.commitment}.{self.letter_sha256}.{self.manifest_sha256}"


def check_read(read: WhatWasRead, state: CommitmentState) -> None:
    """OtherTextError unless what was read is what `state` would have signed."""
    if state.letter is None or read != WhatWasRead.on(state):
        raise OtherTextError(OTHER_TEXT)
