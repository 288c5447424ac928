"""What a frozen book prints of decrees and their members stays as it was."""

import json

from editions.actions import keep_edition
from editions.canonical import canonical
from editions.snapshot import snapshot


def test_a_decree_that_is_corrected_or_replaced_later_changes_no_edition(full, lead):
    frozen = canonical(snapshot(full))[0]
    edition = keep_edition(full, number=1, content=frozen, by=lead)
    team = full.region.mandates.get(kind="team")
    team.members.update(position="Jabatan yang dibetulkan")
    team.number = "Nomor baru"
    team.save()
    edition.refresh_from_db()
    assert edition.content == frozen
    assert snapshot(full)["team"] != json.loads(frozen)["team"]
