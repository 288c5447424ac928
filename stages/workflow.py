"""The steps of a masterplan through its four stages. Nothing else moves stage or status.

    stage n      submit                 approve
    WRITING ---------------> REVIEW ---------------> WRITING of stage n + 1
       ^                       |
       +-- withdraw, return ---+

    stage 4      submit                 approve              freeze              sign
    WRITING ---------------> REVIEW ---------------> APPROVED -------> FROZEN --------> SIGNED
       ^                       |                        |                 |     (the last one)
       +-- withdraw, return ---+                        |                 |
       +------------------- reopen ---------------------+                 |
       +------------------- reopen, as the next edition ------------------+-----------+

Every step locks the masterplan, writes a `Decision` and a line of the trail, and moves the
masterplan, in one transaction. The database holds the same drawing (constraint on `Decision`,
triggers of `bimtek/migrations/0002`), so raw SQL cannot leave it either. Who may take a step is
said in `rules.py` and asked by the views; whether a stage is ready is said in `gates.py`.
A step remembers the version of the cohort's rules under which it was taken.
"""

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from cohorts.terms import hold_terms, remember_terms, terms_for
from commitments.models import Commitment
from editions.models import Edition
from masterplans.models import Decision, Masterplan, Stage, Status, Verb
from stages import gates, letters

# Called with the plan and the decision, within the step, when a stage is handed in.
_when_submitted: list[Callable[[Masterplan, Decision], None]] = []


def when_submitted(function: Callable[[Masterplan, Decision], None]) -> None:
    """What a room above keeps of a stage that is handed in. Said once, in its `apps.py`."""
    _when_submitted.append(function)


REASON_NEEDED = "Tulis alasannya: apa yang harus diperbaiki."


class WorkflowError(Exception):
    """The step is not possible now. The message is a sentence for the user."""


class ReasonNeededError(WorkflowError):
    """The step is possible, but not without a word: the message says about what."""


@transaction.atomic
def submit_stage(masterplan: Masterplan, *, by: User, note: str = "") -> Masterplan:
    """Hand the current stage in for review. From here on nobody can write.

    Refused while a requirement of the gate is open. An open warning ("lazimnya satu") does not
    block, but asks for a reason in `note`, which the reviewer reads.
    """
    masterplan = _locked(masterplan, Status.WRITING)
    checklist = gates.checklist(masterplan)
    if unmet := [item for item in checklist if item.is_blocking]:
        raise WorkflowError(
            f"Tahap {masterplan.stage} belum dapat diserahkan: "
            + " ".join(item.text for item in unmet)
        )
    if (unusual := [item for item in checklist if not item.is_met]) and not note.strip():
        raise ReasonNeededError("Tulis alasannya: " + " ".join(item.text for item in unusual))
    return _decide(masterplan, Verb.SUBMITTED, Status.REVIEW, by=by, note=note)


@transaction.atomic
def withdraw_stage(masterplan: Masterplan, *, by: User, note: str = "") -> Masterplan:
    """Take a stage back that was handed in, so that the team can write again."""
    masterplan = _locked(masterplan, Status.REVIEW)
    return _decide(masterplan, Verb.WITHDRAWN, Status.WRITING, by=by, note=note)


@transaction.atomic
def return_stage(masterplan: Masterplan, *, by: User, note: str) -> Masterplan:
    """Give the stage back to the team, with the reason: what has to be repaired."""
    masterplan = _locked(masterplan, Status.REVIEW)
    _ask_for_a_reason(note)
    return _decide(masterplan, Verb.RETURNED, Status.WRITING, by=by, note=note)


@transaction.atomic
def advance_stage(
    masterplan: Masterplan,
    *,
    by: User,
    note: str = "",
    also_open: Sequence[str] = (),
    enclosed: str = "",
) -> Masterplan:
    """Approve the stage under review: the next one opens; after the fourth, freezing may begin.

    With an open point only for a reason in `note`; the decision keeps both, and the region reads
    them. `also_open`: sentences of a room above, beside those of the gate; `enclosed`: what goes
    along with the words, and is no reason by itself.
    """
    masterplan = _locked(masterplan, Status.REVIEW)
    points = [*gates.open_points(masterplan), *also_open]
    if points and not note.strip():
        raise ReasonNeededError(
            f"Tulis mengapa tahap {masterplan.stage} disetujui meskipun belum semua terpenuhi: "
            + " ".join(points)
        )
    told = "\n\n".join(filter(None, [note.strip(), enclosed]))
    reason = {"by": by, "note": told, "open_points": points}
    if masterplan.stage == Stage.COMMITMENT:
        return _decide(masterplan, Verb.APPROVED, Status.APPROVED, **reason)
    following = Stage(masterplan.stage + 1)
    return _decide(masterplan, Verb.APPROVED, Status.WRITING, stage=following, **reason)


