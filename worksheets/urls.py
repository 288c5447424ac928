from django.urls import path

from analyses.kinds import KINDS
from worksheets.views import history, keywords, pages, pasting, row_deeds, rows

app_name = "worksheets"

# /masterplan/<slug>/analisis/
urlpatterns = [
    path("", pages.board, name="board"),
    *(
        path(f"{kind.slug}/", pages.findings, {"kind": kind.slug}, name=kind.url_name)
        for kind in KINDS.values()
    ),
    path("kata-kunci/usulan/", keywords.named, name="named_keywords"),
    path("<slug:kind>/baru/", rows.add, name="add"),
    path("<slug:kind>/<int:pk>/", rows.edit, name="edit"),
    path("<slug:kind>/tempel/", pasting.paste, name="paste"),
    path("<slug:kind>/<int:pk>/riwayat/", history.history, name="history"),
    path("<slug:kind>/<int:pk>/pindah/", row_deeds.move, name="move"),
    path("<slug:kind>/<int:pk>/hapus/", row_deeds.remove, name="remove"),
    path("kesiapan/<int:pk>/bukti/", row_deeds.evidence, name="evidence"),
]
