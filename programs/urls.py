from django.urls import path

from programs.views import aims, editing, pages

app_name = "programs"

# /masterplan/<slug>/program/
urlpatterns = [
    path("", pages.board, name="board"),
    path("baru/", editing.add, name="add"),
    path("<int:pk>/", pages.detail, name="detail"),
    path("<int:pk>/ubah/", editing.edit, name="edit"),
    path("<int:pk>/hapus/", editing.remove, name="remove"),
    path("peta-jalan/", pages.roadmap, name="roadmap"),
    path("anggaran/", pages.budget, name="budget"),
    path("sasaran/", aims.aims, name="aims"),
    path("sasaran/baru/", aims.add, name="aim_add"),
    path("sasaran/<int:pk>/", aims.edit, name="aim_edit"),
    path("sasaran/<int:pk>/hapus/", aims.remove, name="aim_remove"),
]
