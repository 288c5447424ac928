from django.urls import path

from revocations import views

app_name = "revocations"

# /masterplan/<slug>/pembatalan/
urlpatterns = [path("siapkan/", views.prepare, name="prepare")]
