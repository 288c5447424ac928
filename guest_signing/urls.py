from django.urls import path

from guest_signing import views

app_name = "guest_signing"

# /tamu/
urlpatterns = [
    path("<str:secret>/", views.read, name="read"),
    path("<str:secret>/selesaikan/", views.finish, name="finish"),
    path("<str:secret>/tolak/", views.decline, name="decline"),
    path("<str:secret>/<str:sha256>/<int:number>.png", views.page, name="page"),
    path("<str:secret>/<slug:name>.pdf", views.file, name="file"),
]
