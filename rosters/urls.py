from django.urls import path

from rosters import views

app_name = "rosters"

# /masterplan/<slug>/tabel/
urlpatterns = [
    path("<slug:kind>/", views.grid, name="grid"),
    path("<slug:kind>/tempel/", views.paste, name="paste"),
    path("<slug:kind>/<int:key>/", views.row, name="row"),
]
