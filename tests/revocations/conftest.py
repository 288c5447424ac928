"""A sealed commitment whose berita acara is written, opened, or sealed."""

from datetime import date

import pytest
from django.test import override_settings

from commitments import preparing
from commitments.tasks import show_letter
from revocations.preparing import prepare_revocation, usual_points, usual_title
from signing.sealing import seal_commitment
from tests.authority.conftest import an_authority, authority, made_authority
from tests.commitments.conftest import frozen, officials, pages, prepared, shown
from tests.shared import floor
from tests.signing.conftest import sign_in_browser
from tests.verification.conftest import sealed, signed_by_all

__all__ = [
    "authority",
    "frozen",
    "made_authority",
    "officials",
    "pages",
    "prepared",
    "sealed",
    "shown",
    "signed_by_all",
]

GROUNDS = "Peraturan Daerah Nomor 2 Tahun 2024 mengubah susunan Perangkat Daerah."


def words(commitment, **changes):
    """What a berita acara usually says."""
    return {
        "title": usual_title(commitment),
        "number": "555/207/2024",
        "points": list(usual_points(commitment)),
        "place": "Banjarnegara",
        "date": date(2024, 3, 4),
        "grounds": GROUNDS,
    } | changes


@floor
def written(signed_by_all, officials, people):
    """Written for the head of region and the Sekda; the witness of then is left out."""
    return prepare_revocation(
        signed_by_all, officials=officials[:2], by=people["lead"], **words(signed_by_all)
    )


@floor
def asked(written, people):
    """Opened, and its letter shown."""
    with override_settings(AUTHORITY_DIR=an_authority().directory):
        preparing.open_for_signing(written, by=people["lead"])
    show_letter.call(written.pk)
    written.refresh_from_db()
    return written


@floor
def revoked(asked, signed_by_all):
    """Signed by both and sealed; the commitment that counts no more."""
    with override_settings(AUTHORITY_DIR=an_authority().directory):
        for place in asked.signatories.select_related("user"):
            sign_in_browser(place)
        seal_commitment.call(asked.pk)
    signed_by_all.refresh_from_db()
    return signed_by_all


@pytest.fixture
def revocation(revoked):
    """The sealed berita acara."""
    return revoked.revocations.get()
