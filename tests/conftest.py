"""The cast: one person for every role in one region, one stranger, one province, one ministry.

`people` is a dict by role; `signed_in(person)` is a browser that she has signed in with.
"""

import time
from datetime import timedelta

import hypothesis
import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dimensions.models import Dimension
from masterplans.models import Stage, Status
from regions.roles import ACTS_AS, Role
from tests.database import copied_from_template, empty_database
from tests.factories import (
    AgencyFactory,
    MasterplanFactory,
    MembershipFactory,
    ProvinceFactory,
    RegionFactory,
    UserFactory,
)
from tests.kinds import commits
from tests.live import CHROMIUM, WebServer
from tests.plans import bring_to
from tests.shared import HOUSE, floor, floors_of, part

# On a busy machine an example may take its time; that is no fault of the code.
hypothesis.settings.register_profile(
    "simpul", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("simpul")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings, django_db_keepdb, django_db_createdb
):
    """Until the test database is made nobody else makes one: a copy will do (tests/database.py)."""
    with copied_from_template(is_new=django_db_createdb or not django_db_keepdb) as made:
        yield made


@pytest.fixture(scope="session")
def django_db_setup(django_db_modify_db_settings, django_db_setup, django_db_blocker):
    """At the end nobody may hold the test database: a live server's thread may linger a moment."""
    with django_db_blocker.unblock():
        django_db_modify_db_settings()
    TransactionTestCase._fixture_teardown = lambda case: empty_database()
    yield
    with django_db_blocker.unblock():
        HOUSE.stand_on([])
    connection.close()  # that of this moment may be one that the server has let go of long ago
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )


@pytest.fixture(autouse=True)
def own_house(request):
    """What differs from a real site in every test; one that needs the code alone needs none of it.

    Most tests are about something else than the second factor; those about it ask for
    `second_factor`. Argon2 is slow on purpose; the tests of sign-in itself set it back.
    """
    if request.node.get_closest_marker("unit"):
        return
    settings = request.getfixturevalue("settings")
    settings.SECOND_FACTOR_REQUIRED = "second_factor" in request.fixturenames
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    request.getfixturevalue("own_places")


@pytest.fixture
def second_factor():
    """Ask for this to have the second factor demanded, as on a real site."""


@pytest.fixture
def own_places(settings, tmp_path):
    """Files, letters and keys of a test go to its own folder."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.AUTHORITY_DIR = tmp_path / "authority"
    # pytest-django would keep letters in memory, where a real worker could not put them
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def standing(request, django_db_setup, django_db_blocker, own_house):
    """What stands already of what the test asks for, by its name (tests/shared.py)."""
    names = floors_of(request.node)
    with django_db_blocker.unblock():
        return HOUSE.stand_on([] if commits(request.node) else names)


@pytest.fixture
def _django_db_helper(standing, _django_db_helper):
    """pytest-django's transaction around a test begins on the floors that the test needs."""


@pytest.fixture
def cache_table(db):
    """The counters of the limits, at nought: a flushed database keeps this table."""
    call_command("createcachetable", verbosity=0)
    cache.clear()


@part
def region():
    return RegionFactory(code="33.04", name="Banjarnegara")


@part
def elsewhere():
    """Another region of another province."""
    province = ProvinceFactory(code="81", name="Maluku")
    return RegionFactory(code="81.71", name="Ambon", level="city", parent=province)


@part
def agency(region):
    return AgencyFactory(region=region, name="Dinas Kesehatan", short_name="Dinkes")


@floor
def people(region, elsewhere, agency):
    """One person for every role in Banjarnegara, a stranger from Ambon, a national officer.

    Who acts as another, a deputy or a member of a pokja, is in `tests/deputies.py`.
    """
    members = {
        role.value: MembershipFactory(
            region=region, role=role, agency=agency if role == Role.WRITER else None
        ).user
        for role in Role
        if role != Role.PROVINCE_OFFICER and role not in ACTS_AS
    }
    province = MembershipFactory(region=region.parent, role=Role.PROVINCE_OFFICER).user
    stranger = MembershipFactory(region=elsewhere, role=Role.LEAD).user
    national = UserFactory(is_national=True)
    return members | {"province_officer": province, "stranger": stranger, "national": national}


@pytest.fixture
def lead(people):
    return people["lead"]


@pytest.fixture
def writer(people):
    return people["writer"]


@pytest.fixture
def facilitator(people):
    return people["facilitator"]


@pytest.fixture
def national(people):
    return people["national"]


@floor
def masterplan(region, people):
    """An empty masterplan of Banjarnegara 2024-2033 with the small test dimensions and outline."""
    return MasterplanFactory(
        region=region,
        slug="banjarnegara-2024",
        created_by=people["lead"],
        title="Masterplan Smart City",
    )


@pytest.fixture
def hand_in(masterplan, lead, facilitator):
    """`hand_in()` hands the first stage in: from then on the plan is closed."""

    def close():
        return bring_to(
            masterplan, Stage.ANALYSIS, Status.REVIEW, lead=lead, facilitator=facilitator
        )

    return close


@floor
def reference_data():
    """The real dimensions and the real outline, as `make run` loads them."""
    call_command("load_dimensions", verbosity=0)
    call_command("load_outlines", verbosity=0)
    return Dimension.objects.all()


@pytest.fixture
def signed_in():
    """`signed_in(person)` gives a test browser in which this person is signed in."""

    def sign_in(person):
        browser = Client()
        browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return browser

    return sign_in


@pytest.fixture
def queries_of():
    """`queries_of(browser, address)` counts the queries of a page that opens (status 200)."""

    def count(browser, address):
        browser.get(address)  # a session's first page writes more than the others
        with CaptureQueriesContext(connection) as captured:
            response = browser.get(address)
        assert response.status_code == 200
        return len(captured)

    return count


@pytest.fixture(scope="session")
def own_web_server(django_db_setup):
    """The one gunicorn of this process: no test should pay for its start who does not kill it."""
    server = WebServer()
    yield server
    server.kill()


@pytest.fixture
def web_server(transactional_db, own_web_server):
    """A real gunicorn on the test's database; tests kill and start it (tests/live.py)."""
    return own_web_server.start()


@pytest.fixture
def desk(transactional_db, browser, request, signed_in):
    """`desk(person)` is a browser of her own (a playwright page); `desk.site` is its address.

    Pages are closed and the server has answered before the database is emptied.
    """
    contexts = []

    def sit_down(person, site=None, path="", **options):
        site = site or request.getfixturevalue("live_server").url
        context = browser.new_context(locale="id-ID", **options)
        contexts.append(context)
        if person:
            session = signed_in(person).cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
        page = context.new_page()
        page.set_default_timeout(20_000)
        if path:
            page.goto(f"{site}{path}")
        return page

    yield sit_down
    for context in contexts:
        context.close()
    _wait_for_the_server()


@pytest.fixture
def page(transactional_db, page):
    """The browser's page, closed before the database is emptied under a request of it."""
    yield page
    page.close()
    _wait_for_the_server()


def _wait_for_the_server():
    """A page that closes says good-bye; its request must not meet a table that is emptied."""
    for _ in range(40):
        time.sleep(0.05)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            if not cursor.fetchone()[0]:
                return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's chromium without a window; it keeps its peace in a closed network."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture
def time_machine_days(monkeypatch):
    """`time_machine_days(2)`: for the code, it is two days later."""

    def travel(days):
        later = timezone.now() + timedelta(days=days)
        monkeypatch.setattr(timezone, "now", lambda: later)

    return travel
