from django.urls import path

from example import views

app_name = "example"

# /contoh/, only while settings.EXAMPLE_SITE
urlpatterns = [
    path("", views.index, name="index"),
    path("surat/<str:name>/", views.letter, name="letter"),
]
