"""How the bytes of a file that was looked at are stored beside its row."""

import hashlib
import uuid

from django.core.files.base import ContentFile

from uploads.checking import EXTENSIONS, Checked, stored_name


def described(upload, checked: Checked) -> dict:
    """What a row says of its file: `name` as the user gave it, `mime`, `size`, `sha256`."""
    return {
        "name": stored_name(upload.name, checked.mime),
        "mime": checked.mime,
        "size": len(checked.content),
        "sha256": hashlib.sha256(checked.content).hexdigest(),
    }


class stored:  # noqa: N801 - reads as a sentence behind `with`
    """Stores the bytes in the `file` of a row, under a name that says nothing a user chose.

    What happens inside must save the row; when it fails, the bytes are taken away again.
    """

    def __init__(self, row, content: bytes):
        self.row, self.content = row, content

    def __enter__(self):
        name = f"{uuid.uuid4().hex}{EXTENSIONS[self.row.mime]}"
        self.row.file.save(name, ContentFile(self.content), save=False)

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.row.file.delete(save=False)
        return False
