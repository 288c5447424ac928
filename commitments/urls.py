from django.urls import path

from commitments import views

app_name = "commitments"

# /masterplan/<slug>/komitmen/
urlpatterns = [
    path("", views.detail, name="detail"),
    path("siapkan/", views.prepare, name="prepare"),
    path("usulan/", views.propose, name="propose"),
    path("hapus/", views.remove, name="remove"),
    path("buka/", views.open_, name="open"),
    path("ingatkan/", views.remind, name="remind"),
    path("perpanjang/", views.extend, name="extend"),
    path("penandatangan/<int:pk>/ganti/", views.replace, name="replace"),
    path("batalkan/", views.cancel, name="cancel"),
    path("baca/", views.read, name="read"),
    path("baca/<str:sha256>/<int:number>.png", views.page, name="page"),
    path("selesai/", views.done, name="done"),
    path("tolak/", views.decline, name="decline"),
    path("naskah.pdf", views.draft, name="draft"),
]
