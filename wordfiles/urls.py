from django.urls import path

from wordfiles import views

app_name = "wordfiles"

# /masterplan/<slug>/dokumen/word/
urlpatterns = [
    path("", views.shelf, name="shelf"),
    path("keadaan/", views.states, name="states"),
    path("buku-<int:number>/susun/", views.request_draft, name="request"),
    path("buku-<int:number>/unduh/", views.download_draft, name="download"),
    path(
        "edisi-<int:edition>/buku-<int:number>/susun/",
        views.request_edition,
        name="request_edition",
    ),
    path(
        "edisi-<int:edition>/buku-<int:number>/unduh/",
        views.download_edition,
        name="download_edition",
    ),
]
