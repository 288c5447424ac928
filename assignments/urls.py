from django.urls import path

from assignments.views import participation, reminders, worksheets, writers

app_name = "assignments"

# /masterplan/<slug>/kertas-kerja/
urlpatterns = [
    path("", worksheets.worksheets, name="worksheets"),
    path("ingatkan/", reminders.reminder, name="remind"),
    path("dimensi/", participation.parts, name="parts"),
    path("penulis/", writers.writers, name="writers"),
    path("penulis/<int:pk>/", writers.assign, name="assign"),
    path("<int:pk>/", worksheets.worksheet, name="worksheet"),
    path("<int:pk>/tidak-ada/", worksheets.nothing, name="nothing"),
]
