"""What an assessment asks of the person who opens it: one sentence, and one button."""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse

from indonesian import many, tanggal, terbilang
from instruments.answering import why_not_answered
from instruments.models import Assessment
from instruments.overview import AssessmentOverview
from instruments.results import Result

STATES = {
    "answering": "Daerah sedang menjawab.",
    "handed_in": "Jawaban sudah diserahkan dan menunggu dinilai.",
    "scoring": "Jawaban sedang dinilai asesor.",
    "closed": "Asesmen ini selesai.",
}


@dataclass
class AssessmentAction:
    """What is asked of the region, of an assessor, or of an officer."""

    overview: AssessmentOverview
    result: Result
    user: object
    title: str = field(init=False)
    why: str = field(init=False, default="")
    do_label: str = field(init=False, default="")
    do_url: str = field(init=False, default="")
    do_post: str = field(init=False, default="")
    far: tuple = field(init=False, default=())
    may_hand_in_scores: bool = field(init=False, default=False)

    def __post_init__(self):
        assessment = self.assessment
        self.title = STATES[assessment.state]
        if self.overview.seat and not assessment.is_answering:
            self._of_assessor()
        elif self.user.is_national:
            self._of_officer()
        elif assessment.is_answering:
            self._of_region()

    @property
    def assessment(self) -> Assessment:
        return self.overview.assessment

    def _of_region(self):
        assessment, lines = self.assessment, self.overview.lines
        open_ones = self.overview.unanswered
        done = len(lines) - len(open_ones)
        self.far = (f"{done} dari {len(lines)} pertanyaan dijawab", done, len(lines))
        if late := why_not_answered(assessment):
            self.title = late
        elif not self.user.has_perm("instruments.answer_assessment", assessment):
            self.title = f"Daerah sedang menjawab sampai {tanggal(assessment.closes_on)}."
        elif open_ones:
            self.title = f"Jawab {len(open_ones)} pertanyaan sampai"
            self.title += f" {tanggal(assessment.closes_on)}."
            self._do("Jawab pertanyaan " + open_ones[0].question.number, "answer", open_ones[0])
        elif self.user.has_perm("instruments.hand_in_assessment", assessment):
            self.title = "Semua pertanyaan sudah dijawab. Serahkan jawabannya."
            self._post("Serahkan jawaban", "hand_in")
        else:
            self.title = "Semua pertanyaan sudah dijawab. Koordinator menyerahkannya."
        if unproven := self.overview.unproven:
            self.why = (
                f"{many(len(unproven), 'jawaban')} tanpa bukti dukung; asesor melihatnya demikian."
            )

    def _of_assessor(self):
        lines, open_ones = self.overview.lines, self.overview.unscored
        done, seat = len(lines) - len(open_ones), self.overview.seat
        if seat.handed_in_at:
            self.title = "Nilai Anda sudah diserahkan."
            self.why = self._scored_words()
            self._link("Bandingkan nilai", "compare")
            return
        self.far = (f"{done} dari {len(lines)} pertanyaan dinilai", done, len(lines))
        if not self.assessment.is_scoring:
            return
        if open_ones:
            self.title = f"Nilai {len(open_ones)} pertanyaan."
            self.why = "Anda menilai sendiri; nilai asesor lain terlihat sesudah Anda menyerahkan."
            self._do("Nilai pertanyaan " + open_ones[0].question.number, "score", open_ones[0])
        else:
            self.title = "Semua pertanyaan sudah dinilai. Serahkan nilai Anda."
            self.why = "Sesudahnya nilai hanya dapat diubah lewat diskusi, dengan alasan."
            self.may_hand_in_scores = True
            self._post("Serahkan nilai", "scores_hand_in")

    def _of_officer(self):
        assessment, result = self.assessment, self.result
        least = assessment.instrument.least_assessors
        if result.assessors < least and not assessment.is_closed:
            self.title = f"Tunjuk paling sedikit {least} asesor dari luar daerah."
            self._link("Tunjuk asesor", "assessors")
        elif assessment.is_handed_in:
            self.title = "Jawaban sudah diserahkan. Mulai penilaian."
            self._post("Mulai penilaian", "begin_scoring")
        elif assessment.is_scoring:
            self.title = self._scored_words()
            self._link("Tutup asesmen", "close")

    def _scored_words(self):
        if self.result.waiting:
            done = many(self.result.handed_in, "dari")
            return f"{done} {terbilang(self.result.assessors)} asesor sudah menilai."
        return f"Semua {terbilang(self.result.assessors)} asesor sudah menilai."

    def _do(self, label, page, line):
        self._link(label, page, line.question.pk)

    def _link(self, label, page, *more):
        self.do_label, self.do_url = label, address_in(self.assessment, page, *more)

    def _post(self, label, page):
        self.do_label, self.do_post = label, address_in(self.assessment, page)


def address_in(assessment: Assessment, page: str, *more) -> str:
    """The address of a page of an assessment."""
    return reverse(f"instruments:{page}", args=[assessment.region.code, assessment.pk, *more])


@dataclass
class WaitingSeat:
    """One assessment of an assessor, as her list shows it."""

    seat: object
    scored: int
    questions: int

    @property
    def waits_for_me(self) -> bool:
        return self.seat.assessment.is_scoring and not self.seat.handed_in_at

    @property
    def words(self) -> str:
        """Where it stands for her."""
        assessment = self.seat.assessment
        if self.waits_for_me:
            return f"{self.scored} dari {self.questions} pertanyaan dinilai"
        if self.seat.handed_in_at:
            return "Nilai Anda sudah diserahkan"
        return STATES[assessment.state].rstrip(".")


def seats_of(user) -> list[WaitingSeat]:
    """The assessments of an assessor: what waits for her first. Two queries."""
    done = Q(scores__value__isnull=False) | ~Q(scores__remark="")
    seats = (
        user.assessing.select_related("assessment__region__parent", "assessment__instrument")
        .annotate(
            scored=Count("scores", filter=done, distinct=True),
            questions=Count("assessment__instrument__components__questions", distinct=True),
        )
        .order_by("-assessment__instrument__year", "assessment__region__code")
    )
    lines = [WaitingSeat(seat, seat.scored, seat.questions) for seat in seats]
    return sorted(lines, key=lambda line: not line.waits_for_me)
