from django.urls import path

from bimtek import calendar_views

app_name = "calendar"

# /kalender/
urlpatterns = [
    path("", calendar_views.calendar, name="mine"),
    path("umpan/<str:token>.ics", calendar_views.feed_file, name="feed"),
]
