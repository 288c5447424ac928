"""What a row says of the one file that may belong to it."""

from django.db import models

from uploads.checking import Checked
from uploads.keeping import described, stored


class RowWithFile(models.Model):
    """A row to which a file may belong; it has a `file` of its own, stored where the room says."""

    name = models.CharField("nama berkas", max_length=150, blank=True)
    mime = models.CharField("jenis berkas", max_length=100, blank=True)
    size = models.PositiveIntegerField("ukuran (bita)", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)

    class Meta:
        abstract = True

    def describe(self, upload, checked: Checked) -> None:
        """Say of itself what was found in the file."""
        for name, value in described(upload, checked).items():
            setattr(self, name, value)

    def save_with(self, checked: Checked | None) -> None:
        """Save the row, and the bytes of a file with it; a row without keeps what it had."""
        if checked is None:
            self.save()
            return
        with stored(self, checked.content):
            self.save()
