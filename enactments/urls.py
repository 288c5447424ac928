from django.urls import path

from enactments import views

app_name = "enactments"

# /masterplan/<slug>/penetapan/
urlpatterns = [
    path("", views.enactments, name="list"),
    path("edisi/<int:number>/baru/", views.add, name="add"),
    path("<int:pk>/salinan/", views.scan, name="scan"),
    path("<int:pk>/ubah/", views.edit, name="edit"),
    path("<int:pk>/hapus/", views.remove, name="remove"),
]
