"""Everything that is filled, parents before children."""

from allauth.mfa.models import Authenticator

from accounts.models import User
from analyses.models import (
    GapRow,
    Issue,
    QuickWinIdea,
    ReadinessItem,
    SwotEntry,
    TowsLink,
    TowsStrategy,
)
from audit.models import Event
from cohorts.models import Cohort, Nomination, TermsVersion
from commitments.models import Commitment, ShownLetter, Signatory, Signature, SignedDocument
from editions.models import Edition, EditionBook
from instruments.models import (
    Assessment,
    Assessor,
    AssessorScore,
    Instrument,
    InstrumentComponent,
    Question,
)
from mandates.models import Mandate
from masterplans.models import Decision, DimensionTeam, Masterplan, Phase, Revision, Section
from programs.models import BudgetLine, Indicator, Partner, Program, ScheduleYear, Support, Target
from quickwins.models import Criterion, Milestone, QuickWin, Risk, Score
from regions.models import Agency, Membership, Official
from signing.models import FileRevision
from strategy.models import Aim, Alignment, Mission, Strategy

KINDS = [
    *(User, Authenticator, Agency, Membership, Official),
    *(Masterplan, Phase, Mission, DimensionTeam, Alignment),
    *(Instrument, InstrumentComponent, Question, Assessment, Assessor, AssessorScore),
    *(Cohort, TermsVersion, Nomination, Mandate),
    *(Section, Section.agencies.through, Revision),
    *(Issue, SwotEntry, TowsStrategy, TowsLink, ReadinessItem, GapRow, QuickWinIdea),
    *(Aim, Strategy, Program, Support, Partner, Indicator, Target, ScheduleYear, BudgetLine),
    *(Criterion, QuickWin, Score, Risk, Milestone),
    *(Decision, Edition, EditionBook, Event),
    *(Commitment, ShownLetter, Signatory, Signature, FileRevision, SignedDocument),
]
