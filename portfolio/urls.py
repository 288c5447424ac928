from django.urls import path

from portfolio.views import alignment, copying, grid, pages, participating, quick

app_name = "portfolio"

# /masterplan/<slug>/program/
urlpatterns = [
    path("", pages.board, name="board"),
    path("cepat/", quick.quick, name="quick"),
    path("<int:pk>/salin/", copying.copy, name="copy"),
    path("<int:pk>/pindah/", copying.move, name="move"),
    path("<int:pk>/pecah/", copying.split, name="split"),
    path("<int:pk>/satukan/", copying.join, name="join"),
    path("<int:pk>/yang-ikut/", participating.participants, name="participants"),
    path("tabel/", grid.grid, name="grid"),
    path("tabel/<int:pk>/", grid.row, name="grid_row"),
    path("periksa/", pages.odd, name="odd"),
    path("peta-jalan/", pages.roadmap, name="roadmap"),
    path("anggaran/", pages.budget, name="budget"),
    path("anggaran/xlsx/", pages.budget_file, name="budget_file"),
    path("keselarasan/", alignment.matrix, name="alignment"),
    path("keselarasan/<int:pk>/program/", alignment.programs, name="name_programs"),
]
