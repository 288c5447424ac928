"""Materials, photographs and results of a session, also when its plan is not written any more."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from bimtek.models import SessionFile
from bimtek.sessions import plan_session
from masterplans.models import Status
from tests.factories import OfficialFactory
from tests.plans import bring_to


def photograph(name="ruang.jpg"):
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(drawn, "JPEG")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


@pytest.mark.django_db
def test_a_photograph_and_results_come_long_after_the_session(
    masterplan, lead, facilitator, people, signed_in
):
    day = date(2023, 7, 5)
    plan_session(masterplan, stage=1, first_day=day, last_day=day, by=lead)
    bring_to(masterplan, 1, Status.REVIEW, lead=lead, facilitator=facilitator)
    desk, path = signed_in(lead), f"/masterplan/{masterplan.slug}/jadwal/1/"

    refused = desk.post(
        f"{path}berkas/",
        {"kind": "foto", "title": "Pembukaan", "file": SimpleUploadedFile("a.jpg", b"%PDF-1.7")},
    )
    assert refused.status_code == 422
    assert "Pembukaan" in refused.content.decode()
    for _ in range(2):  # a double click
        desk.post(f"{path}berkas/", {"kind": "foto", "title": "Pembukaan", "file": photograph()})

    photo = SessionFile.objects.get()
    page = signed_in(people["viewer"]).get(f"{path}acara/").content.decode()
    assert f"berkas/{photo.pk}/" in page
    shown = desk.get(f"{path}berkas/{photo.pk}/")
    assert shown.headers["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")

    official = OfficialFactory(region=masterplan.region, name="Drs. Nurdin, M.H.")
    given = {"opener": "Sekda", "results": "Isu disepakati", "signers": [official.pk]}
    assert desk.post(f"{path}hasil/", given).status_code == 302
    assert masterplan.sessions.get().signers.get() == official

    desk.post(f"{path}berkas/{photo.pk}/hapus/")
    assert not SessionFile.objects.exists()
