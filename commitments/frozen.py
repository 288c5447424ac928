"""The commitment as the one file that everybody signs: typeset once, when it is opened."""

from django.template.loader import render_to_string

from commitments.letter import CommitmentLetter
from commitments.letter_data import frozen_letter
from commitments.models import Commitment
from letterheads.emblems import emblem_images


def freeze_letter(commitment: Commitment) -> bytes:
    """The letter, or the berita acara, as PDF/A-3a and PDF/UA-1, with a field for each signatory.

    For a worker.

    The data of the edition and its manifest travel inside: their SHA-256 are those printed. The
    same commitment gives the same bytes.
    """
    # WeasyPrint takes a second to be read in, and this room is known to every process of the site.
    from typesetting.archival import EnclosedFile

    edition = commitment.edition
    return render_frozen_letter(
        frozen_letter(commitment),
        attachments=[
            EnclosedFile(
                f"masterplan-edisi-{edition.number}.json",
                edition.content.encode(),
                description=f"Isi masterplan edisi {edition.number} sebagai data",
                modified=edition.frozen_at,
            ),
            EnclosedFile(
                f"manifes-edisi-{edition.number}.json",
                edition.manifest.encode(),
                description=f"Manifes masterplan edisi {edition.number}",
                modified=edition.frozen_at,
            ),
        ],
        images=emblem_images(commitment.region),
    )


def render_frozen_letter(letter: CommitmentLetter, *, attachments=(), images=None) -> bytes:
    """The official form with empty fields, typeset."""
    from typesetting.archival import render_archival

    return render_archival(
        frozen_html(letter),
        title=letter.title,
        fields=[name for person, name, _ in letter.fields if person.has_field],
        others_sign=True,
        attachments=attachments,
        images=images,
    )


def frozen_html(letter: CommitmentLetter) -> str:
    """The official form as the HTML that is typeset."""
    return render_to_string("commitments/print/frozen.html", {"letter": letter})
