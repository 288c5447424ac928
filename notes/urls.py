from django.urls import path

from notes import guest_views, views

app_name = "notes"

# /masterplan/<slug>/catatan/
urlpatterns = [
    path("", views.notes, name="notes"),
    path("lampiran/", views.annex, name="annex"),
    path("narasumber/", guest_views.guests, name="guests"),
    path("narasumber/<int:pk>/akhiri/", guest_views.end, name="guest_end"),
    path("<int:pk>/jawab/", views.answer, name="answer"),
    path("<int:pk>/selesai/", views.resolve, name="resolve"),
    path("<int:pk>/buka-lagi/", views.reopen, name="reopen"),
    path("<int:pk>/atur/", views.arrange, name="arrange"),
    path("<int:pk>/terima/", views.accept, name="accept"),
    path("<slug:kind>/<int:pk>/", views.place_notes, name="place_notes"),
]
