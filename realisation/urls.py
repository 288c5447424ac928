from django.urls import path

from realisation import views

app_name = "realisation"

# /masterplan/<slug>/realisasi/
urlpatterns = [
    path("", views.summary, name="summary"),
    path("program/<int:pk>/", views.program, name="program"),
    path("program-baru/<int:pk>/", views.track_program, name="track"),
    path("bukti/<int:pk>/", views.evidence, name="evidence"),
    path("bukti/<int:pk>/hapus/", views.evidence_remove, name="evidence_remove"),
    path("<int:year>/", views.year, name="year"),
    path("<int:year>/program/<int:pk>/", views.report, name="report"),
    path("<int:year>/program/<int:pk>/bukti/", views.evidence_add, name="evidence_add"),
    path("<int:year>/tutup/", views.close, name="close"),
    path("<int:year>/buka/", views.reopen, name="reopen"),
]
