"""A sealed document gets a new time stamp before the last one ends; the old file stays genuine."""

from datetime import timedelta

import pytest
from django.urls import reverse

from authority.authorities import renew_timestamps
from seals.verification import verify_pdf
from signing.files import newest_pdf
from signing.models import RevisionKind
from signing.renewing import renew_due
from tests.verification.conftest import sealed, signed_by_all
from verification.files import on_hash

__all__ = ["sealed", "signed_by_all"]
pytestmark = pytest.mark.system


def test_a_document_is_stamped_anew_when_the_stamp_nears_its_end(sealed, authority, client):
    assert renew_due() == 0
    then = authority.tsa.not_valid_after_utc - timedelta(days=300)
    assert renew_due(now=then) == 0  # our own stamps would end no later
    renew_timestamps()

    assert renew_due(now=then) == 1
    assert renew_due(now=then) == 0
    before, after = bytes(sealed.document.pdf), newest_pdf(sealed)
    assert after.startswith(before)
    assert len(after) > len(before)
    kinds = list(sealed.revisions.values_list("kind", flat=True))
    assert kinds[-2:] == [RevisionKind.TIMESTAMP, RevisionKind.TIMESTAMP]
    assert verify_pdf(after, authority=authority).sound
    given = client.get(reverse("verification:document", args=[sealed.code]))
    assert given.content == after
    for one in (sealed.document.sha256, sealed.revisions.last().sha256):
        assert on_hash(one, None).kind == "ok"