@transaction.atomic
def reopen_stage(masterplan: Masterplan, *, by: User, note: str) -> Masterplan:
    """Open an approved, frozen or signed stage 4 for writing again, with a reason.

    What was frozen stays as it is: the next freezing makes the next edition. Refused while a
    commitment for the frozen edition is alive, because somebody may be signing it now, and while a
    signed one is being sealed or revoked. A sealed one counts until that of the next edition is.
    """
    masterplan = _locked(masterplan, Status.APPROVED, Status.FROZEN, Status.SIGNED)
    _ask_for_a_reason(note)
    changes = {}
    if masterplan.status != Status.APPROVED:
        _check_nothing_is_signed_now(masterplan)
        changes["edition_number"] = masterplan.edition_number + 1
    return _decide(masterplan, Verb.REOPENED, Status.WRITING, by=by, note=note, **changes)


@transaction.atomic
def mark_frozen(masterplan: Masterplan, *, edition: Edition, by: User) -> Masterplan:
    """The last step of `freezing.freeze`: the edition is written, now the status says so."""
    masterplan = _locked(masterplan, Status.APPROVED)
    if (edition.masterplan_id, edition.number) != (masterplan.pk, masterplan.edition_number):
        raise WorkflowError("Edisi yang dibekukan bukan edisi masterplan ini.")
    return _decide(masterplan, Verb.FROZEN, Status.FROZEN, by=by)


def when_all_signed(commitment: Commitment, *, by: User) -> Masterplan:
    """What the last signature means for the plan (`commitments.signing.when_complete`).

    That of a revocation moves no plan: it may be reopened then, as after any commitment.
    """
    if commitment.is_revocation:
        return commitment.masterplan
    return mark_signed(commitment.masterplan, by=by)


@transaction.atomic
def mark_signed(masterplan: Masterplan, *, by: User) -> Masterplan:
    """Everybody has signed. Called by `commitments.signing` with the last signature.

    Counts the signatures itself: the state is never told by a call having happened.
    """
    masterplan = _locked(masterplan, Status.FROZEN)
    commitment = _living_commitment(masterplan)
    if commitment is None or not commitment.signatories.exists():
        raise WorkflowError("Belum ada komitmen yang berjalan untuk edisi ini.")
    if waiting := commitment.signatories.filter(signature=None).count():
        raise WorkflowError(f"Masih ada {waiting} orang yang belum menandatangani.")
    return _decide(masterplan, Verb.SIGNED, Status.SIGNED, by=by)


def _locked(masterplan, *expected):
    """The freshest row, locked: of two people who decide at the same time, one is refused."""
    # no_key: rows that only point at the masterplan (a reader's job, the trail) are not held up,
    # but every write of content is: its guard asks for a share lock.
    masterplan = (
        Masterplan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("region__parent")
        .get(pk=masterplan.pk)
    )
    if masterplan.status not in expected:
        raise WorkflowError(
            f"Tahap {masterplan.stage} masterplan ini"
            f" {masterplan.get_status_display().lower()}, jadi langkah ini tidak berlaku lagi."
            " Tidak ada yang berubah."
        )
    hold_terms(masterplan)
    return masterplan


def _living_commitment(masterplan):
    return Commitment.objects.of(masterplan).filter(cancelled_at=None).first()


def _check_nothing_is_signed_now(masterplan):
    papers = Commitment.objects.papers_of(masterplan)
    running = papers.filter(cancelled_at=None, document=None).first()
    if running and masterplan.status == Status.SIGNED and not running.is_revocation:
        raise WorkflowError("Komitmen edisi ini sedang disegel. Tunggu sebentar, lalu coba lagi.")
    if running:
        raise WorkflowError(
            f"{running.noun} edisi ini masih berjalan. Selesaikan atau batalkan dahulu."
        )


def _ask_for_a_reason(note):
    if not note.strip():
        raise ReasonNeededError(REASON_NEEDED)


def _decide(masterplan, verb, status, *, by, note="", open_points=(), **changes):
    """Write the decision, then move: in this order, because the trigger looks for it."""
    changes |= {"status": status, "stage_since": timezone.now()}
    decision = Decision.objects.create(
        masterplan=masterplan,
        verb=verb,
        stage=masterplan.stage,
        from_status=masterplan.status,
        to_stage=changes.get("stage", masterplan.stage),
        to_status=status,
        note=note.strip(),
        open_points=list(open_points),
        by=by,
    )
    remember_terms(decision, terms_for(masterplan, decision.stage))
    for field, value in changes.items():
        setattr(masterplan, field, value)
    masterplan.save(update_fields=list(changes))
    record(by, f"stage.{verb}", masterplan, stage=decision.stage, note=decision.note)
    if verb == Verb.SUBMITTED:
        for keep in _when_submitted:
            keep(masterplan, decision)
    if verb in letters.STEP_LETTERS:
        letters.send_step_letters.enqueue(decision.pk)
    return masterplan
