from django.urls import path

from bimtek import views

app_name = "bimtek"

# /masterplan/<slug>/jadwal/
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<int:stage>/", views.session, name="session"),
]
