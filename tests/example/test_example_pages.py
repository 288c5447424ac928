"""The page that only an example site has: its people, their codes, the letters."""

import re

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse

from tests.markup import one_line


@pytest.fixture
def letter(db):
    EmailMessage("Undangan", "http://localhost/undangan/rahasia/", to=["ibu@contoh.example"]).send()


def test_letters_are_read_on_the_example_page(letter, client):
    listed = one_line(client.get(reverse("example:index")).content.decode())
    assert "ibu@contoh.example" in listed

    path = re.search(r'href="(/contoh/surat/[^"]+)"', listed)[1]
    assert "/undangan/rahasia/" in one_line(client.get(path).content.decode())


def test_a_letter_that_is_not_there_is_404(db, client):
    assert client.get(reverse("example:letter", args=["..%2fsecret"])).status_code == 404
