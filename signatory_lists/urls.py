from django.urls import path

from signatory_lists import views

app_name = "signatory_lists"

# /masterplan/<slug>/komitmen/penandatangan/
urlpatterns = [path("tempel/", views.paste, name="paste")]
