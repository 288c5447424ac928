from django.urls import path

from attendance import scan_views

app_name = "hadir"

# /hadir/ — "scan" stands behind the QR code on the wall: never change its address
urlpatterns = [
    path("", scan_views.type_code, name="type_code"),
    path("<str:code>/", scan_views.scan, name="scan"),
]
