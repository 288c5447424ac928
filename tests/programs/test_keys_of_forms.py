"""The key of a form finds the row that it made; it opens no row that is somebody else's by now."""

from uuid import uuid4

import pytest

from programs.models import Program
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


def save(browser, address, data):
    header = {"X-Simpul-Save": browser.session["_auth_user_id"]}
    return browser.post(address, data, headers=header)


@pytest.mark.parametrize("name", ["quick", "add"])
def test_a_program_given_to_another_agency_is_not_written_through_the_form_that_made_it(
    name, page, typed, writer, signed_in, region
):
    browser, key = signed_in(writer), str(uuid4())
    first = save(browser, page(name), typed(form_key=key)).json()
    program = Program.objects.get(form_key=key)
    Program.objects.update(agency=AgencyFactory(region=region, name="Dinas Perhubungan"))

    data = typed(form_key=key, version=first["base"], description="Ditulis pemilik lama.")
    answer = save(browser, page(name), data)

    program.refresh_from_db()
    assert answer.status_code == 403
    assert program.description == "Loket desa."
