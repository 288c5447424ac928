"""Signatories are pasted: matched to officials, guests added, seen before anything is written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments.models import Commitment
from commitments.preparing import open_for_signing
from regions.models import Official
from signatory_lists.adding import SignatoryList, add_signatories
from signatory_lists.reading import NO_ACCOUNT, STRANGER, read_signatories
from tests.authority.conftest import authority, made_authority
from tests.commitments.conftest import frozen, officials, prepared
from tests.factories import AgencyFactory, OfficialFactory
from tests.markup import one_line

__all__ = ["authority", "frozen", "made_authority", "officials", "prepared"]
pytestmark = pytest.mark.system
HEAD = "No\tNama\tJabatan\tInstansi\tNIP\tEmail\tUnsur\tPeran\tUrutan"
RECTOR = (
    "3\tProf. Dr. Akhmad Sodiq, M.Sc.\tRektor\tUniversitas Jenderal Soedirman\t"
    "19690108 199403 1 001\tRektor@unsoed.ac.id\tAkademisi\t\t6"
)
LIST = "\n".join([
    HEAD,
    "1\tSuryanto\tBupati\t\t\t\tKepala daerah\t\t1",
    "2\tIr. KARTIKA NUGRAHENI, M.T.\tSekda\tSetda\t\t\t\t\t2",
    RECTOR,
    "4\tDr. Dewi Pramesti\t\t\t\t\t\tSaksi\t9",
])  # fmt: skip


def said(response):
    return " ".join(one_line(response.content.decode()).split())


@pytest.fixture
def pasted(frozen, officials):
    return SignatoryList(frozen)


@pytest.fixture
def here(frozen, officials):
    return reverse("signatory_lists:paste", args=[frozen.slug])


def test_a_list_is_looked_at_and_then_stands_in_the_commitment(here, lead, signed_in):
    browser = signed_in(lead)
    looked = browser.post(here, {"text": LIST})
    page = said(looked)
    assert "4 penandatangan siap ditambahkan" in page or "Empat penandatangan siap" in page
    assert "Ditambahkan sebagai wakil tanpa akun" in page
    assert not Commitment.objects.exists()
    assert not Official.objects.filter(name__contains="Sodiq").exists()

    added = {"text": LIST, "simpan": "1", "pilih": ["2", "3", "4", "5"]}
    assert browser.post(here, added).url.endswith("/komitmen/siapkan/")
    found = Commitment.objects.get().signatories.order_by("order")
    assert list(found.values_list("name", "order", "role", "capacity", "is_guest")) == [
        ("Drs. H. Suryanto, M.Si.", 1, "signatory", "head", False),
        ("Ir. Kartika Nugraheni, M.T.", 2, "signatory", "agency", False),
        ("Prof. Dr. Akhmad Sodiq, M.Sc.", 6, "signatory", "academic", True),
        ("Dr. Dewi Pramesti", 9, "witness", "academic", False),
    ]
    rector = Official.objects.get(name__contains="Sodiq")
    assert (rector.email, rector.institution) == (
        "rektor@unsoed.ac.id",
        "Universitas Jenderal Soedirman",
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Rina Kusumawati; Kepala Dinas", STRANGER),
        ("Budi Hartono; Ketua; Kadin Banjarnegara", STRANGER),  # no address
        ("Slamet Widodo; Kepala Dinas Kesehatan", NO_ACCOUNT),
        ("Suryanto; Bupati; salah@", "“salah@” bukan alamat surel."),
        ("; ; x@kadin.example", "Nama tidak ditemukan"),
    ],
)
def test_a_line_that_cannot_be_added_says_why(line, problem, pasted, region):
    OfficialFactory(region=region, name="Slamet Widodo, S.K.M.", position="Kepala Dinas Kesehatan")

    (found,), _ = read_signatories(line, pasted)
    assert problem in found.problem


def test_without_numbers_the_usual_order_is_taken_and_half_a_column_is_refused(pasted, lead):
    text = "Dr. Dewi Pramesti\nIr. Kartika Nugraheni\nDrs. H. Suryanto"
    add_signatories(pasted, text, chosen={"1", "2", "3"}, by=lead)
    found = Commitment.objects.get().signatories.order_by("order")
    assert [one.name.split()[-2] for one in found] == ["Suryanto,", "Nugraheni,", "Dewi"]
    assert found.last().role == "witness"

    half, _ = read_signatories(
        "Drs. H. Suryanto; 1\nDr. Dewi Pramesti", SignatoryList(pasted.masterplan)
    )
    assert "Urutannya kosong" in half[1].problem


def test_who_is_in_the_list_already_is_changed_and_the_others_stay(prepared, lead):
    pasted = SignatoryList(prepared.masterplan)
    lines, _ = read_signatories(f"{HEAD}\n{RECTOR}\n\tSuryanto\t\t\t\t\t\t\t4", pasted)
    assert "Sudah dalam daftar" in lines[1].note
    add_signatories(
        pasted, f"{HEAD}\n{RECTOR}\n\tSuryanto\t\t\t\t\t\t\t4", chosen={"2", "3"}, by=lead
    )

    found = {one.name: one.order for one in prepared.signatories.all()}
    assert found == {
        "Ir. Kartika Nugraheni, M.T.": 2,
        "Dr. Dewi Pramesti": 3,
        "Drs. H. Suryanto, M.Si.": 4,
        "Prof. Dr. Akhmad Sodiq, M.Sc.": 6,
    }
    assert prepared.title == Commitment.objects.get().title


def test_once_it_is_opened_nothing_is_pasted(prepared, here, lead, signed_in, authority):
    open_for_signing(prepared, by=lead)
    answer = signed_in(lead).get(here, follow=True)

    assert "sudah dibuka untuk ditandatangani" in said(answer)


def test_forty_rows_cost_the_queries_of_one(pasted, region):
    AgencyFactory(region=region)

    def cost(count):
        rows = [
            f"Wakil {'abcdefgh'[n % 8] * (n + 1)}; Ketua; Forum {n}; w{n}@x.example"
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as captured:
            lines, _ = read_signatories("\n".join(rows), SignatoryList(pasted.masterplan))
        assert all(line.is_ready for line in lines), lines
        return len(captured)

    assert cost(40) == cost(1)
