from django.urls import path

from regions import views

app_name = "regions"

# /daerah/<code>/
urlpatterns = [
    path("perangkat-daerah/baru/", views.agency_add, name="agency_add"),
    path("perangkat-daerah/<int:pk>/", views.agency_edit, name="agency_edit"),
    path("pejabat/baru/", views.official_add, name="official_add"),
    path("pejabat/<int:pk>/", views.official_edit, name="official_edit"),
    path("anggota/", views.members, name="members"),
    path("anggota/undang/", views.invite, name="invite"),
    path("anggota/<int:pk>/ubah/", views.membership_change, name="membership_change"),
    path("anggota/<int:pk>/hapus/", views.membership_remove, name="membership_remove"),
    path("undangan/<int:pk>/kirim-ulang/", views.invitation_resend, name="invitation_resend"),
    path("undangan/<int:pk>/tarik/", views.invitation_withdraw, name="invitation_withdraw"),
]
