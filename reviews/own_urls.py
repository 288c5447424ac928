from django.urls import path

from reviews import views

app_name = "reading"

# /dimensi-saya/
urlpatterns = [
    path("", views.dimension, name="dimension"),
]
