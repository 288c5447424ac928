from django.urls import path

from reviews import views

app_name = "reviews"

# /masterplan/<slug>/baca/
urlpatterns = [
    path("", views.plan, name="plan"),
    path("<int:book>/<int:number>/", views.chapter, name="chapter"),
    path("<int:book>/<int:number>/tandai/", views.mark, name="mark"),
    path("<int:book>/<int:number>/tempat/", views.place, name="place"),
]
