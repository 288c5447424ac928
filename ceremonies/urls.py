from django.urls import path

from ceremonies import views

app_name = "ceremonies"

# /masterplan/<slug>/komitmen/seremoni/
urlpatterns = [
    path("", views.hall, name="hall"),
    path("papan/", views.board, name="board"),
    path("mulai/", views.open_, name="open"),
    path("akhiri/", views.end, name="end"),
]
