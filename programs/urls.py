from django.urls import path

from programs.views import editing, pages

app_name = "programs"

# /masterplan/<slug>/program/
urlpatterns = [
    path("baru/", editing.add, name="add"),
    path("<int:pk>/", pages.detail, name="detail"),
    path("<int:pk>/ubah/", editing.edit, name="edit"),
    path("<int:pk>/hapus/", editing.remove, name="remove"),
    path("<int:pk>/riwayat/", pages.history, name="history"),
]
