"""Two spaces: instruments of the nation, assessments of a region; and what waits for assessors."""

from django.urls import path

from instruments import (
    answer_views,
    assessment_views,
    draft_views,
    instrument_views,
    score_views,
)

app_name = "instruments"

_one = "daerah/<str:code>/asesmen/<int:pk>/"

urlpatterns = [
    path("instrumen/", instrument_views.instruments, name="instruments"),
    path("instrumen/<int:pk>/", instrument_views.instrument, name="instrument"),
    path("instrumen/<int:pk>/salin/", instrument_views.copy, name="copy"),
    path("instrumen/<int:pk>/keadaan/", instrument_views.move, name="move"),
    path("instrumen/<int:pk>/daerah/", instrument_views.ask_regions, name="ask_regions"),
    path("instrumen/<int:pk>/ubah/", draft_views.edit, name="edit"),
    path("instrumen/<int:pk>/urutan/", draft_views.reorder, name="reorder"),
    path("instrumen/<int:pk>/komponen/baru/", draft_views.component_add, name="component_add"),
    path("instrumen/<int:pk>/komponen/<int:component>/", draft_views.component, name="component"),
    path(
        "instrumen/<int:pk>/komponen/<int:component>/baru/",
        draft_views.question_add,
        name="question_add",
    ),
    path("instrumen/<int:pk>/pertanyaan/<int:question>/", draft_views.question, name="question"),
    path("asesmen/", score_views.mine, name="mine"),
    path("daerah/<str:code>/asesmen/", assessment_views.of_region, name="of_region"),
    path(_one, assessment_views.assessment, name="assessment"),
    path(f"{_one}serahkan/", answer_views.hand_in, name="hand_in"),
    path(f"{_one}kembalikan/", assessment_views.give_back, name="give_back"),
    path(f"{_one}perpanjang/", assessment_views.extend, name="extend"),
    path(f"{_one}asesor/", assessment_views.assessors, name="assessors"),
    path(f"{_one}asesor/<int:seat>/hapus/", assessment_views.dismiss, name="dismiss"),
    path(f"{_one}mulai/", assessment_views.begin, name="begin_scoring"),
    path(f"{_one}tutup/", assessment_views.close, name="close"),
    path(f"{_one}pertanyaan/<int:question>/", answer_views.answer, name="answer"),
    path(f"{_one}pertanyaan/<int:question>/bukti/", answer_views.prove, name="evidence_add"),
    path(f"{_one}bukti/<int:evidence>/", answer_views.evidence, name="evidence"),
    path(f"{_one}bukti/<int:evidence>/hapus/", answer_views.unprove, name="evidence_remove"),
    path(f"{_one}nilai/<int:question>/", score_views.score, name="score"),
    path(f"{_one}nilai/serahkan/", score_views.hand_in, name="scores_hand_in"),
    path(f"{_one}bandingkan/", score_views.compare, name="compare"),
    path(f"{_one}bandingkan/<int:question>/", score_views.discuss, name="discuss"),
]
