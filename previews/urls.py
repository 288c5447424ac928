from django.urls import path

from previews import views

app_name = "previews"

# /masterplan/<slug>/pratinjau/
urlpatterns = [
    path("bagian-<int:pk>/", views.section, name="section"),
    path("buku-<int:number>/", views.book, name="book"),
]
