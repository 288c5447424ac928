"""How a masterplan came to where it stands: its decisions, its edition, the trail of its region."""

from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from audit.models import Event
from audit.words import WORDS
from bench.filling.moments import after
from bench.filling.plans import Writing
from editions.actions import BookFile
from editions.canonical import canonical
from editions.manifest import BookEntry, manifest_of
from editions.models import Edition, EditionBook
from masterplans.models import Decision, Masterplan, Stage, Status, Verb

# What follows the approval of the fourth stage.
LAST_STEPS = [
    (Verb.FROZEN, Status.APPROVED, Status.FROZEN),
    (Verb.SIGNED, Status.FROZEN, Status.SIGNED),
]


def decisions(w: Writing, expert: User) -> None:
    """The chain of steps from the beginning to where the masterplan stands; half of the stages
    were sent back once."""
    end, days = (w.plan.stage, w.plan.status), 3
    stage, status = Stage.ANALYSIS, Status.WRITING

    def step(verb, to_status, *, by, to_stage=None, note=""):
        nonlocal stage, status, days
        w.loader.add(
            Decision(
                masterplan=w.plan,
                verb=verb,
                stage=stage,
                from_status=status,
                to_stage=to_stage or stage,
                to_status=to_status,
                note=note,
                by=by,
                at=after(stage, days),
            )
        )
        stage, status, days = to_stage or stage, to_status, days + 4

    while (stage, status) != end:
        if status == Status.WRITING:
            step(Verb.SUBMITTED, Status.REVIEW, by=w.place.lead)
            if w.rng.random() < 0.5:
                step(Verb.RETURNED, Status.WRITING, by=expert, note="Lengkapi sumber data.")
                step(Verb.SUBMITTED, Status.REVIEW, by=w.place.lead)
        elif status == Status.REVIEW and stage < Stage.COMMITMENT:
            step(Verb.APPROVED, Status.WRITING, by=expert, to_stage=Stage(stage + 1))
            days = 3
        elif status == Status.REVIEW:
            step(Verb.APPROVED, Status.APPROVED, by=expert)
        else:
            verb, _, following = next(line for line in LAST_STEPS if line[1] == status)
            step(verb, following, by=w.place.lead)


def edition(w: Writing) -> Edition | None:
    """The frozen edition, when the masterplan has come so far; its books are short ones."""
    if w.plan.status not in (Status.FROZEN, Status.SIGNED):
        return None
    text, digest = canonical({"title": w.plan.title, "filler": ["x" * 80] * 200})
    books = [
        BookFile(number, f"Buku {number}", b"%PDF-1.7 " + w.rng.randbytes(20_000), 120)
        for number in (1, 2, 3)
    ]
    entries = [BookEntry(book.number, book.pages, book.sha256) for book in books]
    manifest, manifest_sha256 = manifest_of(content=digest, books=entries)
    frozen = w.loader.add(
        Edition(
            masterplan=w.plan,
            number=1,
            content=text,
            sha256=digest,
            manifest=manifest,
            manifest_sha256=manifest_sha256,
            frozen_by=w.place.lead,
            frozen_at=after(4, 20),
        )
    )
    for book in books:
        w.loader.add(
            EditionBook(
                edition=frozen,
                number=book.number,
                title=book.title,
                pdf=book.pdf,
                sha256=book.sha256,
                pages=book.pages,
            )
        )
    return frozen


def trail(w: Writing, count: int) -> None:
    """So many lines about the masterplan, by its team."""
    kind, verbs = ContentType.objects.get_for_model(Masterplan), list(WORDS)
    for number in range(count):
        actor = w.place.writers[w.rng.randrange(len(w.place.writers))]
        w.loader.add(
            Event(
                at=after(1, number),
                actor=actor,
                actor_name=actor.name,
                verb=w.rng.choice(verbs),
                target_type=kind,
                target_id=w.plan.pk,
                target_name=w.plan.title,
                region_code=w.plan.region.code,
                data={},
            )
        )
