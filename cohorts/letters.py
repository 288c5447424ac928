"""Who is told of a decision: the coordinators of the region, with the reason."""

from django.db import transaction
from django_tasks import task

from accounts.models import User
from cohorts.models import Nomination, Selection
from letters.actions import send_letter
from regions.roles import Role, who_act_as

COORDINATORS = who_act_as(Role.LEAD)
SENTENCES = {
    Selection.CHOSEN: (
        "{region} terpilih untuk {cohort}",
        "{by} memutuskan: {region} terpilih, dengan alasan di bawah ini. Berikutnya Nota"
        " Kesepakatan, SK Dewan, dan SK Tim Pelaksana.",
    ),
    Selection.PASSED: (
        "{region} tidak terpilih untuk {cohort}",
        "{by} memutuskan: {region} tidak terpilih, dengan alasan di bawah ini. Daerah dapat"
        " dinominasikan lagi untuk tahun berikutnya.",
    ),
}


@task()
def send_verdict(nomination_pk: int) -> int:
    """Write to the coordinators what was decided; how many letters. Nothing if it was taken back.

    Runs a second time without writing twice.
    """
    found = Nomination.objects.select_related("region__parent", "cohort", "decided_by")
    nomination = found.filter(pk=nomination_pk).exclude(verdict=Selection.OPEN).first()
    if nomination is None:
        return 0
    region, cohort = nomination.region, nomination.cohort
    words = {"region": region, "cohort": str(cohort).lower(), "by": nomination.decided_by}
    subject, sentence = SENTENCES[Selection(nomination.verdict)]
    people = User.objects.filter(
        is_active=True, memberships__region=region, memberships__role__in=COORDINATORS
    )
    people = list(people.distinct().order_by("name"))
    with transaction.atomic():
        send_letter(
            "letters/mail/step",
            to=people,
            subject=subject.format(**words),
            path=f"{region.get_absolute_url()}#kohort",
            reason=f"Anda koordinator {region}",
            region=region,
            once=f"nomination-{nomination.pk}-{nomination.decided_at:%Y%m%d%H%M%S%f}",
            title=f"{cohort}",
            sentence=sentence.format(**words),
            note=nomination.reason,
            button="Buka halaman daerah",
        )
    return len(people)
