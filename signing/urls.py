from django.urls import path

from signing import views

app_name = "signing"

# /masterplan/<slug>/komitmen/
urlpatterns = [
    path("tanda-tangan/", views.sign, name="sign"),
    path("tanda-tangan/selesaikan/", views.finish, name="finish"),
    path("sertifikat.pdf", views.certificate, name="certificate"),
]
