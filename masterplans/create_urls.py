"""Mounted where a region may begin a masterplan."""

from django.urls import path

from masterplans.views.creation import create

app_name = "newplan"

# /daerah/<code>/masterplan/baru/
urlpatterns = [path("", create, name="create")]
