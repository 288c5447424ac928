from django.urls import path

from exports import views

app_name = "exports"

# /masterplan/<slug>/dokumen/
urlpatterns = [
    path("", views.books, name="books"),
    path("keadaan/", views.states, name="states"),
    path("buku-<int:number>/susun/", views.request_book, name="request"),
    path("buku-<int:number>/unduh/", views.download, name="download"),
    path("edisi-<int:edition>/buku-<int:number>/", views.edition_book, name="edition_book"),
]
