from django.urls import path

from search import views

app_name = "search"

# /masterplan/<slug>/cari/
urlpatterns = [path("", views.find_page, name="find")]
