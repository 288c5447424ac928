"""As what somebody stands in a commitment: what she does, and for whom she stands there."""

from django.db import models


class SigningRole(models.TextChoices):
    """What she does. A copy (tembusan) is sent; nobody signs for it."""

    SIGNATORY = "signatory", "Penandatangan"
    WITNESS = "witness", "Saksi"
    COPY = "copy", "Tembusan"


SIGNS = [choice for choice in SigningRole.choices if choice[0] != SigningRole.COPY]


class Provider(models.TextChoices):
    """Who makes her signature: a key of hers for one use, certified by this site, or BSrE."""

    LOCAL = "local", "Di situs ini, tidak tersertifikasi"
    BSRE = "bsre", "Dengan sertifikat BSrE"


class Capacity(models.TextChoices):
    """For whom she stands there (domain.md, section 8), in the order in which they sign."""

    HEAD = "head", "Kepala daerah"
    AGENCY = "agency", "Perangkat Daerah"
    ACADEMIC = "academic", "Akademisi"
    BUSINESS = "business", "Dunia usaha"
    COMMUNITY = "community", "Komunitas"
    FIGURE = "figure", "Tokoh masyarakat"
    MINISTRY = "ministry", "Kementerian"
