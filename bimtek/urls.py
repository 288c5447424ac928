from django.urls import path

from bimtek import invitation_views, views

app_name = "bimtek"

# /masterplan/<slug>/jadwal/
urlpatterns = [
    path("", views.sessions, name="sessions"),
    path("<int:stage>/", views.session, name="session"),
    path("<int:stage>/undang/", invitation_views.invite_people, name="invite"),
    path("<int:stage>/undang/<int:pk>/batal/", invitation_views.uninvite, name="uninvite"),
    path("<int:stage>/hasil/", views.results, name="results"),
    path("<int:stage>/berkas/", views.add_file, name="add_file"),
    path("<int:stage>/berkas/<int:pk>/", views.file, name="file"),
    path("<int:stage>/berkas/<int:pk>/hapus/", views.drop_file, name="drop_file"),
    path("<int:stage>/dokumen/<slug:kind>/", views.paper, name="paper"),
]
