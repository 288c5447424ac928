from django.urls import path

from rosters import views

app_name = "decree"

# /daerah/<code>/tabel-sk/
urlpatterns = [path("<int:pk>/", views.members, name="members")]
