"""Signing by BSrE, on the server of her agency: sent once, looked at and kept as any signature.

    send -> (BSrE signs the file as it is) -> looked at -> kept      all in her own request
    check       an answer that was lost is fetched, or known to be of no use
    release     somebody has looked at BSrE: it may be sent once more

Who signs by BSrE stands in line with all others (`signing/queueing.py`): the file is lent to her
for some seconds. When BSrE takes longer, nobody waits for it: what others added meanwhile makes its
answer worthless, and the newer file is sent, which repeats no question that was not answered.
"""

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict

from cryptography import x509
from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables
from PIL import Image

from accounts.models import User
from bsre import client, provider
from bsre.appearances import Appearance, tag_of
from bsre.attempts import BusyError, is_being_sent, open_attempt
from bsre.errors import UncertainError
from bsre.readiness import obstacle
from bsre.roots import known_roots
from bsre.servers import EsignServer, server_for
from bsre.subjects import name_in, niks_in
from commitments import signing
from commitments.capacities import Provider
from commitments.letter_data import field_name
from commitments.locking import SigningError, locked
from commitments.models import Commitment, Signatory, Signature
from commitments.providers import reference_of
from commitments.trail import record_step
from indonesian.same_names import is_same_name
from seals.verdict import Trust
from signing import queueing
from signing.acts import check_ready
from signing.files import SignedFile, file_of, head_of
from signing.keeping import (
    SENTENCE,
    HeadMovedError,
    Ink,
    MadeRevision,
    ProofData,
    keep_signature,
    throw_away,
)
from signing.models import KeyPlace, SentSignature
from signing.reading import WhatWasRead
from signing.stamps import render_stamp

TRIES = 3  # of the newest file, when others signed meanwhile
PATIENCE = 20  # seconds in line behind others
MARK = 58 * 72 / 25.4, 20 * 72 / 25.4  # static/print/commitment.css: the size of a place
MARK_WIDTH = 720  # pixels; 315 dots an inch

NOT_BY_BSRE = "Anda menandatangani di situs ini, bukan dengan BSrE. Buka lagi halaman tanda tangan."
MOVED = "Berkasnya sudah berlanjut dengan tanda tangan lain, jadi jawaban BSrE tidak dipakai."
IN_LINE = (
    "Banyak orang sedang menandatangani. Tunggu sebentar, lalu coba lagi. Belum ada yang dikirim."
)
OTHERS_FIRST = (
    "Orang lain menandatangani pada saat yang sama, jadi hasil dari BSrE belum dapat dipakai. Coba"
    " sekali lagi."
)
SENDING = "Berkasnya sedang dikirim ke BSrE. Tunggu jawabannya."
NOTHING_OPEN = "Tidak ada kiriman ke BSrE yang belum pasti di tempat ini."
NOT_TOLD = (
    "Masih tidak pasti: layanan ini tidak menyimpan jawabannya. Koordinator melihat di BSrE apakah"
    " berkas ini tercatat, lalu membuka lagi tempat tanda tangan."
)
OTHER_NAME = "Nama dalam sertifikat bukan nama penandatangan."
OTHER_NIK = "NIK dalam sertifikat bukan NIK yang diketik."
CHECKED = (
    "Berkas baru berawal dengan bita yang dikirim",
    "Tepat satu tanda tangan bertambah, dan tanda tangan sebelumnya tidak berubah",
    "Tanda tangan mencakup seluruh berkas, kecuali bukti sertifikatnya sendiri",
    "Rantai sertifikatnya berakhir pada penerbit BSrE yang dikenal situs ini",
    "Perbandingan isi tidak menemukan perubahan lain",
    "Nama dalam sertifikat cocok dengan penandatangan",
)
NIK_FITS = "NIK dalam sertifikat cocok dengan yang diketik"
NIK_NOT_KNOWN = "NIK tidak dibandingkan: jawabannya diambil kemudian"
NO_NIK = "Sertifikatnya tidak memuat NIK, jadi hanya nama yang dicocokkan"


