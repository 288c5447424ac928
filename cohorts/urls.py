from django.urls import path

from cohorts import views

app_name = "cohorts"

# /kohort/
urlpatterns = [
    path("", views.cohorts, name="cohorts"),
    path("<int:year>/aturan/", views.terms, name="terms"),
    path("<int:year>/nominasi/", views.nominate_many, name="nominate_many"),
    path("<int:year>/<str:code>/", views.nomination, name="nomination"),
    path("<int:year>/<str:code>/nominasikan/", views.nominate_one, name="nominate_one"),
    path("<int:year>/<str:code>/buka-lagi/", views.reopen, name="reopen"),
    path("<int:year>/<str:code>/tarik/", views.withdraw, name="withdraw"),
]
