"""An edition is enacted by a regulation; as long as it is not, the region's page says so."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from enactments.actions import EnactmentError, change_enactment, record_enactment, remove_enactment
from enactments.models import Enactment, unenacted
from masterplans.models import Masterplan, Stage, Status
from stages import workflow
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.markup import one_line
from tests.plans import bring_to
from tests.world import PIXEL

SAID = {"form": "regulation", "number": "45 Tahun 2024", "about": "Masterplan Smart City"}


@pytest.fixture
def plan(masterplan, people):
    """Frozen today."""
    plan = bring_to(
        masterplan,
        Stage.COMMITMENT,
        Status.APPROVED,
        lead=people["lead"],
        facilitator=people["facilitator"],
    )
    return frozen(plan, people["lead"])


@pytest.fixture
def signed(plan, people):
    commitment = opened(commitment_for(plan, people["signatory"]))
    put_signature(commitment.signatories.get())
    workflow.mark_signed(plan, by=people["facilitator"])
    return Masterplan.objects.get(pk=plan.pk)


def page(plan, *more):
    return reverse("enactments:list", args=[plan.slug]) + "".join(more)


def test_a_coordinator_records_the_regulation_with_its_copy_and_everybody_reads_it(
    plan, lead, writer, signed_in
):
    browser = signed_in(lead)
    assert "Catat peraturan yang menetapkan edisi 1." in browser.get(page(plan)).content.decode()
    scan = SimpleUploadedFile("Perbup 45.png", PIXEL, "image/png")
    sent = SAID | {"date": timezone.localdate().isoformat(), "upload": scan}

    answer = browser.post(page(plan, "edisi/1/baru/"), sent)

    assert answer.url == page(plan)
    html = one_line(signed_in(writer).get(page(plan)).content.decode())
    title = "Peraturan Bupati Banjarnegara Nomor 45 Tahun 2024"
    assert f"Edisi 1 ditetapkan dengan {title}." in html
    assert "Ubah" not in html.partition("<main")[2]
    enactment = Enactment.objects.get()
    copy = signed_in(writer).get(page(plan, f"{enactment.pk}/salinan/"))
    assert copy.headers["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(copy.streaming_content).startswith(b"\x89PNG")
    copy.close()
    assert enactment.name == "Perbup 45.png"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": timedelta(days=1)}, "Tanggal ini belum tiba."),
        ({"date": timedelta(days=-1)}, "Edisi ini dibekukan"),
        ({"number": " "}, "Isian ini masih kosong. Tulis atau pilih isinya."),
        ({"upload": SimpleUploadedFile("x.exe", b"MZ\x90")}, "Jenis berkas ini tidak dikenal."),
    ],
    ids=["tomorrow", "before the edition", "no number", "no document"],
)
def test_what_cannot_be_gets_a_sentence_and_keeps_what_was_typed(
    changes, sentence, plan, lead, signed_in
):
    days = changes.pop("date", timedelta(0)) if "date" in changes else timedelta(0)
    sent = SAID | {"date": (timezone.localdate() + days).isoformat()} | changes

    answer = signed_in(lead).post(page(plan, "edisi/1/baru/"), sent)

    html = answer.content.decode()
    assert sentence in html
    assert 'value="Masterplan Smart City"' in html
    assert not Enactment.objects.exists()


def test_of_a_double_click_the_second_is_refused(plan, lead):
    edition = plan.editions.get()
    said = SAID | {"date": timezone.localdate(), "by": lead}
    record_enactment(edition, **said)
    with pytest.raises(EnactmentError, match="sudah dicatat untuk edisi ini"):
        record_enactment(edition, **said)


def test_a_correction_and_a_removal_stay_in_the_trail(plan, lead):
    said = SAID | {"date": timezone.localdate(), "by": lead}
    enactment = record_enactment(plan.editions.get(), **said)
    change_enactment(enactment, **said | {"number": "46 Tahun 2024"})
    remove_enactment(Enactment.objects.get(), by=lead)

    verbs = Event.objects.filter(verb__startswith="enactment.").order_by("pk")
    assert [event.verb for event in verbs] == [
        "enactment.recorded", "enactment.changed", "enactment.removed",
    ]  # fmt: skip


def test_a_signed_plan_that_nothing_enacts_is_warned_of_on_the_page_of_its_region(
    signed, lead, signed_in
):
    browser = signed_in(lead)
    where = signed.region.get_absolute_url()
    warning = "dan belum ditetapkan dengan peraturan."
    assert warning in one_line(browser.get(where).content.decode())
    assert list(unenacted(Masterplan.objects.all())) == [signed]

    record_enactment(signed.editions.get(), **SAID, date=timezone.localdate(), by=lead)

    assert warning not in one_line(browser.get(where).content.decode())
    html = one_line(browser.get(reverse("stages:timeline", args=[signed.slug])).content.decode())
    assert "Edisi 1 ditetapkan dengan Peraturan Bupati Banjarnegara" in html


@pytest.mark.parametrize(
    ("level", "title"),
    [("regency", "Keputusan Bupati"), ("city", "Keputusan Wali Kota"),
     ("province", "Keputusan Gubernur")],
)  # fmt: skip
def test_a_regulation_is_called_as_the_kind_of_region_has_it(level, title, region):
    from enactments.models import EnactmentForm

    region.level = level
    assert EnactmentForm.DECREE.title_for(region) == title
    assert EnactmentForm.LAW.title_for(region) == "Peraturan Daerah"
