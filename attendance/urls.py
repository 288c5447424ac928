from django.urls import path

from attendance import views

app_name = "attendance"

# /masterplan/<slug>/jadwal/
urlpatterns = [
    path("<int:stage>/acara/", views.detail, name="detail"),
    path("<int:stage>/hadir/", views.registers, name="registers"),
    path("<int:stage>/hadir/kode/", views.code, name="code"),
    path("<int:stage>/hadir/tutup/", views.close, name="close"),
    path("<int:stage>/hadir/buka/", views.reopen, name="reopen"),
    path("<int:stage>/hadir/<uuid:pk>/coret/", views.strike_out, name="strike"),
]
