from django.urls import path

from signing import bsre_views, views

app_name = "signing"

# /masterplan/<slug>/komitmen/
urlpatterns = [
    path("tanda-tangan/", views.sign, name="sign"),
    path("tanda-tangan/selesaikan/", views.finish, name="finish"),
    path("tanda-tangan/bsre/", bsre_views.sign_by_bsre, name="sign_by_bsre"),
    path("tanda-tangan/bsre/periksa/", bsre_views.check_mine, name="check_mine"),
    path("bsre/", bsre_views.sent, name="sent"),
    path("bsre/<int:pk>/periksa/", bsre_views.check, name="check"),
    path("bsre/<int:pk>/buka/", bsre_views.release, name="release"),
    path("dokumen.pdf", views.document, name="document"),
    path("sertifikat.pdf", views.certificate, name="certificate"),
]
