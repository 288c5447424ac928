"""Mounted among the pages of a region."""

from django.urls import path

from stages.timeline_views import of_region

app_name = "timeline"

# /daerah/<code>/lini-masa/
urlpatterns = [path("", of_region, name="region")]
