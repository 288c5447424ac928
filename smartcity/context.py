"""What the frame of every page shows: where we are, where one can go, who is signed in."""

from django.conf import settings
from django.urls import reverse

from regions.models import Role
from regions.rules import roles_of

MASTERPLAN_PAGES = [
    ("Ringkasan", "bimtek:overview"),
    ("Analisis", "analyses:board"),
    ("Masterplan", "masterplans:contents"),
    ("Program", "programs:board"),
    ("Quick win", "quickwins:board"),
    ("Dokumen", "exports:books"),
]


def frame(request):
    """`place`, `nav`, `role_label` and `account_menu` for base.html; nothing for strangers."""
    user = getattr(request, "user", None)
    match = getattr(request, "resolver_match", None)
    if user is None or not user.is_authenticated or match is None:
        return {"example_site": settings.EXAMPLE_SITE}
    region, masterplan = request.region, request.masterplan
    return {
        "example_site": settings.EXAMPLE_SITE,
        "place": str(region) if region else "",
        "nav": _nav(match, masterplan) if masterplan else _home_nav(match, region),
        "role_label": _role_label(user, region),
        "account_menu": _account_menu(),
    }


def _nav(match, masterplan):
    return [
        {
            "label": label,
            "url": reverse(page, args=[masterplan.slug]),
            "current": match.namespace == page.split(":")[0],
        }
        for label, page in MASTERPLAN_PAGES
    ]


def _home_nav(match, region):
    pages = [("Daerah", reverse("monitoring:regions"), match.namespace == "monitoring")]
    if region:
        pages.append(
            (
                str(region),
                reverse("monitoring:region", args=[region.code]),
                match.namespace == "regions",
            )
        )
    return [{"label": label, "url": url, "current": current} for label, url, current in pages]


def _role_label(user, region) -> str:
    if user.is_national:
        return "Petugas nasional"
    if region is None:
        return ""
    roles = roles_of(user, region)
    return ", ".join(role.label for role in Role if role in roles)


def _account_menu():
    return [
        {"label": "Daerah saya", "url": reverse("monitoring:regions")},
        {"label": "Langkah kedua saat masuk", "url": reverse("mfa_index")},
        {"label": "Kata sandi", "url": reverse("account_change_password")},
        {"label": "Perangkat yang masuk", "url": reverse("usersessions_list")},
    ]
