"""A frozen masterplan, three people who sign, and a worker that really works."""

from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from django.core.management import call_command
from django.test import override_settings

from commitments import preparing
from commitments.tasks import show_letter
from editions.actions import BookFile
from masterplans.models import Stage, Status
from tests.authority.conftest import an_authority, authority, made_authority, pdfsig, run
from tests.commitments.making import frozen as freeze
from tests.factories import AgencyFactory, OfficialFactory, UserFactory
from tests.identities.making import prove
from tests.plans import bring_to
from tests.shared import floor, part

__all__ = ["authority", "made_authority", "pdfsig"]

BOOKS = [BookFile(2, "Buku 2: Masterplan", b"%PDF-1.7 buku", 164)]
WORDS = {
    "title": "Komitmen Bersama Implementasi Smart City Kabupaten Banjarnegara",
    "number": "555/123/2023",
    "points": ["menciptakan integrasi", "menyediakan landasan", "mendukung proses"],
    "place": "Banjarnegara",
    "date": date(2023, 10, 10),
}


@floor
def frozen(masterplan, people):
    """The masterplan with its first edition frozen."""
    lead, facilitator = people["lead"], people["facilitator"]
    approved = bring_to(
        masterplan, Stage.COMMITMENT, Status.APPROVED, lead=lead, facilitator=facilitator
    )
    return freeze(approved, lead, BOOKS)


@part
def officials(region, people):
    """Bupati (Pj.), Sekda and an expert as witness, each with an account, in this order."""
    bupati = OfficialFactory(
        region=region,
        name="Drs. H. Suryanto, M.Si.",
        position="Bupati Banjarnegara",
        acting="pj",
        is_head_of_region=True,
        nip="196702021992031002",
        rank="Pembina Utama",
        user=people["signatory"],
    )
    sekda = OfficialFactory(
        region=region,
        name="Ir. Kartika Nugraheni, M.T.",
        position="Sekretaris Daerah",
        agency=AgencyFactory(region=region, name="Sekretariat Daerah"),
        nip="197001011995032001",
        rank="Pembina Utama Madya",
        grade="IV/d",
        user=UserFactory(name="Ir. Kartika Nugraheni, M.T."),
    )
    expert = OfficialFactory(
        region=region,
        name="Dr. Dewi Pramesti",
        position="Tenaga ahli",
        institution="Universitas Jenderal Soedirman",
        user=people["facilitator"],
    )
    for official in (bupati, sekda, expert):
        prove(official)
    return [bupati, sekda, expert]


@floor
def prepared(frozen, officials, people):
    edition = frozen.editions.get()
    return preparing.prepare(
        edition, **WORDS, officials=officials, witnesses=officials[2:], by=people["lead"]
    )


@floor
def shown(prepared, people):
    """Opened, and the letter shown: the first of three may sign."""
    with override_settings(AUTHORITY_DIR=an_authority().directory):
        preparing.open_for_signing(prepared, by=people["lead"])
    show_letter.call(prepared.pk)
    prepared.refresh_from_db()
    return prepared


@pytest.fixture
def commitment(shown, authority):
    """The same, and an authority that can seal it."""
    return shown


@pytest.fixture
def places(commitment):
    """The three places in order."""
    return list(commitment.signatories.select_related("user"))


@pytest.fixture
def sent(settings):
    """Every letter about a commitment that was sent, oldest first, as parsed messages."""

    def read():
        files = sorted(settings.MAIL_DIR.glob("*"), key=lambda path: path.stat().st_mtime_ns)
        # Django's backend of files may put letters of the same second into one of them
        parts = [part for file in files for part in file.read_bytes().split(b"-" * 79 + b"\n")]
        letters = [message_from_bytes(part, policy=default) for part in parts if part.strip()]
        return [letter for letter in letters if WORDS["title"] in letter["Subject"]]

    return read


@pytest.fixture
def pages(tmp_path):
    """The text of each page, words only, as Poppler reads it."""

    def read(pdf):
        (tmp_path / "read.pdf").write_bytes(pdf)
        text = run("pdftotext", "-raw", tmp_path / "read.pdf", "-").stdout
        return [" ".join(page.split()) for page in text.split("\f")[:-1]]

    return read


def work():
    """Let a real worker do what waits, and what that brings about."""
    call_command("db_worker", batch=True, interval=0.01, startup_delay=False, verbosity=0)


def text_of(letter):
    return letter.get_body(("plain",)).get_content()
