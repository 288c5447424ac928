from django.urls import path

from regions import list_views, member_views, views

app_name = "regions"

# /daerah/<code>/
urlpatterns = [
    path("perangkat-daerah/baru/", views.agency_add, name="agency_add"),
    path("perangkat-daerah/daftar/", list_views.agency_list, name="agency_list"),
    path("perangkat-daerah/<int:pk>/", views.agency_edit, name="agency_edit"),
    path("pejabat/baru/", views.official_add, name="official_add"),
    path("pejabat/daftar/", list_views.official_list, name="official_list"),
    path("pejabat/<int:pk>/", views.official_edit, name="official_edit"),
    path("anggota/", member_views.members, name="members"),
    path("anggota/undang/", member_views.invite, name="invite"),
    path("anggota/undang-staf/", member_views.invite_staff, name="invite_staff"),
    path("anggota/undang-daftar/", member_views.invite_many, name="invite_many"),
    path("anggota/<int:pk>/ubah/", member_views.membership_change, name="membership_change"),
    path(
        "anggota/<int:pk>/langkah-kedua/",
        member_views.second_factor_reset,
        name="second_factor_reset",
    ),
    path("anggota/<int:pk>/hapus/", member_views.membership_remove, name="membership_remove"),
    path(
        "undangan/<int:pk>/kirim-ulang/", member_views.invitation_resend, name="invitation_resend"
    ),
    path("undangan/<int:pk>/tarik/", member_views.invitation_withdraw, name="invitation_withdraw"),
    path("surat/", member_views.letters, name="letters"),
    path("surat/<uuid:pk>/kirim-ulang/", member_views.letter_resend, name="letter_resend"),
]
