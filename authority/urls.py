from django.urls import path

from authority import views

app_name = "pki"

# /pki/ — the addresses without "pem" are written into certificates (authority/certificates.py)
urlpatterns = [
    path("", views.offline, name="offline"),
    path("akar.crt", views.certificate, {"which": "root", "form": "der"}, "root"),
    path("akar.pem", views.certificate, {"which": "root", "form": "pem"}, "root-pem"),
    path("akar.crl", views.revocation_list, {"which": "root"}, "root-crl"),
    path("penerbit.crt", views.certificate, {"which": "issuing", "form": "der"}, "issuing"),
    path("penerbit.pem", views.certificate, {"which": "issuing", "form": "pem"}, "issuing-pem"),
    path("penerbit.crl", views.revocation_list, {"which": "issuing"}, "issuing-crl"),
    path("waktu/", views.timestamp, name="timestamp"),
]
