"""Dewan and Tim Pelaksana as their SK name them (domain §5.1, §5.2), pasted whole, joined whole.

Offices as in SK Bupati Wonosobo 555.6/2019: 22 for the Dewan; the Tim has 8 with their addresses.
"""

import pytest
from django.urls import reverse

from mandates.models import BodyRole, MandateKind
from regions.models import Invitation, Role
from tests.factories import DimensionFactory, MandateFactory

HEADS = (
    "Bappeda", "Dinas Komunikasi dan Informatika", "Dinas Kesehatan", "Dinas Pendidikan",
    "Dinas Pariwisata dan Kebudayaan", "Dinas Lingkungan Hidup", "Dinas Perhubungan",
    "Dinas Sosial", "Dinas Kependudukan dan Pencatatan Sipil", "DPMPTSP", "DPUPR", "BPKAD",
    "Inspektorat", "BKD", "Satpol PP",
)  # fmt: skip
DEWAN = "\n".join(
    (
        "No\tNama\tJabatan\tKedudukan dalam Dewan",
        "1\t\tBupati Wonosobo\tPembina",
        "2\t\tWakil Bupati Wonosobo\tPengarah",
        "3\t\tKomandan Kodim 0707/Wonosobo\tPengarah",
        "4\t\tKapolres Wonosobo\tPengarah",
        "5\t\tKetua Pengadilan Negeri Wonosobo\tPengarah",
        "6\t\tKepala Kejaksaan Negeri Wonosobo\tPengarah",
        "7\t\tSekretaris Daerah\tKetua",
        *(f"{n}\t\tKepala {head}\tAnggota" for n, head in enumerate(HEADS, 8)),
    )
)
TIM = """Nama;Jabatan;Kedudukan dalam tim;Dimensi;Surel
Dr. Siti Rahma, S.E., M.Si.;Kepala Bappeda;Ketua;;siti@wonosobo.example
Agus Salim, S.Kom.;Kepala Dinas Kominfo;Sekretaris;;agus@wonosobo.example
Rina Wulandari, S.Sos.;Kabid Aptika;Ketua pokja;Smart Governance;rina@wonosobo.example
Budi Santoso, M.T.;Kabid Layanan;Anggota pokja;Smart Governance;budi@wonosobo.example
Dewi Lestari, S.Stp.;Kasubag Organisasi;Anggota pokja;Smart Governance;dewi@wonosobo.example
Joko Susilo, S.H.;Kabag Hukum;Anggota;;
Endah Kurnia, S.IP.;Kabag Pemerintahan;Anggota;;
Hj. Nurul Aini, M.Si.;Sekretaris Dinas Kesehatan;Anggota;;
"""


@pytest.fixture
def paste(region, lead, signed_in):
    """`paste("team", text)` adds every line of an annex, and gives the decree."""
    DimensionFactory()
    browser = signed_in(lead)

    def send(kind, text):
        decree = MandateFactory(region=region, kind=kind)
        url = reverse("mandates:member_list", args=[region.code, decree.pk])
        ready = browser.post(url, {"text": text}).context["ready"]
        keys = [line.key for line in ready]
        browser.post(url, {"text": text, "simpan": "1", "pilih": keys})
        return decree

    return send


def test_a_dewan_of_22_offices_is_pasted_whole_and_holds_no_role(paste):
    dewan = paste(MandateKind.COUNCIL, DEWAN)

    members = list(dewan.members.all())
    assert len(members) == 22
    assert (members[0].position, members[0].role) == ("Bupati Wonosobo", BodyRole.PATRON)
    assert [one.role for one in members].count(BodyRole.STEERING) == 5
    assert {one.name for one in members} == {""}


def test_a_tim_of_8_becomes_members_of_the_region_in_one_step(paste, region, lead, signed_in):
    tim = paste(MandateKind.TEAM, TIM)
    assert tim.members.count() == 8
    browser = signed_in(lead)
    url = reverse("mandates:joining", args=[region.code, tim.pk])
    lines = browser.get(url).context["lines"]
    ticked = {
        line.add_prefix(name): value
        for line in lines
        for name, value in line.initial.items()
        if name != "pick" or value
    }

    browser.post(url, ticked)

    invited = dict(Invitation.objects.filter(region=region).values_list("email", "role"))
    assert invited == {
        "siti@wonosobo.example": Role.LEAD,
        "agus@wonosobo.example": Role.DEPUTY,
        "rina@wonosobo.example": Role.DIMENSION_LEAD,
        "budi@wonosobo.example": Role.POKJA_MEMBER,
        "dewi@wonosobo.example": Role.POKJA_MEMBER,
    }
