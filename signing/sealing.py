"""After the signatures: every revision is looked at once more, then the seal closes the file.

    look at each revision -> seal -> time stamp -> the finished document is kept, all are told
      -> the certificate of signing (certifying.py)

Each step is kept before the next begins and is found by looking, so a worker that is killed
anywhere is followed by one that goes on. Nothing is sealed that does not pass: it is written down
as an incident, and an officer sees it.
"""

import hashlib

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone
from django_tasks import task

from authority.authorities import AuthorityError, load_authority
from commitments import notices
from commitments.locking import locked
from commitments.models import Commitment, Signatory, SignedDocument
from commitments.trail import record_step
from signing import certifying
from signing.files import SignedFile, add_revision, field_of_signature, file_of
from signing.incidents import write_incident
from signing.models import Analysis, FileRevision, RevisionKind
from signing.owed import OwedStep

REASON = "{} ini sudah ditandatangani semua pihak"


class NotSealedError(Exception):
    """The commitment waits, complete but not sealed. The message says why."""


def owed():
    """Commitments that everybody has signed and nobody has sealed."""
    unsigned = Signatory.objects.filter(commitment=OuterRef("pk"), signature=None)
    signed = Commitment.objects.filter(cancelled_at=None, opened_at__isnull=False, document=None)
    return signed.filter(~Exists(unsigned), shown_letter__isnull=False)


def when_signed(commitment: Commitment, *, by) -> None:
    """Have the file sealed: registered with `commitments.signing.when_complete`."""
    seal_commitment.enqueue(commitment.pk)


@task()
def seal_commitment(pk: int) -> None:
    """Close the file of a commitment that everybody has signed, and send everybody a link.

    May be run again after a kill, and beside another worker. Raises NotSealedError when a revision
    does not pass or the authority cannot seal; the commitment then waits for the next sweep.
    """
    commitment = owed().select_related("edition__masterplan__region").filter(pk=pk).first()
    if commitment is None:
        return
    if found := analyse(commitment):
        raise NotSealedError(" ".join(found))
    _seal(commitment)
    _stamp_time(commitment)
    _finish(commitment)
    certifying.certify_signing.enqueue(pk)


def analyse(commitment: Commitment) -> list[str]:
    """What is wrong with the revisions of a file, each looked at once, object for object."""
    for revision in commitment.revisions.listed().filter(analysis=None):
        _analyse(revision)
    found = Analysis.objects.filter(revision__commitment=commitment).values_list("found", flat=True)
    return [sentence for sentences in found for sentence in sentences]


def _analyse(revision: FileRevision) -> None:
    from seals.additions import problems_of_content

    before = file_of(revision.commitment, revision.number - 1)
    after = file_of(revision.commitment, revision.number)
    found = []
    if revision.kind == RevisionKind.SIGNATURE:  # the seal was looked at when it was made
        field = field_of_signature(revision.signature)
        found = problems_of_content(before.pdf, after.pdf, field=field)
    with transaction.atomic():
        _, is_new = Analysis.objects.get_or_create(revision=revision, defaults={"found": found})
        if found and is_new:
            write_incident(
                revision.commitment,
                revision.signature.signatory,
                found=found,
                head=before.sha256,
                pdf=after.pdf,
            )


def _seal(commitment) -> None:
    if commitment.revisions.filter(kind=RevisionKind.SEAL).exists():
        return
    from authority.timestamps import timestamper  # pyHanko takes half a second to be read in
    from seals.sealing import SealingError, seal_signed

    file = file_of(commitment)
    try:
        authority = load_authority()
        sealed = seal_signed(
            file.pdf,
            authority=authority,
            timestamper=timestamper(authority),
            reason=REASON.format(commitment.noun),
            location=commitment.place,
            name=settings.SITE_ORGANISATION,
        )
    except (SealingError, AuthorityError) as error:
        raise NotSealedError(str(error)) from error
    _keep(commitment, file, sealed, RevisionKind.SEAL)


def _stamp_time(commitment) -> None:
    """The archival time stamp (PAdES B-LTA), so that the file outlives its certificates."""
    if commitment.revisions.filter(kind=RevisionKind.TIMESTAMP).exists():
        return
    from seals.renewal import renew_timestamp

    file = file_of(commitment)
    stamped = renew_timestamp(file.pdf, authority=load_authority())
    _keep(commitment, file, stamped, RevisionKind.TIMESTAMP)


def _keep(commitment, file: SignedFile, pdf: bytes, kind) -> None:
    """Keep the revision unless another worker was faster."""
    with transaction.atomic():
        commitment = locked(commitment)
        if not commitment.revisions.filter(kind=kind).exists():
            add_revision(file, pdf, commitment=commitment, kind=kind)


def _finish(commitment) -> None:
    authority = load_authority()
    file = file_of(commitment)
    with transaction.atomic():
        commitment = locked(commitment)
        if SignedDocument.objects.filter(commitment=commitment).exists():
            return
        document = SignedDocument.objects.create(
            commitment=commitment,
            pdf=file.pdf,
            sha256=hashlib.sha256(file.pdf).hexdigest(),
            sealed_at=timezone.now(),
            certificate_serial=authority.seal_serial,
        )
        record_step(None, "commitment.sealed", commitment, sha256=document.sha256)
        _record_what_ended(commitment)
        notices.notify_sealed(commitment)


def _record_what_ended(commitment) -> None:
    """Into the chains of those that count no more because this one is sealed."""
    if commitment.revokes:
        record_step(None, "commitment.revoked", commitment.revokes, paper=commitment.code)
        return
    for one in Commitment.objects.before_edition(commitment.masterplan):
        if not one.revocations.sealed().exists():
            record_step(None, "commitment.superseded", one, paper=commitment.code)


SEALING = OwedStep(
    "Lengkap, tetapi belum disegel", owed, Max("signatories__signature__at"), seal_commitment
)
