from django.apps import AppConfig


class RevocationsConfig(AppConfig):
    name = "revocations"
    verbose_name = "Berita Acara Pembatalan"

    def ready(self):
        from editions import papers
        from progress import completeness
        from revocations.open_items import waiting_revocation  # models are not loaded before
        from revocations.papers import sealed_papers

        completeness.add_source(waiting_revocation)
        papers.add_source(sealed_papers)
