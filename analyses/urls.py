from django.urls import path

from analyses import history_views, paste_views, row_views, views, views_compiling, views_keywords
from analyses.kinds import KINDS

app_name = "analyses"

# /masterplan/<slug>/analisis/
urlpatterns = [
    path("", views.board, name="board"),
    path("pokja/<slug:dimension>/", views_compiling.pokja, name="pokja"),
    path("pokja/<slug:dimension>/<slug:kind>/", views_compiling.pokja, name="pokja_kind"),
    path("pokja/<slug:dimension>/<slug:kind>/atur/", views_compiling.arrange, name="arrange"),
    path("pokja/<slug:dimension>/<slug:kind>/gabung/", views_compiling.merge, name="merge"),
    *(
        path(f"{kind.slug}/", views.findings, {"kind": kind.slug}, name=kind.url_name)
        for kind in KINDS.values()
    ),
    path("kata-kunci/usulan/", views_keywords.named, name="named_keywords"),
    path("<slug:kind>/baru/", row_views.add, name="add"),
    path("<slug:kind>/<int:pk>/", row_views.edit, name="edit"),
    path("<slug:kind>/tempel/", paste_views.paste, name="paste"),
    path("<slug:kind>/<int:pk>/riwayat/", history_views.history, name="history"),
    path("<slug:kind>/<int:pk>/pindah/", row_views.move, name="move"),
    path("<slug:kind>/<int:pk>/hapus/", row_views.remove, name="remove"),
    path("kesiapan/<int:pk>/bukti/", row_views.evidence, name="evidence"),
]
