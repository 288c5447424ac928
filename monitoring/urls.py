from django.urls import path

from monitoring import views

app_name = "monitoring"

# /daerah/
urlpatterns = [
    path("", views.regions, name="regions"),
    path("peta/", views.region_map, name="map"),
    path("<str:code>/", views.region, name="region"),
    path("<str:code>/masterplan-lain/baru/", views.outside_add, name="outside_add"),
    path("<str:code>/masterplan-lain/<int:pk>/berkas/", views.outside_file, name="outside_file"),
    path("<str:code>/masterplan-lain/<int:pk>/hapus/", views.outside_remove, name="outside_remove"),
    path("<str:code>/jejak/", views.trail, name="trail"),
]
