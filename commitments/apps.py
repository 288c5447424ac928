from django.apps import AppConfig
from django.core import checks


class CommitmentsConfig(AppConfig):
    name = "commitments"
    verbose_name = "Komitmen"

    def ready(self):
        from authority.dependants import add_dependant
        from commitments.models import SignedDocument
        from commitments.open_items import waiting_commitment  # models are not loaded before
        from commitments.trail import unrecorded_signatures
        from commitments.wording import check_signing_note
        from progress.completeness import add_source
        from trails import verification

        add_source(waiting_commitment)
        checks.register(check_signing_note)
        add_dependant("dokumen yang sudah disegel", SignedDocument.objects.exists)
        verification.add_source(unrecorded_signatures)
