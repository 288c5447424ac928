from django.urls import path

from compiling import views

app_name = "compiling"

# /masterplan/<slug>/analisis/pokja/
urlpatterns = [
    path("<slug:dimension>/", views.pokja, name="pokja"),
    path("<slug:dimension>/<slug:kind>/", views.pokja, name="pokja_kind"),
    path("<slug:dimension>/<slug:kind>/atur/", views.arrange, name="arrange"),
    path("<slug:dimension>/<slug:kind>/gabung/", views.merge, name="merge"),
]
