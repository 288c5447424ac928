from django.urls import path

from monitoring import views

app_name = "monitoring"

# /daerah/
urlpatterns = [
    path("", views.regions, name="regions"),
    path("<str:code>/", views.region, name="region"),
    path("<str:code>/jejak/", views.trail, name="trail"),
]
