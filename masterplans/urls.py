"""The text of a masterplan and what it stands on."""

from django.urls import path

from masterplans.views import contents, files, history, saving, sections, unsaved_texts

app_name = "masterplans"

# /masterplan/<slug>/isi/
urlpatterns = [
    path("", contents.contents, name="contents"),
    path("<int:pk>/", sections.section, name="section"),
    path("<int:pk>/terbaru/", saving.newest, name="newest"),
    path("<int:pk>/riwayat/", history.section_history, name="section_history"),
    path("<int:pk>/riwayat/banding/", history.compare_revisions, name="compare"),
    path("<int:pk>/riwayat/<int:revision>/", history.revision, name="revision"),
    path("<int:pk>/riwayat/<int:revision>/nama/", history.name, name="name_revision"),
    path("<int:pk>/riwayat/<int:revision>/pakai/", sections.keep, name="keep"),
    path("tulisan-saya/", unsaved_texts.unsaved_texts, name="kept"),
    path("tulisan-saya/<int:revision>/", unsaved_texts.decide, name="decide_kept"),
    path("hadir/", saving.presence, name="presence"),
    path("berkas/baru/", files.upload, name="upload"),
    path("berkas/<int:pk>/", files.attachment, name="attachment"),
]
