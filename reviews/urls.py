from django.urls import path

from reviews import decision_views, views

app_name = "reviews"

# /masterplan/<slug>/baca/
urlpatterns = [
    path("", views.plan, name="plan"),
    path("putusan/", decision_views.decide, name="decide"),
    path("putusan/kembalikan/", decision_views.return_stage, name="return"),
    path("putusan/setujui/", decision_views.approve, name="approve"),
    path("<int:book>/<int:number>/", views.chapter, name="chapter"),
    path("<int:book>/<int:number>/tandai/", views.mark, name="mark"),
    path("<int:book>/<int:number>/setujui/", views.approve_chapter, name="approve_chapter"),
    path("<int:book>/<int:number>/tempat/", views.place, name="place"),
]
