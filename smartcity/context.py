"""What the frame of every page shows: where we are, where one can go, who is signed in."""

from django.conf import settings

from analyses.kinds import KINDS
from regions.addresses import address
from regions.models import Role
from regions.rules import leads_by_looking, roles_of, titles_of
from smartcity.way_back import arrived, left_over, way_back, way_back_word

MASTERPLAN_PAGES = [
    ("Ringkasan", "stages:overview"),
    ("Analisis", "worksheets:board"),
    ("Masterplan", "masterplans:contents"),
    ("Program", "portfolio:board"),
    ("Quick win", "quickwins:board"),
    ("Dokumen", "exports:books"),
]
GLANCE = "stages:glance"
GLANCE_PAGE = ("Sekilas", GLANCE)
# Who fills in worksheets finds them, and the analyses that they make up, under one word.
FILLING_PAGES = [
    ("Kertas Kerja", "assignments:worksheets"),
    *(page for page in MASTERPLAN_PAGES if page[0] != "Analisis"),
]
WORKSHEETS = {"assignments:worksheets", "assignments:worksheet", "assignments:nothing"}
# Rooms whose pages are found under a page of another one; the commitment is signed over the frozen
# books and found among them.
FOUND_UNDER = {
    "assignments": "stages",
    "attendance": "stages",
    "bimtek": "stages",
    "notes": "stages",
    "reviews": "stages",
    "commitments": "exports",
    "compiling": "worksheets",
    "programs": "portfolio",
    "rosters": "portfolio",
    "wordfiles": "exports",
}
OF_COHORT = {"cohort", "cohorts"}
OF_TEAM = {"monitoring:region", "monitoring:trail"}
AIMS = {f"strategy:{page}" for page in ("aims", "aim_add", "aim_edit", "aim_history", "aim_remove")}


HEAD_ONLY = "X-Simpul-Head"  # static/js/counts.js asks for the head of a page alone


def frame(request):
    """`place`, `nav`, `role_label`, `account_menu` and `foot`; strangers get the foot alone."""
    user = getattr(request, "user", None)
    match = getattr(request, "resolver_match", None)
    known = {"example_site": settings.EXAMPLE_SITE, "foot": _foot()}
    known["head_only"] = request.headers.get(HEAD_ONLY) == "1"
    if user is None or not user.is_authenticated or match is None:
        return known
    region = request.region
    masterplan = request.masterplan or _plan_at_home(match, region, user)
    return known | {
        "find_url": _find_url(match, masterplan),
        "place": str(region) if region else "",
        "nav": _nav(match, masterplan, user) if masterplan else _home_nav(match, region, user),
        "role_label": _role_label(user, region),
        "account_menu": _account_menu(),
        **_way_back(request, head_only=known["head_only"]),
        "came_home": arrived(request),
    }


def _way_back(request, head_only):
    """Where she came from; for a page that has just saved itself also what is left of it."""
    found = way_back(request)
    return {
        "way_back": found,
        "way_back_word": way_back_word(request),
        "left_over": left_over(request) if found and head_only else None,
    }


def _find_url(match, masterplan):
    """The search of the masterplan; its own page has a larger box."""
    if masterplan is None or match.namespace == "search":
        return ""
    return address("search:find", masterplan.slug)


def _nav(match, masterplan, user):
    roles = roles_of(user, masterplan.region)
    fills = roles & {Role.WRITER, Role.DIMENSION_LEAD} and Role.LEAD not in roles
    pages = FILLING_PAGES if fills else MASTERPLAN_PAGES
    if leads_by_looking(roles):
        pages = [GLANCE_PAGE, *pages]
    here = match.view_name if match.view_name == GLANCE else _where(match, fills)
    links = [
        {"label": label, "url": address(page, masterplan.slug), "current": here == page}
        for label, page in pages
    ]
    team = address("regions:members", masterplan.region.code)
    if user.is_national or roles & {Role.FACILITATOR, Role.PROVINCE_OFFICER}:
        # Who looks after several regions finds the way back to all of them on every page.
        mine = {"label": "Daerah saya", "url": address("monitoring:regions"), "current": False}
        links = [mine, *links]
    return [*links, {"label": "Tim", "url": team, "current": _is_of_team(match)}]


def _is_of_team(match):
    """The pages of a region's offices, people, letters and trail stand side by side."""
    return (
        match.namespace in ("regions", "letterheads", "mandates", "identities")
        or match.view_name in OF_TEAM
    )


def _plan_at_home(match, region, user):
    """The newest plan of somebody's own region: its team and offices are found beside its pages."""
    if region is None or not _is_of_team(match):
        return None
    if not roles_of(user, region) - {Role.FACILITATOR, Role.PROVINCE_OFFICER}:
        return None
    return region.masterplans.select_related("region").order_by("-created_at").first()


def _where(match, fills):
    """Under which of the pages of the navigation this one is found."""
    sheet_of = match.kwargs.get("kind", "program") if match.namespace == "sheets" else ""
    analyses = match.namespace in ("worksheets", "compiling") or sheet_of in KINDS
    if fills and (analyses or match.view_name in WORKSHEETS):
        return "assignments:worksheets"
    space = FOUND_UNDER.get(match.namespace, match.namespace)
    if sheet_of:
        space = "worksheets" if analyses else "portfolio"
    if match.namespace == "strategy":
        space = "portfolio" if match.view_name in AIMS else "masterplans"
    return next((page for _, page in MASTERPLAN_PAGES if page.split(":")[0] == space), "")


def _home_nav(match, region, user):
    pages = [("Daerah", address("monitoring:regions"), match.view_name == "monitoring:regions")]
    if user.is_national:
        pages.append(("Kohort", address("cohorts:cohorts"), match.namespace in OF_COHORT))
        is_here = match.namespace == "instruments" and region is None
        pages.append(("Instrumen", address("instruments:instruments"), is_here))
    elif not user.held_roles and match.namespace == "instruments":  # an assessor from outside
        pages = [("Asesmen saya", address("instruments:mine"), True)]
    if region and match.namespace not in OF_COHORT:
        pages.append((str(region), address("monitoring:region", region.code), True))
    return [{"label": label, "url": url, "current": current} for label, url, current in pages]


def _foot():
    links = [{"label": "Periksa keaslian dokumen", "url": address("verification:search")}]
    if settings.EXAMPLE_SITE:
        links.append({"label": "Situs contoh", "url": address("example:index")})
    return links


def _role_label(user, region) -> str:
    if user.is_national:
        return "Petugas nasional"
    return ", ".join(titles_of(user, region))


def _account_menu():
    return [
        {"label": "Daerah saya", "url": address("monitoring:regions")},
        {"label": "Kalender bimtek", "url": address("calendar:mine")},
        {"label": "Asesmen saya", "url": address("instruments:mine")},
        {"label": "Kode identitas", "url": address("identities:code")},
        {"label": "Langkah kedua saat masuk", "url": address("mfa_index")},
        {"label": "Kata sandi", "url": address("account_change_password")},
        {"label": "Perangkat yang masuk", "url": address("usersessions_list")},
        {"label": "Surat yang Anda terima", "url": address("accounts:mail")},
    ]
