from django.urls import path

from interchange import views

app_name = "interchange"

# /masterplan/<slug>/data/
urlpatterns = [
    path("tabel/", views.draft_workbook, name="draft_workbook"),
    path("lengkap/", views.draft_data, name="draft_data"),
    path("skema/", views.schema, name="schema"),
    path("edisi-<int:edition>/tabel/", views.edition_workbook, name="edition_workbook"),
    path("edisi-<int:edition>/lengkap/", views.edition_data, name="edition_data"),
]
