"""Mounted where a region may begin a masterplan."""

from django.urls import path

from cohorts.plan_views import create

app_name = "newplan"

# /daerah/<code>/masterplan/baru/
urlpatterns = [path("", create, name="create")]
