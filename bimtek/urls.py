from django.urls import path

from bimtek.views import notes, parts, reminders, sessions, steps, worksheets

app_name = "bimtek"

# /masterplan/<slug>/
urlpatterns = [
    path("", steps.overview, name="overview"),
    path("kertas-kerja/", worksheets.worksheets, name="worksheets"),
    path("kertas-kerja/ingatkan/", reminders.reminder, name="remind"),
    path("kertas-kerja/dimensi/", parts.parts, name="parts"),
    path("kertas-kerja/<int:pk>/", worksheets.worksheet, name="worksheet"),
    path("kertas-kerja/<int:pk>/tidak-ada/", worksheets.nothing, name="nothing"),
    path("jadwal/", sessions.sessions, name="sessions"),
    path("jadwal/<int:stage>/", sessions.session, name="session"),
    path("catatan/", notes.notes, name="notes"),
    path("catatan/<int:pk>/jawab/", notes.answer, name="answer"),
    path("catatan/<int:pk>/selesai/", notes.resolve, name="resolve"),
    path("catatan/<slug:kind>/<int:pk>/", notes.place_notes, name="place_notes"),
    path("riwayat-tahap/", steps.decisions, name="decisions"),
    path("serahkan/", steps.submit, name="submit"),
    path("tarik/", steps.withdraw, name="withdraw"),
    path("tinjau/", steps.review, name="review"),
    path("kembalikan/", steps.give_back, name="return"),
    path("setujui/", steps.approve, name="approve"),
    path("buka-kembali/", steps.reopen, name="reopen"),
    path("bekukan/", steps.freeze, name="freeze"),
    path("pembekuan/", steps.freezing, name="freezing"),
]
