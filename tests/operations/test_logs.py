"""One JSON object a line, and nothing in it that opens a door or names a person's number."""

import io
import json
import logging

import pytest
from django.test import Client
from django.urls import include, path

from operations.logs import JsonFormatter, hide_private
from smartcity import urls as site
from tests.factories import PASSWORD, UserFactory

SECRET = "Ab3_kunci-undangan-9Zx"
NIK, NIP = "3304011505800001", "198001012005011001"
WRITTEN_NIP = "19800101 200501 1 001"


def broken(request, secret=""):
    """An error that repeats what was sent, as errors do."""
    sent = request.POST.get("password", "")
    raise ValueError(f"Kiriman {sent!r} dari {request.POST.get('nip')} untuk {secret} gagal")


def talkative(request):
    logging.getLogger("simpul.test").info(
        "masuk dengan %s dan NIK %s", {"password": request.POST["password"]}, NIK,
        extra={"token": "abc", "detail": {"code": "123456", "nip": NIP}, "note": [WRITTEN_NIP]},
    )  # fmt: skip
    return broken(request)


urlpatterns = [
    path("rusak/", broken),
    path("undangan/<str:secret>/rusak/", broken),
    path("cerewet/", talkative),
    path("", include(site.urlpatterns)),
]
for pattern in urlpatterns[:3]:
    pattern.callback.login_required = False


@pytest.fixture
def log():
    """What our own handler would write, line by line."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    yield lambda: written.getvalue().splitlines()
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.mark.django_db
def test_every_line_is_one_object_with_time_level_logger_and_request(log, visitor, lead):
    visitor.force_login(lead, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer = visitor.get("/akun/perangkat/?kode=rahasia")

    (line,) = log()
    entry = json.loads(line)
    assert entry["logger"] == "simpul.request"
    assert entry["time"].endswith("+00:00")
    assert (entry["method"], entry["path"], entry["status"]) == ("GET", "/akun/perangkat/", 200)
    assert entry["user"] == lead.pk
    assert entry["request_id"] == answer["X-Request-ID"]
    assert isinstance(entry["ms"], int)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_an_error_is_written_once_with_its_traceback_and_without_what_was_typed(log, visitor):
    form = {"password": "kopi dieng 2026", "nip": WRITTEN_NIP, "judul": "Program"}

    answer = visitor.post("/rusak/?token=abcdef", form)

    entries = [json.loads(line) for line in log()]
    errors = [entry for entry in entries if entry["level"] == "ERROR"]
    assert answer.status_code == 500
    assert len(errors) == 1
    assert len(entries) == 2
    assert "Traceback" in errors[0]["exc_info"]
    assert "ValueError: Kiriman '***' dari *** untuk  gagal" in errors[0]["exc_info"]
    assert {entry["request_id"] for entry in entries} == {answer["X-Request-ID"]}
    for private in ("kopi dieng", WRITTEN_NIP, "abcdef"):
        assert private not in "\n".join(log())


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_the_secret_of_a_link_is_in_no_line_and_no_traceback(log, visitor):
    visitor.get(f"/undangan/{SECRET}/rusak/")
    visitor.get(f"/akun/kata-sandi/atur/1a-{SECRET}/")

    text = "\n".join(log())
    assert SECRET not in text
    assert '"/undangan/***/rusak/"' in text
    assert '"/akun/kata-sandi/atur/***/"' in text


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_what_a_call_adds_is_cleaned_as_well(log, visitor):
    visitor.post("/cerewet/", {"password": "kopi dieng 2026"})

    entry = next(one for one in map(json.loads, log()) if one["logger"] == "simpul.test")
    assert entry["message"] == "masuk dengan {'password': ***} dan NIK ***"
    assert entry["token"] == "***"
    assert entry["detail"] == {"code": "***", "nip": "***"}
    assert entry["note"] == ["***"]


def test_signing_in_leaves_neither_password_nor_session_in_the_log(log, visitor, cache_table):
    person = UserFactory()
    visitor.post("/akun/masuk/", {"login": person.email, "password": PASSWORD})
    visitor.get("/")

    text = "\n".join(log())
    assert "/akun/masuk/" in text
    assert PASSWORD not in text
    assert visitor.cookies["sessionid"].value not in text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("password=kopi-dieng", "password=***"),
        ('{"password1": ["kopi dieng"]}', '{"password1": ***}'),
        ("oldpassword: 'kopi dieng' x", "oldpassword: *** x"),
        ("Authorization: Bearer abc.def", "Authorization: ***"),
        ("csrfmiddlewaretoken=abc&judul=Program", "csrfmiddlewaretoken=***&judul=Program"),
        ("postgres://simpul:kopi@db/simpul", "postgres://simpul:***@db/simpul"),
        (f"NIP {NIP}, NIK {NIK}.", "NIP ***, NIK ***."),
        (f"NIP {WRITTEN_NIP}", "NIP ***"),
        ("SIMPUL_SECRET_KEY=abc", "SIMPUL_SECRET_KEY=***"),
        ("/undangan/abc/?x=1", "/undangan/***/?x=1"),
    ],
)
def test_what_looks_private_is_hidden(text, clean):
    assert hide_private(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "status_code: 404",
        "Rp 1.250.000.000 untuk 72 program",
        "KeyError: 'judul'",
        "2026-01-02 03:04:05,123 pekerjaan 81 selesai",
        "/daerah/33.04/anggota/12/ubah/",
    ],
)
def test_what_is_not_private_stays_readable(text):
    assert hide_private(text) == text
