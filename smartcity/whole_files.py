"""Files of the site on a disk: whole, or not there."""

import os
from contextlib import suppress

from django.core.files.storage import FileSystemStorage
from django.utils.crypto import get_random_string


class WholeFileStorage(FileSystemStorage):
    """Writes beside the name and renames, so that a full disk leaves no half of a file behind."""

    def _save(self, name, content):
        partial = f"{name}.{get_random_string(8)}.part"
        try:
            super()._save(partial, content)
            name = self.get_available_name(name)
            os.rename(self.path(partial), self.path(name))
        except OSError:
            with suppress(OSError):
                os.unlink(self.path(partial))
            raise
        return name
