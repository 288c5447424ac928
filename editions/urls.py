from django.urls import path

from editions import views

app_name = "editions"

# /masterplan/<slug>/edisi/
urlpatterns = [
    path("<int:edition>/sesudahnya/", views.changes_after, name="changes_after"),
]
