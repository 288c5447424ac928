from django.urls import path

from reminders import views

app_name = "reminders"

# /masterplan/<slug>/pengingat/
urlpatterns = [path("", views.preview, name="preview")]
