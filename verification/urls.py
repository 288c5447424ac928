from django.urls import path

from verification import views

app_name = "verification"

# /verifikasi/ — "show" stands behind the QR code of every letter: never change its address
urlpatterns = [
    path("", views.search, name="search"),
    path("berkas/<str:sha256>/", views.examined, name="examined"),
    path("<str:code>/", views.show, name="show"),
    path("<str:code>/periksa/", views.check, name="check"),
    path("<str:code>/dokumen.pdf", views.document, name="document"),
    path("<str:code>/sertifikat.pdf", views.certificate, name="certificate"),
    path("<str:code>/berkas/<str:sha256>/", views.examined_for, name="examined_for"),
]
