from django.urls import path

from quickwins import views

app_name = "quickwins"

# /masterplan/<slug>/quick-win/
urlpatterns = [
    path("", views.board, name="board"),
    path("nominasikan/<int:program>/", views.nominate, name="nominate"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/ubah/", views.edit, name="edit"),
    path("<int:pk>/riwayat/", views.history, name="history"),
    path("<int:pk>/nilai/", views.score, name="score"),
    path("<int:pk>/kemajuan/", views.progress, name="progress"),
    path("<int:pk>/pilih/", views.choose, name="choose"),
    path("<int:pk>/lepas/", views.drop, name="drop"),
    path("<int:pk>/batal/", views.withdraw, name="withdraw"),
]
