from django.urls import path

from seals import pki_views

app_name = "pki"

# /pki/ — the addresses without "pem" are written into certificates (seals/certificates.py)
urlpatterns = [
    path("akar.crt", pki_views.certificate, {"which": "root", "form": "der"}, "root"),
    path("akar.pem", pki_views.certificate, {"which": "root", "form": "pem"}, "root-pem"),
    path("akar.crl", pki_views.revocation_list, {"which": "root"}, "root-crl"),
    path("penerbit.crt", pki_views.certificate, {"which": "issuing", "form": "der"}, "issuing"),
    path("penerbit.pem", pki_views.certificate, {"which": "issuing", "form": "pem"}, "issuing-pem"),
    path("penerbit.crl", pki_views.revocation_list, {"which": "issuing"}, "issuing-crl"),
]
