from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Tinjauan"

    def ready(self):
        from reviews.states import remember_hand_in  # models are not loaded before
        from stages.workflow import when_submitted

        when_submitted(remember_hand_in)
