from django.urls import path

from reviews.decision_views import moved

app_name = "old_review"

# /masterplan/<slug>/, as letters and open tabs still say it
urlpatterns = [
    path("tinjau/", moved, {"page": "reviews:decide"}, name="decide"),
    path("kembalikan/", moved, {"page": "reviews:return"}, name="return"),
    path("setujui/", moved, {"page": "reviews:approve"}, name="approve"),
]
