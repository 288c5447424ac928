"""Two places of a masterplan: what it stands on (isi/), and its aims (program/sasaran/)."""

from django.urls import path

from strategy.views import aims, plan

app_name = "strategy"

# /masterplan/<slug>/
urlpatterns = [
    path("isi/<slug:part>/riwayat/", plan.history, name="part_history"),
    path("isi/pokok/", plan.identity, name="identity"),
    path("isi/visi/", plan.vision, name="vision"),
    path("isi/keselarasan/", plan.alignment, name="alignment"),
    path("isi/pokja/", plan.teams, name="teams"),
    path("program/sasaran/", aims.aims, name="aims"),
    path("program/sasaran/baru/", aims.add, name="aim_add"),
    path("program/sasaran/<int:pk>/", aims.edit, name="aim_edit"),
    path("program/sasaran/<int:pk>/riwayat/", aims.history, name="aim_history"),
    path("program/sasaran/<int:pk>/hapus/", aims.remove, name="aim_remove"),
]
