"""The loopback server, a page to be signed, and a stamp."""

import io

import pytest
from PIL import Image
from weasyprint import HTML

from bsre.appearances import Appearance
from bsre.servers import read_server
from tests.bsre.loopback import serve

PAGE = "<style>@page { size: 595pt 842pt }</style><p>Naskah komitmen</p><p>#</p>"


@pytest.fixture(scope="session")
def running():
    site, close = serve()
    yield site
    close()


@pytest.fixture
def loopback(running):
    """The server as a test finds it: nobody has asked anything, all is well."""
    fresh = type(running)()
    for name, value in vars(fresh).items():
        if name != "port":
            setattr(running, name, value)
    return running


@pytest.fixture(params=[1, 2], ids=["v1", "v2"])
def server(request, loopback):
    return read_server(loopback.address(version=request.param))


@pytest.fixture(scope="session")
def letter():
    return HTML(string=f"<html lang=id><title>Uji</title>{PAGE}").write_pdf()


@pytest.fixture(scope="session")
def stamp():
    out = io.BytesIO()
    Image.new("RGB", (60, 30), "navy").save(out, "png")
    return out.getvalue()


@pytest.fixture
def visible(stamp):
    """A mark on the only page, with a tag as well."""
    return Appearance(
        image=stamp,
        page=1,
        page_height=842,
        box=(72, 600, 192, 660),
        tag="#",
        reason="Komitmen bersama",
        location="Banjarnegara",
    )
