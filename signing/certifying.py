"""The Sertifikat Penandatanganan: after the seal, a second file that says how it was signed.

It stands apart because a page more in the signed file would break its signatures. A worker makes
it once, seals it, and keeps it for ever; what a killed worker left is found by looking.
"""

import hashlib
import json
from dataclasses import asdict

from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django_tasks import task

from authority.authorities import load_authority
from commitments.locking import locked
from commitments.models import Commitment
from commitments.trail import record_step
from pictures.codes import qr_code
from signing.models import RevisionKind, SigningCertificate
from signing.owed import OwedStep
from signing.record import SigningRecord, record_of

REASON = "Sertifikat Penandatanganan"


def owed():
    """Commitments that were signed in the file and sealed, and have no certificate of that yet."""
    sealed = Commitment.objects.filter(
        document__isnull=False, signing_certificate=None, revisions__kind=RevisionKind.SEAL
    )
    return sealed.distinct()


@task()
def certify_signing(pk: int) -> None:
    """Typeset, seal and keep the certificate of a sealed commitment.

    May be run again after a kill, and beside another worker: the first one kept stays. Raises
    SealingError or AuthorityError when it cannot be sealed; then it waits for the next sweep.
    """
    from seals.sealing import seal_pdf  # pyHanko takes half a second to be read in

    commitment = owed().select_related("edition__masterplan__region").filter(pk=pk).first()
    if commitment is None:
        return
    record = record_of(commitment)
    pdf = seal_pdf(
        typeset_certificate(record, at=commitment.document.sealed_at),
        authority=load_authority(),
        reason=REASON,
        location=commitment.place,
        name=record.organisation,
    )
    _keep(commitment, pdf)


CERTIFYING = OwedStep(
    "Sertifikat Penandatanganan belum disusun", owed, F("document__sealed_at"), certify_signing
)


def _keep(commitment, pdf: bytes) -> None:
    with transaction.atomic():
        commitment = locked(commitment)
        if SigningCertificate.objects.filter(commitment=commitment).exists():
            return
        kept = SigningCertificate.objects.create(
            commitment=commitment, pdf=pdf, sha256=hashlib.sha256(pdf).hexdigest()
        )
        record_step(None, "commitment.certified", commitment, sha256=kept.sha256)


def typeset_certificate(record: SigningRecord, *, at) -> bytes:
    """The certificate as PDF/A-3a and PDF/UA-1, the same as data inside. For a worker."""
    # WeasyPrint takes a second to be read in, and this room is known to every process of the site.
    from typesetting.archival import EnclosedFile, render_archival

    data = json.dumps(asdict(record), ensure_ascii=False, indent=1).encode()
    return render_archival(
        certificate_html(record),
        title=f"Sertifikat Penandatanganan {record.code}",
        attachments=[
            EnclosedFile(
                "sertifikat-penandatanganan.json",
                data,
                description="Isi sertifikat ini dan rantai peristiwanya sebagai data",
                modified=at,
            )
        ],
    )


def certificate_html(record: SigningRecord) -> str:
    """The certificate as the HTML that is typeset."""
    context = {"record": record, "qr": qr_code(record.verify_url)}
    return render_to_string("signing/print/certificate.html", context)
