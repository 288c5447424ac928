"""Static files under names that change with their content."""

from django.conf import settings
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PackedStaticFiles(CompressedManifestStaticFilesStorage):
    """Whitenoise's storage; the address of a file is worked out once, not on every page.

    A page names some twenty files, and what they are called is settled when the process starts.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._addresses = {}

    def url(self, name, force=False):
        """The address of a file. Raises ValueError when it was never packed."""
        if settings.DEBUG or force:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]
