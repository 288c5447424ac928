"""Pages are sent compressed; files and pages with a secret as they are."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch, get_resolver

from smartcity.compression import SECRET, PageCompression

LONG = "Masterplan Smart City Kabupaten Banjarnegara. " * 100


def sent(response, view_name="stages:overview", accepts="gzip, br"):
    request = RequestFactory().get("/", headers={"accept-encoding": accepts})
    space, _, name = view_name.rpartition(":")
    request.resolver_match = ResolverMatch(
        lambda: None, (), {}, url_name=name, namespaces=[space] if space else []
    )
    return PageCompression(lambda _: response)(request)


def test_a_page_is_sent_compressed_and_its_length_tells_nothing():
    pages = [sent(HttpResponse(LONG)) for _ in range(12)]

    assert {page["Content-Encoding"] for page in pages} == {"gzip"}
    assert gzip.decompress(pages[0].content).decode() == LONG
    assert len(pages[0].content) < len(LONG) / 5
    assert "Accept-Encoding" in pages[0]["Vary"]
    assert len({len(page.content) for page in pages}) > 3  # random bytes: "heal the breach"


def test_who_cannot_read_gzip_gets_the_page_as_it_is():
    assert sent(HttpResponse(LONG), accepts="br").text == LONG


@pytest.mark.parametrize(
    "view_name",
    [
        "account_login",
        "mfa_activate_totp",
        "accounts:devices",
        "invitations:accept",
        "guest_signing:open",
        "identities:code",
        "signing:sign",
        "calendar:mine",
    ],
)
def test_a_page_with_a_secret_is_not_compressed(view_name):
    assert "Content-Encoding" not in sent(HttpResponse(LONG), view_name)


def test_every_space_that_is_said_to_show_secrets_exists():
    spaces = set(get_resolver().app_dict) | {
        name.partition("_")[0] for name in get_resolver().reverse_dict if isinstance(name, str)
    }
    assert SECRET - spaces == set()


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/octet-stream"])
def test_a_file_keeps_its_bytes_its_length_and_its_tag(kind):
    file = HttpResponse(LONG, content_type=kind, headers={"ETag": '"a"', "Content-Length": "9"})

    answer = sent(file)

    assert answer.text == LONG
    assert (answer["ETag"], answer["Content-Length"]) == ('"a"', "9")
    assert "Content-Encoding" not in answer


def test_what_is_streamed_is_streamed():
    answer = sent(StreamingHttpResponse(iter([LONG]), content_type="text/html"))

    assert b"".join(answer.streaming_content).decode() == LONG
    assert "Content-Encoding" not in answer
