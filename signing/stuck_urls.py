from django.urls import path

from signing import stuck_views

app_name = "stuck"

# /penandatanganan/
urlpatterns = [
    path("tertahan/", stuck_views.stuck, name="page"),
    path("tertahan/antrekan/", stuck_views.queue_again, name="queue_again"),
]
