from django.urls import path

from analyses import views
from analyses.kinds import KINDS

app_name = "analyses"

# /masterplan/<slug>/analisis/
urlpatterns = [
    path("", views.board, name="board"),
    *(
        path(f"{kind.slug}/", views.findings, {"kind": kind.slug}, name=kind.url_name)
        for kind in KINDS.values()
    ),
    path("<slug:kind>/baru/", views.add, name="add"),
    path("<slug:kind>/<int:pk>/", views.edit, name="edit"),
    path("<slug:kind>/<int:pk>/hapus/", views.remove, name="remove"),
]
