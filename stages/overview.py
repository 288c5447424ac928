"""Everything the overview of one masterplan shows to one person, gathered once."""

from functools import cached_property

from django.utils import timezone

from assignments.board import MatrixLine
from assignments.overview import PersonalOverview
from audit.models import Event
from audit.words import in_words
from bimtek.models import Session
from bimtek.sessions import next_of
from bimtek.spoken import days_in_short, days_in_words, when_in_words
from commitments.models import Commitment, Signatory
from commitments.open_items import SIGN, signing_of
from commitments.state import CommitmentState, CommitmentStatus, has_signed
from indonesian import angka, named, tanggal
from masterplans.models import STAGE_CONTENTS, Decision, Stage, Status
from masterplans.prepared_queries import PreparedObjects
from notes.models import TAKES_NOTES, Note
from notes.open_items import notes_of
from progress.requirements import Requirement
from regions.models import Membership, Role
from stages import gates
from stages.desk import Desk, desk_of
from stages.models import Freezing, FreezingState
from stages.open_items import last_freezing
from stages.repairs import Repair, repairs_of

CORD_WORDS = {"done": "disetujui", "now": "sedang berjalan", "todo": "belum mulai"}
RECENT = NAMED = 6
FIRST_ROWS = 10


def _sessions(masterplan):
    return Session.objects.filter(masterplan=masterplan)


def _experts(region):
    experts = Membership.objects.active().filter(region=region, role=Role.FACILITATOR)
    return experts.select_related("user")


def _recent(region_code):
    return Event.objects.in_region(region_code)[:RECENT]


_read_sessions, _read_experts = PreparedObjects(_sessions), PreparedObjects(_experts)
_read_recent = PreparedObjects(_recent)