def server_of(place: Signatory) -> EsignServer:
    """The service by which she signs; SigningError says why she cannot."""
    if place.provider != Provider.BSRE:
        raise SigningError(NOT_BY_BSRE)
    code = place.region.code
    if lacks := obstacle(code):
        raise SigningError(lacks)
    return server_for(code)


@sensitive_variables()
def send(
    place: Signatory, *, by: User, read: WhatWasRead, proof: ProofData, ink: Ink, secrets: dict
) -> Signature:
    """Have BSrE sign the file as it is now, look at the result, and keep it; outside transactions.

    `secrets` are `nik` and `passphrase` or `totp`: handed on, kept nowhere. Sent twice at once, it
    gives the one signature. Raises BsreError (UncertainError: nobody knows, see `check`), and
    SigningError like `signing.acts.prepare`.
    """
    server = server_of(place)
    if signed := Signature.objects.filter(signatory=place).first():
        return signed
    if open_attempt(reference_of(place)):
        raise UncertainError
    with transaction.atomic():
        check_ready(place, by=by, read=read, ink=ink)
    for _ in range(TRIES):
        try:
            with _lent(place, by, proof, ink):
                return _send_once(place, by, read, proof, ink, secrets, server)
        except HeadMovedError:
            continue
    raise SigningError(OTHERS_FIRST)


@contextmanager
def _lent(place, by, proof, ink) -> Iterator[None]:
    """The file is hers for some seconds, in line with all who sign it. Raises SigningError."""
    end = time.monotonic() + PATIENCE
    waiting = queueing.line_up(place, user=by, proof=asdict(proof), ink=asdict(ink))
    try:
        while wait := queueing.borrow(waiting):
            if time.monotonic() + wait.seconds > end:
                raise SigningError(IN_LINE)
            time.sleep(wait.seconds)
        yield
    finally:
        queueing.leave(waiting)


@sensitive_variables()
def send_code(place: Signatory, *, nik: str) -> None:
    """Let BSrE send her a code for one signature, where its server asks for one."""
    client.send_totp(nik, server=server_of(place))


def is_open(place: Signatory) -> str:
    """Whether what was sent for her is "sending" or "uncertain"; empty when nothing is open."""
    attempt = open_attempt(reference_of(place))
    if attempt is None:
        return ""
    return "sending" if is_being_sent(attempt) else "uncertain"


def check(place: Signatory, *, by: User) -> Signature | None:
    """Look what came of a file that was sent and not answered; the signature, if it was found.

    None says that what was sent is of no use any more: she may sign again. Raises SigningError
    while it is being sent and when it stays uncertain, BsreError for an answer of no use.
    """
    reference = reference_of(place)
    attempt = open_attempt(reference)
    if attempt is None:
        raise SigningError(NOTHING_OPEN)
    if is_being_sent(attempt):
        raise SigningError(SENDING)
    _note_step(place, "commitment.checked_at_bsre", by)
    sent, file = SentSignature.objects.filter(signatory=place).first(), file_of(place.commitment)
    if sent is None or attempt.sent_sha256 != file.sha256:
        provider.set_aside(reference, MOVED)
        return None
    keep = _keeping(place, sent.user, file, ProofData(**sent.proof), Ink(**sent.ink))
    checking = {"check": _checking(place, file), "keep": keep, "server": server_of(place)}
    try:
        return provider.fetch_uncertain(file.pdf, reference=reference, **checking)
    except UncertainError:
        raise SigningError(NOT_TOLD) from None


def release(place: Signatory, *, by: User) -> None:
    """`by` has looked at BSrE and takes it upon herself that the file is sent once more."""
    if open_attempt(reference_of(place)) is None:
        raise SigningError(NOTHING_OPEN)
    try:
        provider.release(reference_of(place), by=by)
    except BusyError:
        raise SigningError(SENDING) from None
    _note_step(place, "commitment.released_at_bsre", by)


def _note_step(place, verb, by):
    with transaction.atomic():
        record_step(by, verb, locked(place.commitment), person=place.name)


