"""One of everything in one region, for tests that ask for every address."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from attendance.attending import add_by_hand, registers_of
from bimtek.sessions import plan_session
from ceremonies.holding import open_ceremony
from cohorts.choosing import nominate
from cohorts.opening import open_cohort
from commitments.models import SignedDocument
from editions.actions import BookFile
from enactments.models import Enactment
from exports.models import PrintJob, PrintState
from instruments.models import Question
from letterheads.emblems import keep_emblem
from letterheads.models import Emblem
from letters.models import Letter
from mandates.models import Mandate, MandateKind
from masterplans.actions import write_section
from masterplans.documents import SectionDocument
from masterplans.models import Attachment, Stage, Status
from monitoring.models import OutsidePlan
from notes.actions import write_note
from notes.models import GuestSection
from notes.targets import SECTION, place_of
from regions.models import Membership
from revisions.history import keep
from revisions.models import Outcome
from revisions.tokens import Token
from sheets.models import Import, ImportProgress, ImportState
from signing.models import SigningCertificate
from tests.commitments.making import commitment_for, frozen, opened, put_signature
from tests.factories import (
    AgencyFactory,
    AimFactory,
    AlignmentFactory,
    AssessmentFactory,
    AssessorFactory,
    DimensionFactory,
    IssueFactory,
    MandateFactory,
    MandateMemberFactory,
    MasterplanFactory,
    OfficialFactory,
    ProgramFactory,
    QuickWinFactory,
    ReadinessItemFactory,
    SectionFactory,
)
from tests.letterheads.emblems import an_emblem
from tests.plans import bring_to
from tests.realisation.making import realised
from tests.wordfiles.finished import finished_word

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c494441"
    "54789c63382127070002b6010534a675aa0000000049454e44ae426082"
)
BOOK = b"%PDF-1.7\n%%EOF\n"


class World:
    """Objects by the word that stands for them in a table row ("slug section revision")."""

    def __init__(self, people, masterplan, agency):
        self.people = people
        self.masterplan, self.agency = masterplan, agency
        region = masterplan.region
        lead = people["lead"]
        other = AgencyFactory(region=region)
        section = SectionFactory(masterplan=masterplan)
        write_section(section, html="<p>Satu.</p>", token=Token(0), by=lead)
        revision = section.revisions.get()
        quickwin = QuickWinFactory(program=self._program(agency), nominated_by=lead)
        self._print(lead)
        finished_word(self.masterplan, lead)
        mandate = self._mandate(region)
        named = MandateMemberFactory(mandate=mandate).pk
        self.things = {
            "code": ("code", region.code),
            "slug": ("slug", masterplan.slug),
            "agency": ("pk", agency.pk),
            "official": ("pk", OfficialFactory(region=region).pk),
            "membership": ("pk", Membership.objects.get(user=people["viewer"]).pk),
            "invitation": ("pk", self._invitation(region, lead).pk),
            "letter": ("pk", self._letter(region).pk),
            "section": ("pk", section.pk),
            "revision": ("revision", revision.pk),
            "kept": ("revision", self._kept(section, lead).pk),
            "attachment": ("pk", self._attachment(lead).pk),
            "kind": ("kind", "isu"),
            "part": ("part", "visi"),
            "dimension": ("dimension", self._dimension(people["dimension_lead"])),
            "issue": ("pk", IssueFactory(masterplan=masterplan, agency=agency).pk),
            "readiness": ("pk", self._readiness(agency).pk),
            "foreign_issue": ("pk", IssueFactory(masterplan=masterplan, agency=other).pk),
            "program": ("pk", self._program(agency).pk),
            "foreign_program": ("pk", self._program(other).pk),
            "nominee": ("program", self._program(agency).pk),
            "alignment": ("pk", AlignmentFactory(masterplan=masterplan).pk),
            "aim": ("pk", AimFactory(masterplan=masterplan).pk),
            "quickwin": ("pk", quickwin.pk),
            "chosen": ("pk", self._chosen(agency, lead).pk),
            "printed_page": ("pk", self._printed_page(agency, lead).pk),
            "number": ("number", 1),
            "book": ("book", 1),
            "chapter": ("number", 1),
            **self._session(lead),
            "stage": ("stage", 1),
            "fact": ("key", "fgd_was_held"),
            "note": ("pk", self._note(section).pk),
            "guest_section": ("pk", self._guest_section(section, people["guest"]).pk),
            "guest_note": ("note", self._note(section, people["guest"]).pk),
            "sheet": ("kind", "program"),
            "outside": ("pk", self._outside(region, lead).pk),
            "import": ("pk", self._import(lead).pk),
            "emblem": ("pk", self._emblem(region, lead).pk),
            "mandate": ("pk", mandate.pk),
            "mandate_kind": ("kind", mandate.kind),
            "named": ("member", named),
            "member_row": ("key", named),
            "roster": ("kind", "keselarasan"),
            "members": ("kind", "sk-tim"),
            "scanned": ("pk", mandate.pk),
            "year": ("year", self._cohort(people["national"])),
        }
        self.things |= self._assessment(region, lead)
        self.sessions = {who: self._signed_in(person) for who, person in people.items()}

    def _chosen(self, agency, lead):
        program = self._program(agency)
        return QuickWinFactory(program=program, nominated_by=lead, standing="chosen")

    def _printed_page(self, agency, lead):
        quickwin = self._chosen(agency, lead)
        PrintJob.objects.create(
            masterplan=self.masterplan,
            number=0,
            quickwin=quickwin,
            requested_by=lead,
            state="done",
            finished_at=timezone.now(),
            pdf=b"%PDF-",
            sha256="0" * 64,
        )
        return quickwin

    def browser(self, who: str) -> Client:
        """A browser in which this person has been signed in for a while."""
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[who]
        return browser

    def _signed_in(self, person):
        """The cookie of somebody who has opened a page: a session's first one writes more."""
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        browser.get(reverse("accounts:session"))
        return browser.cookies[settings.SESSION_COOKIE_NAME].value

    def kwargs(self, words: str) -> dict:
        """The arguments of an address; the costly frozen plan is made only for those who ask."""
        if asked := {"frozen", "drafted", "signing", "ceremony", "signed"} & set(words.split()):
            plan, edition = frozen_plan(self.masterplan.region, self.people)
            self._bring(plan, asked.pop())
            self.things |= {"edition": ("edition", edition.number)}
            self.things |= realised(plan, words.split(), self.agency, self.people["lead"])
            if "enacted" in words.split():
                self.things |= {"enacted": ("pk", self._enacted(edition).pk)}
        if "scanned" in words.split():  # rows of a world may be older than a test's own folder
            default_storage.save(Mandate.objects.get().file.name, ContentFile(PIXEL))
        if "attachment" in words.split():
            attachment = Attachment.objects.get(pk=self.things["attachment"][1])
            default_storage.save(attachment.file.name, ContentFile(PIXEL))
        if "emblem" in words.split():
            default_storage.save(Emblem.objects.get().file.name, ContentFile(PIXEL))
        if "photo" in words.split():
            default_storage.save("bimtek/titik.png", ContentFile(PIXEL))
        if "evidence" in words.split() and not default_storage.exists("bukti/sk.png"):
            default_storage.save("bukti/sk.png", ContentFile(PIXEL))
        return dict(self.things[word] for word in words.split())

    def _enacted(self, edition):
        """The regulation that enacts an edition, with its copy."""
        default_storage.save("penetapan/perbup.png", ContentFile(PIXEL))
        return Enactment.objects.get_or_create(
            edition=edition,
            form="regulation",
            number="45 Tahun 2024",
            defaults={
                "date": timezone.localdate(),
                "about": "Masterplan",
                "recorded_by": self.people["lead"],
                "file": "penetapan/perbup.png",
                "name": "Perbup.png",
                "mime": "image/png",
            },
        )[0]

    def _mandate(self, region):
        """The decree on the team, with its scan."""
        scan = {"file": "mandat/2023/03/sk.png", "name": "SK.png", "mime": "image/png"}
        return MandateFactory(region=region, kind=MandateKind.TEAM, **scan)

    def _assessment(self, region, lead):
        """An assessment that is being answered, with a file as evidence and an assessor."""
        assessment = AssessmentFactory(region=region)
        question = Question.objects.of(assessment.instrument)[0]
        answer = assessment.answers.create(question=question, text="Ada.", changed_by=lead)
        evidence = answer.evidence.create(
            title="SK", name="sk.png", mime="image/png", file="bukti/sk.png", added_by=lead
        )
        return {
            "instrument": ("pk", assessment.instrument.pk),
            "assessment": ("pk", assessment.pk),
            "question": ("question", question.pk),
            "component": ("component", question.component_id),
            "evidence": ("evidence", evidence.pk),
            "seat": ("seat", AssessorFactory(assessment=assessment).pk),
        }

    def _kept(self, section, lead):
        """A text that the coordinator typed when it could not be stored any more."""
        parts = {"body": "<p>Terlambat.</p>"}
        return keep(SectionDocument(section), parts, outcome=Outcome.CLOSED, by=lead)

    def _session(self, lead):
        """Bimtek I of next month, with a guest, a photograph, and somebody who came."""
        first = timezone.localdate() + timedelta(days=30)
        session = plan_session(self.masterplan, stage=1, first_day=first, last_day=first, by=lead)
        guest = session.invitees.create(name="Rektor", email="rektor@contoh.example")
        photo = session.files.create(
            kind="foto", name="titik.png", mime="image/png", size=len(PIXEL),
            sha256=hashlib.sha256(PIXEL).hexdigest(), uploaded_by=lead, file="bimtek/titik.png",
        )  # fmt: skip
        session.papers.create(kind="undangan", pdf=BOOK, made_at=timezone.now(), asked_by=lead)
        came = {"name": "Asep", "institution": "Dinas Kesehatan", "position": "Staf"}
        register = registers_of(session)[0]
        add_by_hand(register, people=[came], by=lead)
        return {
            "guest": ("pk", guest.pk),
            "photo": ("pk", photo.pk),
            "paper": ("kind", "undangan"),
            "attendee": ("pk", register.attendees.get().pk),
        }

    def _dimension(self, lead):
        """The code of a dimension whose working group this person leads."""
        dimension = DimensionFactory(set=self.masterplan.dimension_set)
        self.masterplan.teams.create(dimension=dimension, lead=lead)
        return dimension.code

    def _cohort(self, officer):
        """The year of a cohort for which the region was nominated."""
        plan = self.masterplan
        cohort = open_cohort(2023, by=officer, outline=plan.outline)
        nominate(cohort, plan.region, by=officer)
        return cohort.year

    def _outside(self, region, lead):
        """A masterplan that was made before Simpul."""
        return OutsidePlan.objects.create(
            region=region,
            title="Masterplan lama",
            first_year=2019,
            last_year=2023,
            legal_basis="Perbup",
            pdf=BOOK,
            recorded_by=lead,
        )

    def _import(self, lead):
        """A workbook that the coordinator has sent and not applied yet."""
        imported = Import.objects.create(
            masterplan=self.masterplan,
            kind="program",
            name="program.xlsx",
            sha256="0" * 64,
            content=b"PK",
            uploaded_by=lead,
            state=ImportState.READY,
            read_at=timezone.now(),
        )
        ImportProgress.objects.create(imported=imported)
        return imported

    def _print(self, lead):
        """Buku 1, printed some time ago."""
        PrintJob.objects.create(
            masterplan=self.masterplan,
            number=1,
            requested_by=lead,
            state=PrintState.DONE,
            finished_at=timezone.now(),
            pdf=BOOK,
            pages=1,
            size=len(BOOK),
            sha256=hashlib.sha256(BOOK).hexdigest(),
        )

    def _bring(self, plan, state):
        """A commitment for the frozen plan: not there, drafted, being signed, or sealed."""
        self.things[state] = ("slug", plan.slug)
        if state == "frozen":
            return
        commitment = commitment_for(plan, self.people["signatory"])
        if state != "drafted":
            opened(commitment)
        if state == "ceremony":
            open_ceremony(commitment, by=self.people["lead"])
        if state == "signing":
            self.things["place"] = ("pk", commitment.signatories.get().pk)
            self.things["shown"] = ("sha256", commitment.shown_letter.sha256)
        if state == "signed":
            put_signature(commitment.signatories.get())
            SignedDocument.objects.create(
                commitment=commitment,
                pdf=BOOK,
                sha256=hashlib.sha256(BOOK).hexdigest(),
                sealed_at=timezone.now(),
                certificate_serial="1",
            )
            SigningCertificate.objects.create(
                commitment=commitment, pdf=BOOK, sha256=hashlib.sha256(BOOK).hexdigest()
            )

    def _note(self, section, by=None):
        place = place_of(self.masterplan, SECTION, section.pk)
        by = by or self.people["facilitator"]
        return write_note(self.masterplan, place, text="Dari mana?", by=by)

    def _guest_section(self, section, guest):
        """What a narasumber was asked to read."""
        more = {"email": guest.email, "name": guest.name, "invited_by": self.people["lead"]}
        return GuestSection.objects.create(section=section, **more)

    def _program(self, agency):
        return ProgramFactory(masterplan=self.masterplan, agency=agency)

    def _readiness(self, agency):
        return ReadinessItemFactory(masterplan=self.masterplan, agency=agency)

    def _invitation(self, region, lead):
        return region.invitations.create(
            email="baru@contoh.example",
            name="Baru",
            role="viewer",
            secret_hash="0" * 64,
            invited_by=lead,
            expires_at=timezone.now() + timedelta(days=1),
        )

    def _letter(self, region):
        return Letter.objects.create(
            address="baru@contoh.example", kind="x", subject="x", text="x", region_code=region.code
        )

    def _attachment(self, lead):
        attachment = Attachment(
            masterplan=self.masterplan,
            name="titik.png",
            mime="image/png",
            size=len(PIXEL),
            sha256=hashlib.sha256(PIXEL).hexdigest(),
            uploaded_by=lead,
        )
        attachment.file.save("titik.png", ContentFile(PIXEL))
        return attachment

    def _emblem(self, region, lead):
        return keep_emblem(region, upload=ContentFile(an_emblem(), "lambang.png"), by=lead)


def frozen_plan(region, people):
    """A second masterplan of the region, frozen with three tiny books, and a commitment to it."""
    plan = MasterplanFactory(
        region=region, first_year=2014, last_year=2023, slug="beku", created_by=people["lead"]
    )
    plan = bring_to(
        plan,
        Stage.COMMITMENT,
        Status.APPROVED,
        lead=people["lead"],
        facilitator=people["facilitator"],
    )
    books = [BookFile(number, f"Buku {number}", BOOK, 1) for number in (1, 2, 3)]
    plan = frozen(plan, people["lead"], books)
    edition = plan.editions.get()
    finished_word(plan, people["lead"], edition=edition)
    return plan, edition