class StageOverview(PersonalOverview):
    """What the overview of one masterplan shows to one person."""

    @property
    def steps(self) -> dict[str, bool]:
        """The steps that I may take now: allowed to me, and possible in this state."""
        status = self.masterplan.status
        closed = status in (Status.APPROVED, Status.FROZEN, Status.SIGNED)
        return {
            "submit": status == Status.WRITING and self.may("stages.submit_stage"),
            "withdraw": status == Status.REVIEW and self.may("stages.withdraw_stage"),
            "reopen": closed and self.may("stages.reopen_stage"),
        }

    @property
    def steps_open(self) -> set[str]:
        """The steps that somebody is asked for now: words of `open_items` here and there."""
        return {item.kind for item in self.completeness.steps}

    @property
    def my_steps(self) -> set[str]:
        """Those that I am asked for."""
        return {item.kind for item in self.completeness.steps_for(self.user)}

    @property
    def is_my_turn(self) -> bool:
        """Whether it is my turn to sign the commitment now."""
        return SIGN in self.my_steps

    # --- how far we are

    @cached_property
    def checklist(self) -> list[Requirement]:
        return gates.checklist(self.masterplan, completeness=self.completeness)

    @property
    def shows_gate(self) -> bool:
        """Once the last stage is approved, there is nothing left to ask for."""
        return self.masterplan.status in (Status.WRITING, Status.REVIEW)

    @property
    def open(self) -> list[Requirement]:
        """What is missing, and after it what is unusual but allowed."""
        return self.blocking + self.unusual

    @property
    def met(self) -> list[Requirement]:
        return [line for line in self.checklist if line.is_met]

    @property
    def blocking(self) -> list[Requirement]:
        return [line for line in self.checklist if line.is_blocking]

    @property
    def left_open(self) -> list[Decision]:
        """The approvals that were given although something was missing, with their reasons."""
        return [decision for decision in self.decisions if decision.open_points]

    @property
    def unusual(self) -> list[Requirement]:
        return [line for line in self.checklist if not line.is_met and line.is_warning]

    @property
    def first_lines(self) -> list[MatrixLine]:
        """The first rows of the matrix, as the overview shows them."""
        return self.lines[:FIRST_ROWS]

    @property
    def handed_in(self) -> Decision | None:
        """The hand-in that is being reviewed."""
        last = self.last_decision
        return last if last and self.masterplan.status == Status.REVIEW else None

    @cached_property
    def desk(self) -> Desk | None:
        """On whose desk the stage lies that was handed in."""
        return desk_of(self.masterplan, self.handed_in, self.experts) if self.handed_in else None

    @cached_property
    def freezing(self) -> Freezing | None:
        """The last attempt, while it matters: how far it is, why it failed, what it remarked."""
        if self.masterplan.status == Status.APPROVED:
            return self.counts.once(last_freezing)
        if self.masterplan.status == Status.FROZEN:
            attempts = self.masterplan.freezings
            return attempts.filter(state=FreezingState.DONE).first()
        return None

    @cached_property
    def signing(self) -> CommitmentState | None:
        """How far the living commitment of the present edition is."""
        if self.masterplan.status not in (Status.FROZEN, Status.SIGNED):
            return None
        return self.counts.once(signing_of)

    @cached_property
    def older_commitments(self) -> list[Commitment]:
        """The sealed commitments to earlier editions."""
        if self.masterplan.edition_number == 1:
            return []
        return list(Commitment.objects.before_edition(self.masterplan))

    @property
    def unsigned(self) -> list[Signatory]:
        """Who still has to sign, in order."""
        if self.signing is None or self.signing.kind != CommitmentStatus.OPEN:
            return []
        return [person for person in self.signing.signatories if not has_signed(person)]

    @property
    def cord(self) -> list[dict]:
        """The four stages as knots, each with the date of what happened last in it."""
        return [self._cord_step(stage) for stage in Stage]

    def _cord_step(self, stage):
        current = self.masterplan.stage
        state = "done" if stage < current else "now" if stage == current else "todo"
        if stage == current and self.masterplan.status == Status.SIGNED:
            state = "done"
        latest = next((d for d in self.decisions if d.stage == stage), None)
        what = [STAGE_CONTENTS[stage]]
        if session := self.session_of(stage):
            what.append(f"{session}, {days_in_short(session)}")
        if latest:
            what.append(f"{latest.get_verb_display()} {tanggal(timezone.localtime(latest.at))}")
        return {
            "number": stage.value,
            "state": state,
            "state_text": CORD_WORDS[state],
            "what": what,
        }

    # --- the meetings

    @cached_property
    def sessions(self) -> list[Session]:
        return _read_sessions(self.masterplan)

    def session_of(self, stage) -> Session | None:
        """The bimtek of a tahap, if its date is set."""
        return next((one for one in self.sessions if one.stage == stage), None)

    @property
    def next_session(self) -> Session | None:
        return next_of(self.sessions)

    @property
    def next_days(self) -> str:
        return days_in_words(self.next_session) if self.next_session else ""

    @property
    def next_when(self) -> str:
        return when_in_words(self.next_session) if self.next_session else ""

    @property
    def notes(self) -> list[Note]:
        """All notes of the plan."""
        return self.counts.once(notes_of)

    @property
    def waiting_notes(self) -> list[Note]:
        """The notes to which the team owes a word; once the plan is frozen, none can be given."""
        takes_notes = self.masterplan.status in TAKES_NOTES
        return [note for note in self.notes if note.is_waiting and takes_notes]

    @cached_property
    def repairs(self) -> list[Repair]:
        """What a stage that came back asks to be repaired, line by line."""
        return repairs_of(self)

    # --- the margin

    @property
    def waited_for(self) -> list[str]:
        """Whose turn it is, besides mine, in a line each."""
        plan = self.masterplan
        if plan.status == Status.WRITING:
            mine = {row.agency.pk for row in self.my_rows}
            owing = [row for row in self.matrix.rows if row.open and row.agency.pk not in mine]
            lines = [
                f"{row.agency}: {named(cell.name for cell in row.open)}" for row in owing[:NAMED]
            ]
            rest = len(owing) - len(lines)
            return lines + ([f"{angka(rest)} Perangkat Daerah lain"] if rest > 0 else [])
        if plan.status == Status.REVIEW:
            return [self.desk.sentence]
        return [f"{person.name}, {person.position}" for person in self.unsigned[:NAMED]]

    @cached_property
    def experts(self) -> list:
        """The experts who guide this region."""
        return [membership.user for membership in _read_experts(self.masterplan.region_id)]

    @cached_property
    def recent(self) -> list[Event]:
        """The last lines of the region's trail, each with `words`."""
        events = _read_recent(self.masterplan.region.code)
        for event in events:
            event.words = in_words(event.verb)
        return events
