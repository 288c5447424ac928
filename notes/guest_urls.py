from django.urls import path

from notes import guest_views

app_name = "guests"

# /narasumber/
urlpatterns = [
    path("", guest_views.sections, name="sections"),
    path("<int:pk>/", guest_views.section, name="section"),
    path("<int:pk>/jawab/<int:note>/", guest_views.answer, name="answer"),
]
