from django.urls import path

from letterheads import views

app_name = "letterheads"

# /daerah/<code>/kop-surat/
urlpatterns = [
    path("", views.overview, name="overview"),
    path("lambang/", views.upload, name="upload"),
    path("lambang/<int:pk>/", views.emblem, name="emblem"),
    path("lambang/hapus/", views.retire, name="retire"),
    path("alamat/", views.address, name="head_address"),
    path("alamat/<int:pk>/", views.address, name="address"),
]
