from django.urls import path

from assignments.views import participation, reminders, worksheets

app_name = "assignments"

# /masterplan/<slug>/kertas-kerja/
urlpatterns = [
    path("", worksheets.worksheets, name="worksheets"),
    path("ingatkan/", reminders.reminder, name="remind"),
    path("dimensi/", participation.parts, name="parts"),
    path("<int:pk>/", worksheets.worksheet, name="worksheet"),
    path("<int:pk>/tidak-ada/", worksheets.nothing, name="nothing"),
]
