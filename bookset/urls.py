from django.urls import path

from bookset import views

app_name = "bookset"

# /masterplan/<slug>/dokumen/semua/
urlpatterns = [
    path("draf/", views.draft, name="draft"),
    path("edisi-<int:edition>/", views.edition, name="edition"),
]
