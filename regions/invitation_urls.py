from django.urls import path

from regions import views

app_name = "invitations"

# /undangan/
urlpatterns = [path("<str:secret>/", views.accept_invitation, name="accept")]
