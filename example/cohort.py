"""The cohort of 2023: two provinces and fifty kabupaten and kota (domain §7)."""

from django.db import transaction

from accounts.models import User
from cohorts.choosing import decide, lock, nominate_all
from cohorts.models import Cohort, Nomination
from cohorts.opening import open_cohort
from cohorts.plans import take_into
from instruments.models import Instrument
from regions.models import Level, Region

YEAR, SIZE = 2023, 52
# Chosen in 2023 as newspapers tell (domain §7); the reasons are invented.
CHOSEN = {
    "32": "Siap sebagai provinsi: layanan digital berjalan dan Diskominfo memimpin. Data contoh.",
    "34": "Satu dari dua provinsi pertama; data dan jaringan lengkap. Data contoh.",
    "32.05": "Visi pemimpin kuat, dan Bappeda menyiapkan tim. Data contoh.",
    "33.04": "Layanan terpadu sudah berjalan, dan regulasinya ada. Data contoh.",
    "33.28": "Enam kelompok kerja sudah dibentuk sebelum bimtek. Data contoh.",
    "13.73": "Kota kecil dengan warisan dunia; rencana datanya jelas. Data contoh.",
    "13.06": "Bukti dukung lengkap untuk semua komponen. Data contoh.",
    "12.09": "Jaringan antarkecamatan merata. Data contoh.",
    "15.04": "Forum daerahnya sudah berjalan. Data contoh.",
}
PASSED = {"33.07": "Masterplan yang lama masih berlaku; dapat dinominasikan lagi. Data contoh."}


@transaction.atomic
def load_cohort(*, by: User) -> Cohort | None:
    """Open it and nominate its regions; None when there is one, or no outline is loaded."""
    if Cohort.objects.exists():
        return None
    asked = Instrument.objects.filter(assessments__isnull=False).order_by("pk").first()
    cohort = open_cohort(YEAR, by=by, instrument=asked)
    lock(cohort)
    nominate_all(cohort, _regions(), by=by)
    for code, reason in (CHOSEN | PASSED).items():
        found = Nomination.objects.filter(cohort=cohort, region__code=code).first()
        if found is None:
            continue
        decided = decide(found, is_chosen=code in CHOSEN, reason=reason, by=by)
        plan = decided.region.masterplans.order_by("first_year").first()
        if plan and code in CHOSEN:
            take_into(decided, plan, by=by)
    return cohort


def _regions():
    """Those that are known, then the first kabupaten or kota of each province, up to 52."""
    known = list(Region.objects.filter(code__in=CHOSEN | PASSED))
    there = {region.pk for region in known}
    others, firsts = Region.objects.exclude(level=Level.PROVINCE).exclude(pk__in=there), {}
    for region in others.order_by("code"):
        firsts.setdefault(region.parent_id, []).append(region)
    turns = [own[turn] for turn in (0, 1) for own in firsts.values() if len(own) > turn]
    return known + turns[: SIZE - len(known)]
