"""Everything that is known of how one commitment was signed, as plain data, for its certificate.

No number of a person, no whole address of a mailbox, and nothing of a browser or network: those
stay with the proofs, which auditors see.
"""

import json
from dataclasses import dataclass

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.dateparse import parse_datetime

from audit.words import in_words
from commitments.capacities import SigningRole
from commitments.letter_data import verification_address
from commitments.models import Commitment, ReceiptKind, Signatory
from commitments.trail import chain_of
from commitments.wording import signing_note
from identities.models import Handover, ProofWay
from indonesian import waktu
from signing.files import field_of_signature
from signing.kinds import kind_of, of_bsre, sentence_of
from signing.models import KeyPlace, RevisionKind
from trails.models import ChainLink

HANDED_OVER = {
    Handover.IN_PERSON: "kode diserahkan langsung",
    Handover.LETTER: "kode dikirim dengan surat",
}
KEY_PLACES = {
    KeyPlace.BROWSER: "di peramban penandatangan; tidak pernah sampai ke situs ini",
    KeyPlace.SERVER: "dibuat di peladen untuk sekali pakai, lalu dihapus",
    KeyPlace.BSRE: "di BSrE, dipakai lewat layanan BSrE instansinya",
}


@dataclass(frozen=True)
class SignerLine:
    """One who signed; `facts` are what is printed of her, label by label."""

    name: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RevisionLine:
    """One step of the file; number 0 is the letter as it was frozen."""

    number: int
    what: str
    time: str
    sha256: str


@dataclass(frozen=True)
class EventLine:
    """One event of the commitment's chain. `body` is what its digest is of."""

    number: int
    time: str
    who: str
    what: str
    digest: str
    body: str


@dataclass(frozen=True)
class SigningRecord:
    """All that the Sertifikat Penandatanganan says."""

    title: str
    region: str
    code: str
    edition: int
    manifest_sha256: str
    frozen_sha256: str
    final_sha256: str
    sealed: str
    seal_serial: str
    organisation: str
    verify_url: str
    address: str
    note: str
    level: str  # of the document because of BSrE; empty when all signed with keys of their own
    signers: tuple[SignerLine, ...]
    revisions: tuple[RevisionLine, ...]
    events: tuple[EventLine, ...]


def record_of(commitment: Commitment) -> SigningRecord:
    """What the rows of a sealed commitment say. It gives the same as long as they are the same."""
    zone, document = commitment.region.time_zone, commitment.document
    address = verification_address(commitment)
    bare = address.partition("://")[2].rstrip("/")
    organisation = settings.SITE_ORGANISATION
    people = list(_people(commitment))
    theirs = of_bsre(commitment.pk, len(people))
    return SigningRecord(
        title=commitment.title,
        region=str(commitment.region),
        code=commitment.code,
        edition=commitment.edition.number,
        manifest_sha256=commitment.shown_letter.manifest_sha256,
        frozen_sha256=commitment.shown_letter.sha256,
        final_sha256=document.sha256,
        sealed=waktu(document.sealed_at, zone),
        seal_serial=document.certificate_serial,
        organisation=organisation,
        verify_url=address,
        address=bare,
        note=signing_note(
            organisation=organisation, address=bare, kinds={one.provider for one in people}
        ),
        level=sentence_of([one.signature.pk in theirs for one in people]),
        signers=tuple(_signer(person, zone, theirs) for person in people),
        revisions=tuple(_revisions(commitment, zone)),
        events=tuple(_events(commitment, zone)),
    )


def masked_email(address: str) -> str:
    """ "s…o@banjarnegarakab.go.id": enough for who knows it, too little to write to."""
    box, _, domain = address.partition("@")
    return f"{box[:1]}…{box[-1:] if len(box) > 2 else ''}@{domain}"


def _people(commitment):
    return commitment.signatories.select_related(
        "user", "signature__evidence", "signature__revision", "signature__proof__confirmed_by",
        "signature__proof__confirmation",
    ).prefetch_related("receipts").defer("signature__revision__tail")  # fmt: skip


def _signer(person: Signatory, zone, theirs) -> SignerLine:
    facts = [*_standing(person), *_identity(person, zone), *_steps(person, zone, theirs)]
    return SignerLine(person.name, tuple((label, text) for label, text in facts if text))


def _standing(person):
    role = "saksi" if person.role == SigningRole.WITNESS else "penandatangan"
    where = ", ".join(part for part in (person.position, person.institution) if part)
    yield "Jabatan", where
    yield "Sebagai", f"{role}, urutan {person.order}"
    yield "Atas nama", person.represents or "jabatannya sendiri"


def _identity(person, zone):
    """Whose account it is, and by whose word that is known."""
    address = masked_email(person.user.email)
    kind = "tanpa akun; tautan ke" if person.is_guest else f"{person.user.name},"
    yield "Akun", f"{kind} {address}"
    proof = person.signature.proof
    if proof is None:
        yield "Identitas", "tidak tercatat bagaimana dibuktikan"
        return
    handed = HANDED_OVER.get(proof.confirmation.handover, "")
    way = "; ".join(part for part in (ProofWay(proof.way).label, handed) if part)
    yield "Identitas dibuktikan", f"{way}; terbukti {waktu(proof.at, zone)}"
    yield (
        "Dikonfirmasi oleh",
        f"{proof.confirmed_by.name}, {proof.get_confirmed_as_display()},"
        f" {waktu(proof.confirmed_at, zone)}",
    )


def _steps(person, zone, theirs):
    """When she opened, read and signed, by what she affirmed it, and with which key."""
    signature, at = person.signature, {one.kind: one.at for one in person.receipts.all()}
    for kind, label in ((ReceiptKind.OPENED, "Membuka"), (ReceiptKind.READ, "Membaca")):
        yield label, waktu(at[kind], zone) if kind in at else "tidak tercatat"
    yield "Menandatangani", f"{waktu(signature.at, zone)}, {signature.get_method_display().lower()}"
    evidence = getattr(signature, "evidence", None)
    if evidence is None:
        yield "Penegasan diri", signature.second_factor
        return
    yield "Penegasan diri", evidence.factors
    yield "Pernyataan", evidence.sentence
    yield "Kunci", KEY_PLACES[KeyPlace(evidence.key_place)]
    issuer = _issuer(bytes(evidence.certificate))
    yield "Sertifikat", f"nomor seri {evidence.certificate_serial}, diterbitkan {issuer}"
    yield "Jenis", kind_of(signature, theirs)
    yield "Diperiksa", "; ".join(evidence.checked)
    yield (
        "Bidang dan revisi",
        f"{field_of_signature(signature)}, revisi {signature.revision.number}",
    )


def _issuer(der: bytes) -> str:
    issuer = x509.load_der_x509_certificate(der).issuer
    names = issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else issuer.rfc4514_string()


def _revisions(commitment, zone):
    letter = commitment.shown_letter
    yield RevisionLine(0, "Naskah dibekukan", waktu(letter.at, zone), letter.sha256)
    listed = commitment.revisions.listed().select_related("signature__signatory")
    for one in listed:
        what = RevisionKind(one.kind).label
        if one.signature:
            what = f"{what} {one.signature.signatory.name}"
        yield RevisionLine(one.number, what, waktu(one.at, zone), one.sha256)


def _events(commitment, zone):
    links = ChainLink.objects.filter(chain__key=chain_of(commitment)).order_by("number")
    for link in links:
        said = json.loads(link.body)
        time = waktu(parse_datetime(said["at"]), zone)
        yield EventLine(
            link.number, time, said["name"], in_words(link.verb), link.digest, link.body
        )