@sensitive_variables()
def _send_once(place, by, read, proof, ink, secrets, server) -> Signature:
    with transaction.atomic():
        place = check_ready(place, by=by, read=read, ink=ink)
        file = file_of(place.commitment)
        known = {"user": by, "head_sha256": file.sha256}
        known |= {"proof": asdict(proof), "ink": asdict(ink)}
        if not open_attempt(reference_of(place)):  # what is told of that one stays
            SentSignature.objects.update_or_create(signatory=place, defaults=known)
    return provider.sign_by_bsre(
        file.pdf,
        reference=reference_of(place),
        appearance=_appearance(place, ink, server),
        server=server,
        check=_checking(place, file, secrets["nik"]),
        keep=_keeping(place, by, file, proof, ink, secrets["nik"]),
        **secrets,
    )


@sensitive_variables("nik")
def _checking(place, file: SignedFile, nik: str = "") -> Callable[[bytes, bytes], str]:
    @sensitive_variables()
    def check(before, after):
        found = _problems(place, before, after, nik)
        if found:
            throw_away(place, file, after, found)
        return " ".join(found)

    return check


@sensitive_variables("nik")
def _problems(place, before, after, nik) -> list[str]:
    """What holds for every signature does not, or it is another person's."""
    from seals import additions  # pyHanko takes half a second to be read in

    found = additions.problems_of_addition(
        before,
        after,
        trust=Trust(roots=tuple(known_roots())),
        is_ready=False,
        proofs_may_follow=True,
    )
    if found:
        return found
    certificate = additions.added_signature(after).certificate
    if not is_same_name(name_in(certificate), place.name):
        found.append(OTHER_NAME)
    niks = niks_in(certificate)
    if nik and niks and nik not in niks:
        found.append(OTHER_NIK)
    return found


@sensitive_variables("nik")
def _keeping(place, by, file: SignedFile, proof, ink, nik: str = "") -> Callable[[bytes], object]:
    @sensitive_variables()
    def keep(pdf):
        from seals import additions

        fresh, commitment = signing.lock_place(place, by=by)
        if head_of(commitment) != file.sha256:
            raise HeadMovedError(MOVED)
        added = additions.added_signature(pdf)
        certificate = x509.load_der_x509_certificate(added.certificate)
        about_nik = NO_NIK
        if niks_in(added.certificate):
            about_nik = NIK_FITS if nik else NIK_NOT_KNOWN
        checked = (*CHECKED, about_nik)
        made = MadeRevision(file, pdf, certificate, KeyPlace.BSRE, added.field, checked)
        signature = keep_signature(fresh, by=by, made=made, proof=proof, ink=ink)
        SentSignature.objects.filter(signatory=fresh).delete()
        return signature

    return keep


def _appearance(place: Signatory, ink: Ink, server: EsignServer) -> Appearance:
    """Her stamp at her place of the frozen letter, and what stands in the signature."""
    commitment: Commitment = place.commitment
    letter = commitment.shown_letter
    field = field_name(place)
    page, box, height = _place(bytes(letter.pdf), field)
    return Appearance(
        image=_picture(render_stamp(place, at=timezone.now(), **asdict(ink))),
        page=page,
        page_height=height,
        box=box,
        tag=tag_of(field) if server.mark == "tag" else "",
        size=MARK,
        reason=f"{SENTENCE} Manifes SHA-256 {letter.manifest_sha256}",
        location=commitment.place,
    )


def _place(letter: bytes, field: str):
    from typesetting.archival import place_in

    page, left, top, height = place_in(letter, field)
    width, tall = MARK
    return page, (left, top - tall, left + width, top), height


def _picture(stamp: bytes) -> bytes:
    from typesetting.page_pictures import page_pictures

    picture = Image.open(io.BytesIO(page_pictures(stamp)[0].png)).convert("RGB")
    picture = picture.resize((MARK_WIDTH, round(MARK_WIDTH * picture.height / picture.width)))
    out = io.BytesIO()
    picture.save(out, "png", optimize=True)
    return out.getvalue()
