"""The emblem of a region: taken in, taken out of use, read by those who print it."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.trail import record
from letterheads.models import Emblem
from regions.models import Region
from regions.pasted_lists import one_at_a_time
from typesetting.pictures import Images, stored_picture
from uploads.checking import UploadRefused, check
from uploads.keeping import described, stored

LEAST = 200  # pixels of its longer side: at 22 mm these are 230 dots an inch
NO_PICTURE = "Lambang berupa gambar PNG atau JPEG. Simpan sebagai PNG, lalu unggah lagi."
TOO_SMALL = (
    "Gambar ini hanya {width} × {height} piksel dan akan pecah bila dicetak. Unggah lambang yang"
    f" sisi panjangnya paling sedikit {LEAST} piksel."
)


@transaction.atomic
def keep_emblem(region: Region, *, upload, by: User) -> Emblem:
    """From now on this file is printed as the region's emblem.

    Looked at by its content. The same file sent twice is kept once; one that was used before
    comes back into use. Raises UploadRefused with a sentence; then nothing is changed.
    """
    checked = check(upload)
    if checked.width is None:
        raise UploadRefused(NO_PICTURE)
    if max(checked.width, checked.height) < LEAST:
        raise UploadRefused(TOO_SMALL.format(width=checked.width, height=checked.height))
    one_at_a_time(region)
    known = described(upload, checked)
    same = region.emblems.filter(sha256=known["sha256"]).first()
    if same and same.retired_at is None:
        return same
    _retire(region)
    if same:
        same.retired_at = None
        same.save(update_fields=["retired_at"])
        emblem = same
    else:
        emblem = Emblem(region=region, uploaded_by=by, **known)
        emblem.width, emblem.height = checked.width, checked.height
        with stored(emblem, checked.content):
            emblem.save()
    record(by, "emblem.kept", region, sha256=emblem.sha256)
    return emblem


@transaction.atomic
def retire_emblem(region: Region, *, by: User) -> None:
    """Print no emblem from now on. What was frozen keeps its own."""
    one_at_a_time(region)
    if _retire(region):
        record(by, "emblem.retired", region)


def _retire(region):
    return region.emblems.in_use().update(retired_at=timezone.now())


def emblem_of(region: Region) -> Emblem | None:
    """The emblem that is printed now."""
    return region.emblems.in_use().first()


def emblem_images(region: Region) -> Images:
    """Reads the emblems of this region by their SHA-256, also those that were used before."""

    def read(sha256):
        emblem = region.emblems.filter(sha256=sha256).first()
        return stored_picture(emblem) if emblem else None

    return read
