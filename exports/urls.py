from django.urls import path

from exports import page_views, views

app_name = "exports"

# /masterplan/<slug>/dokumen/
urlpatterns = [
    path("", views.books, name="books"),
    path("keadaan/", views.states, name="states"),
    path("buku-<int:number>/susun/", views.request_book, name="request"),
    path("buku-<int:number>/unduh/", views.download, name="download"),
    path("quick-win/<int:pk>/", page_views.quickwin_page, name="quickwin_page"),
    path(
        "quick-win/<int:pk>/susun/",
        page_views.request_quickwin_page,
        name="request_quickwin_page",
    ),
    path(
        "quick-win/<int:pk>/unduh/",
        page_views.download_quickwin_page,
        name="download_quickwin_page",
    ),
    path("edisi-<int:edition>/buku-<int:number>/", views.edition_book, name="edition_book"),
]
