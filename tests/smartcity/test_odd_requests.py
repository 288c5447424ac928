"""What no form and no link of ours sends: every page answers with a page of ours, without 500."""

import logging
import re
import socket
from urllib.parse import quote

import pytest
from django.urls import get_resolver, reverse

from tests.test_permissions import PAGES
from tests.world import World

TEXT = "Layanan kependudukan di Kecamatan Batur menempuh dua jam perjalanan."
HUGE = 2**31


@pytest.fixture
def world(people, masterplan, agency):
    return World(people, masterplan, agency)


def patterns(resolver=None, prefix="/"):
    """Every address of the site, with the names and kinds of what stands in it."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, route)
        else:
            yield route, pattern


def is_page_of_ours(response):
    return "sp-brand" in response.content.decode() or response.status_code in (301, 302)


@pytest.mark.parametrize("who", ["lead", "national", None])
def test_no_address_is_broken_by_a_number_that_no_table_holds(who, world, signed_in, client):
    browser = signed_in(world.people[who]) if who else client
    known = {"slug": world.masterplan.slug, "code": world.masterplan.region.code}
    routes = [route for route, _ in patterns() if "<int:" in route]
    assert len(routes) > 50
    for route in routes:
        where = re.sub(r"<int:\w+>", str(HUGE), route)
        where = re.sub(r"<\w+:(\w+)>", lambda found: known.get(found[1], "program"), where)
        for send in (browser.get, browser.post):
            response = send(where)
            assert response.status_code == 404, route
            assert is_page_of_ours(response), route


@pytest.mark.parametrize(
    ("tail", "status"),
    [("%00", 404), ("?q=" + "a" * 4100, 414), ("a" * 4100, 414)],
)
def test_no_address_is_broken_by_a_zero_byte_or_its_length(tail, status, world, signed_in, lead):
    browser = signed_in(lead)
    for route in dict.fromkeys(route.split("<")[0] for route, _ in patterns()):
        response = browser.get(route.replace("^", "").replace("$", "") + tail)
        if route.startswith("/sehat/") and "?" in tail:
            continue  # answered before everything else, whatever is asked
        assert response.status_code == status, route
        assert is_page_of_ours(response), route


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "latin-1", "tidak-ada", "utf-7"])
def test_a_form_in_other_letters_gives_back_what_was_typed(charset, world, signed_in, lead):
    browser, kind = signed_in(lead), f"application/x-www-form-urlencoded; charset={charset}"
    for view, method, _, address in PAGES:
        if method != "post" or {"signing", "signed", "drafted", "frozen"} & set(address.split()):
            continue
        body = f"text={TEXT}"
        sent = body.encode("utf-16" if charset == "tidak-ada" else charset)
        response = browser.generic("POST", reverse(view, kwargs=world.kwargs(address)), sent, kind)
        assert response.status_code == 415, view
        assert is_page_of_ours(response), view
        if charset != "tidak-ada":
            assert TEXT in response.content.decode(), view


def test_percent_signs_in_utf_16_are_read_as_well(signed_in, lead):
    sent = ("text=" + quote(TEXT.encode("utf-16"))).encode()
    response = signed_in(lead).generic(
        "POST", "/", sent, "application/x-www-form-urlencoded; charset=utf-16"
    )

    assert response.status_code == 415
    assert TEXT in response.content.decode()


def test_no_page_breaks_of_a_zero_byte_in_what_is_asked(world, signed_in, lead):
    browser, plan = signed_in(lead), world.masterplan.slug
    for route in dict.fromkeys(route.split("<")[0] for route, _ in patterns()):
        answer = browser.get(route + "?q=%00&dari=%001&ke=%00&halaman=%00&kode=%00&dimensi=%00")
        assert answer.status_code < 500 or route.startswith("/sehat"), route
    for room in ("cari", "program", "program/tabel", "analisis"):
        address = f"/masterplan/{plan}/{room}/?q=a%00b&dimensi=%00&perangkat=%00&halaman=%00"
        assert browser.get(address).status_code in (200, 400, 404)


def test_a_zero_byte_in_a_form_is_told_and_what_was_typed_comes_back(region, signed_in, lead):
    where = f"/daerah/{region.code}/pejabat/baru/"
    response = signed_in(lead).post(
        where, {"name": "Budi, S.T.", "position": "Kepala\0 Dinas", "order": "1"}
    )

    assert "Karakter null tidak diizinkan." in response.content.decode()
    assert "Budi, S.T." in response.content.decode()


def test_no_page_breaks_of_a_zero_byte_in_what_is_sent(world, signed_in, lead):
    browser = signed_in(lead)
    for view, method, _, address in PAGES:
        if method != "post" or {"signing", "signed", "drafted", "frozen"} & set(address.split()):
            continue
        given = dict.fromkeys(
            ("text", "name", "html", "note", "row", "dimension", "ke"), TEXT + "\0"
        )
        response = browser.post(reverse(view, kwargs=world.kwargs(address)), given)
        assert response.status_code < 500, view


def test_a_foreign_host_is_told_so_without_an_alarm(signed_in, lead, caplog):
    caplog.set_level(logging.INFO)
    for send in (signed_in(lead).get, signed_in(lead).post):
        response = send("/daerah/", {"text": TEXT}, headers={"host": "orang.example"})

        assert response.status_code == 400
        assert "Nama situs ini tidak dikenal." in response.content.decode()
        assert TEXT not in response.content.decode()  # nobody's words under a foreign name
    assert [line for line in caplog.records if line.levelno >= logging.ERROR] == []


def test_what_never_reaches_django_gets_a_page_of_ours(cache_table, web_server):
    for request, status, said in (
        (b"GET /?q=" + b"a" * 5000, b"414", b"Alamat ini terlalu panjang."),
        (b"GET /?q=" + b"a" * 20000, b"414", b"Alamat ini terlalu panjang."),
    ):
        with socket.create_connection(("127.0.0.1", web_server.port), 10) as line:
            line.sendall(request + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: line.recv(65536), b""))
        assert answer.split()[1] == status
        assert said in answer
        assert b"Simpul" in answer
