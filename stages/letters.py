"""Who is told of a step, by e-mail, with a link to the very place.

The step queues `tell` in its own transaction; the worker finds the people and queues a letter for
each. So a letter exists exactly when the step was committed, and a mail server that is down
neither breaks nor delays a step.
"""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from accounts.models import User
from letters.actions import send_letter
from masterplans.models import Decision, Stage, Verb
from regions.roles import Role, who_act_as

COORDINATORS = who_act_as(Role.LEAD)
TEAM = who_act_as(Role.LEAD, Role.DIMENSION_LEAD, Role.WRITER)
EXPERTS = (Role.FACILITATOR,)


@dataclass(frozen=True)
class StageLetter:
    """What a step tells to whom. `{stage}`, `{next}`, `{region}` and `{by}` are filled in.

    `waits`: something is asked of the reader now. Otherwise it is news for the daily letter.
    """

    roles: tuple
    subject: str
    sentence: str
    page: str = "stages:overview"
    button: str = "Buka masterplan"
    waits: bool = True


STEP_LETTERS = {
    Verb.SUBMITTED: StageLetter(
        EXPERTS,
        "Tahap {stage} {region} menunggu tinjauan Anda",
        "{by} menyerahkan tahap {stage}. Selama Anda meninjau, isinya tidak dapat diubah.",
        settings.LINKS["review"],
        "Tinjau tahap {stage}",
    ),
    Verb.WITHDRAWN: StageLetter(
        EXPERTS,
        "Tahap {stage} {region} ditarik kembali",
        "{by} menarik kembali tahap {stage}. Untuk sekarang tidak ada yang perlu Anda tinjau.",
        waits=False,
    ),
    Verb.RETURNED: StageLetter(
        TEAM,
        "Tahap {stage} {region} dikembalikan",
        "{by} mengembalikan tahap {stage} dengan alasan di bawah ini. Isinya dapat diubah lagi.",
    ),
    Verb.APPROVED: StageLetter(
        TEAM,
        "Tahap {stage} {region} disetujui",
        "{by} menyetujui tahap {stage}. Tahap {next} sudah dibuka; halaman masterplan menyebutkan"
        " apa yang diminta dari Anda.",
        waits=False,
    ),
    Verb.REOPENED: StageLetter(
        TEAM,
        "Masterplan {region} dibuka kembali",
        "{by} membuka kembali tahap {stage} dengan alasan di bawah ini. Isinya dapat diubah lagi.",
    ),
    Verb.FROZEN: StageLetter(
        (*COORDINATORS, *EXPERTS),
        "Masterplan {region} sudah dibekukan",
        "{by} membekukan masterplan. Komitmen kini dapat disiapkan dan ditandatangani.",
    ),
}
APPROVED_AT_LAST = StageLetter(
    TEAM,
    "Masterplan {region} disetujui",
    "{by} menyetujui tahap {stage}, yang terakhir. Koordinator kini dapat membekukan masterplan.",
)


@task()
def send_step_letters(decision_pk: int) -> int:
    """Queue the letters of one decision, not to the person who took it; how many."""
    decision = Decision.objects.select_related("masterplan__region", "by").get(pk=decision_pk)
    letter, region = _letter(decision), decision.masterplan.region
    people = User.objects.filter(
        is_active=True, memberships__region=region, memberships__role__in=letter.roles
    ).exclude(pk=decision.by_id)
    people = list(people.distinct().order_by("name"))
    words = {
        "stage": decision.stage,
        "next": decision.to_stage,
        "region": region,
        "by": decision.by,
    }
    with transaction.atomic():
        send_letter(
            "letters/mail/step",
            to=people,
            subject=letter.subject.format(**words),
            path=reverse(letter.page, args=[decision.masterplan.slug]),
            urgent=letter.waits,
            reason=f"Anda ikut menyusun atau meninjau masterplan {region}",
            region=region,
            once=f"decision-{decision.pk}",
            title=decision.masterplan.title,
            sentence=letter.sentence.format(**words),
            note=decision.note,
            button=letter.button.format(**words),
        )
    return len(people)


def _letter(decision) -> StageLetter:
    if decision.verb == Verb.APPROVED and decision.stage == Stage.COMMITMENT:
        return APPROVED_AT_LAST
    return STEP_LETTERS[Verb(decision.verb)]
