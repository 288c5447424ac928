from django.urls import path

from analyses import compiling_views, history_views, keywords_views, paste_views, row_views, views
from analyses.kinds import KINDS

app_name = "analyses"

# /masterplan/<slug>/analisis/
urlpatterns = [
    path("", views.board, name="board"),
    path("pokja/<slug:dimension>/", compiling_views.pokja, name="pokja"),
    path("pokja/<slug:dimension>/<slug:kind>/", compiling_views.pokja, name="pokja_kind"),
    path("pokja/<slug:dimension>/<slug:kind>/atur/", compiling_views.arrange, name="arrange"),
    path("pokja/<slug:dimension>/<slug:kind>/gabung/", compiling_views.merge, name="merge"),
    *(
        path(f"{kind.slug}/", views.findings, {"kind": kind.slug}, name=kind.url_name)
        for kind in KINDS.values()
    ),
    path("kata-kunci/usulan/", keywords_views.named, name="named_keywords"),
    path("<slug:kind>/baru/", row_views.add, name="add"),
    path("<slug:kind>/<int:pk>/", row_views.edit, name="edit"),
    path("<slug:kind>/tempel/", paste_views.paste, name="paste"),
    path("<slug:kind>/<int:pk>/riwayat/", history_views.history, name="history"),
    path("<slug:kind>/<int:pk>/pindah/", row_views.move, name="move"),
    path("<slug:kind>/<int:pk>/hapus/", row_views.remove, name="remove"),
    path("kesiapan/<int:pk>/bukti/", row_views.evidence, name="evidence"),
]
