from django.urls import path

from monitoring import cohort_views

app_name = "cohort"

# /kohort/<year>/
urlpatterns = [
    path("<int:year>/", cohort_views.table, name="table"),
    path("<int:year>/unduh/", cohort_views.download, name="download"),
]
