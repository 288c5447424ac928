from django.urls import path

from sheets import views

app_name = "sheets"

# /masterplan/<slug>/lembar/
urlpatterns = [
    path("unggahan/<int:pk>/", views.preview, name="preview"),
    path("unggahan/<int:pk>/keadaan/", views.state, name="state"),
    path("unggahan/<int:pk>/pilih/", views.choose, name="choose"),
    path("unggahan/<int:pk>/tersembunyi/", views.choose_hidden, name="choose_hidden"),
    path("unggahan/<int:pk>/terapkan/", views.apply, name="apply"),
    path("unggahan/<int:pk>/batal/", views.drop, name="drop"),
    path("<slug:kind>/", views.page, name="page"),
    path("<slug:kind>/unduh/", views.download, name="download"),
]
