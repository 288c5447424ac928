"""Who is told of a commitment, by e-mail, with a link to the very place."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from commitments.capacities import SigningRole
from commitments.models import Commitment, Decline, Signatory
from commitments.receipts import receipts_of
from indonesian import hari_tanggal
from letters.actions import send_letter
from regions.roles import Role, who_act_as

NOTICE = "commitments/mail/notice"
_asking_guests: list = []  # one at most


def when_guest_is_asked(callback) -> None:
    """Register what writes to a signatory without an account: called as `callback(signatory)`.

    Her link belongs to a room above (`guest_signing/apps.py`).
    """
    _asking_guests[:] = [callback]


def notify_turns(signatories) -> None:
    """The turn of all these has come: each is asked to sign, by when, and for whom."""
    for signatory in signatories:
        notify_turn(signatory)


def notify_turn(signatory: Signatory) -> None:
    """Her turn has come. Who has no account gets a link of her own."""
    commitment = signatory.commitment
    if signatory.is_guest:
        for ask in _asking_guests:
            ask(signatory)
        return
    _send(
        commitment,
        to=[signatory.user],
        subject=f"Mohon tanda tangan Anda: {commitment.title}",
        sentence=f"Kami mohon tanda tangan Anda sebagai {_standing(signatory)},"
        f" {_by_when(commitment)}. Membaca dan menandatangani cukup dua menit, di ponsel pun bisa.",
        button="Baca dan tanda tangani",
        page="commitments:read",
    )


def _standing(signatory) -> str:
    """ "Asisten III, mewakili Drs. H. Suryanto, M.Si. (Bupati Banjarnegara)"."""
    parts = [signatory.position, signatory.represents]
    if signatory.role == SigningRole.WITNESS:
        parts.insert(0, "saksi")
    return ", ".join(part for part in parts if part)


def _by_when(commitment) -> str:
    if not commitment.deadline:
        return "segera setelah Anda sempat membacanya"
    return f"paling lambat {hari_tanggal(commitment.deadline.astimezone(commitment.region.zone))}"


def notify_replaced(signatory: Signatory, before: User, *, reason: str) -> None:
    """Who was asked before and the team hear who signs now."""
    commitment = signatory.commitment
    _send(
        commitment,
        to={one.pk: one for one in [before, *_concerned(commitment, [Role.LEAD])]}.values(),
        subject=f"{signatory.name} menandatangani {commitment.title}",
        sentence=f"{signatory.name} ({signatory.position}) menandatangani,"
        f" {signatory.represents}, dengan alasan di bawah ini.",
        note=reason,
    )


def notify_declined(commitment: Commitment, decline: Decline) -> None:
    """The team, the ministry and those who have signed hear who declined, and why."""
    person = decline.signatory
    _send(
        commitment,
        to=_concerned(commitment, [Role.LEAD], national=True, signed=True, but=person.user),
        subject=f"{person.name} tidak bersedia menandatangani {commitment.title}",
        sentence=f"{person.name} ({person.position}) tidak bersedia menandatangani, dengan alasan"
        " di bawah ini. Penandatanganan berhenti; koordinator memutuskan kelanjutannya.",
        note=decline.reason,
    )


def notify_cancelled(commitment: Commitment, *, waiting: list[Signatory], by: User) -> None:
    """The team, those who have signed and `waiting`, who were about to, hear that it is over."""
    people = _concerned(commitment, [Role.LEAD], signed=True, but=by)
    people += [one.user for one in waiting if one.user not in people]
    _send(
        commitment,
        to=people,
        subject=f"{commitment.title} dibatalkan",
        sentence=f"{by} membatalkan {commitment.noun.lower()} ini dengan alasan di bawah ini."
        " Tanda tangan yang sudah ada tetap tercatat, tetapi tidak berlaku.",
        note=commitment.cancel_reason,
    )


def notify_sealed(commitment: Commitment) -> None:
    """All who signed, the team, its experts and tembusan get the way to the sealed copy, with a
    receipt of who saw and signed when."""
    people = _concerned(commitment, [Role.LEAD, Role.FACILITATOR], signed=True)
    people += _copied(commitment)
    if voided := commitment.revokes:
        people += _concerned(voided, [], signed=True) + _copied(voided)
    _send(
        commitment,
        to=list(dict.fromkeys(people)),
        subject=f"{commitment.title} sudah lengkap",
        sentence="Semua pihak sudah menandatangani, dan dokumennya sudah disegel."
        f"{_what_ended(voided)} Salinannya dapat diunduh dan diperiksa siapa pun dengan kode"
        f" {commitment.code}.",
        button="Unduh dokumen yang disegel",
        path=reverse(settings.LINKS["verify_document"], args=[commitment.code]),
        note="\n".join(receipts_of(commitment)),
    )


def _what_ended(voided) -> str:
    if voided is None:
        return ""
    number = f" nomor {voided.number}" if voided.number else ""
    return f" {voided.title}{number} dibatalkan dan tidak berlaku lagi."


def _copied(commitment) -> list:
    """Those who get a copy and sign nothing: by her account, or the address of her office."""
    copies = commitment.copies.select_related("official__user")
    return [one.official.user or one.official.email for one in copies if one.is_reachable]


def _concerned(commitment, roles, *, national=False, signed=False, but=None) -> list[User]:
    wanted = Q(memberships__region=commitment.region, memberships__role__in=who_act_as(*roles))
    if national:
        wanted |= Q(is_national=True)
    if signed:
        wanted |= Q(signatories__commitment=commitment, signatories__signature__isnull=False)
    people = User.objects.filter(wanted, is_active=True).distinct().order_by("name", "pk")
    return list(people.exclude(pk=but.pk) if but else people)


def _send(commitment, *, page="commitments:detail", path="", button="Buka komitmen", **letter):
    send_letter(
        NOTICE,
        path=path or reverse(page, args=[commitment.masterplan.slug]),
        region=commitment.region,
        reason="Anda terlibat dalam komitmen ini",
        title=commitment.title,
        button=button,
        **letter,
    )
