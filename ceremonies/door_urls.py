from django.urls import path

from ceremonies import door_views

app_name = "door"

# /seremoni/: "enter" stands behind the QR code on the wall of a hall, never change its address
urlpatterns = [path("<str:code>/", door_views.enter, name="enter")]
