from django.urls import path

from mandates import views

app_name = "mandates"

# /daerah/<code>/dasar/
urlpatterns = [
    path("", views.overview, name="overview"),
    path("baru/<slug:kind>/", views.add, name="add"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/pindaian/", views.scan, name="scan"),
    path("<int:pk>/ubah/", views.edit, name="edit"),
    path("<int:pk>/hapus/", views.remove, name="remove"),
    path("<int:pk>/keanggotaan/", views.joining, name="joining"),
    path("<int:pk>/anggota/daftar/", views.member_list, name="member_list"),
    path("<int:pk>/anggota/baru/", views.member_add, name="member_add"),
    path("<int:pk>/anggota/<int:member>/", views.member_edit, name="member_edit"),
    path("<int:pk>/anggota/<int:member>/hapus/", views.member_remove, name="member_remove"),
]
