from django.urls import path

from stages import fact_views, timeline_views, views

app_name = "stages"

# /masterplan/<slug>/
urlpatterns = [
    path("", views.overview, name="overview"),
    path("sekilas/", views.glance, name="glance"),
    path("lini-masa/", timeline_views.of_plan, name="timeline"),
    path("riwayat-tahap/", views.decisions, name="decisions"),
    path("pernyataan/<str:key>/", fact_views.fact, name="fact"),
    path("pernyataan/<str:key>/tarik/", fact_views.take_back, name="take_back_fact"),
    path("serahkan/", views.submit, name="submit"),
    path("tarik/", views.withdraw, name="withdraw"),
    path("ambil/", views.take, name="take"),
    path("buka-kembali/", views.reopen, name="reopen"),
    path("bekukan/", views.freeze, name="freeze"),
    path("pembekuan/", views.freezing, name="freezing"),
]
