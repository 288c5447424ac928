"""What the head of a page says when all that the page is about is there."""

from dataclasses import dataclass


@dataclass
class HeadClaim:
    """A sentence at a head, which may claim that nothing is missing.

    `{% checked … %}` asks the list of what is missing (decision 0021) before the claim is read.
    """

    title: str
    claims_all: bool

    def with_open(self, rest: str) -> None:
        """Nothing is complete while the list has something for the reader: `rest` says what."""
        self.title = f"{self.title.rstrip('.')}; {rest}."
