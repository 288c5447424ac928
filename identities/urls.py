from django.urls import path

from identities import views

app_name = "identities"

# /identitas/
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("kode/", views.code, name="code"),
    path("<str:code>/", views.officials, name="officials"),
    path("<str:code>/undang/", views.invite_all, name="invite_all"),
    path("<str:code>/<int:pk>/", views.confirm_official, name="confirm"),
]
