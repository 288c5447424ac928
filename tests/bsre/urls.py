"""A page that takes NIK and passphrase as the page of a signature does, and then breaks."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bsre.appearances import Appearance
from bsre.forms import BsreProofForm, hands_on_secrets
from bsre.provider import sign_by_bsre
from bsre.servers import server_for
from smartcity import urls as site

LETTER = []


@csrf_exempt
@login_not_required
@hands_on_secrets
def page(request):
    form = BsreProofForm(request.POST, server=server_for())
    if not form.is_valid():
        return HttpResponse(str(form), status=422)
    logging.getLogger("simpul.bsre").warning("Sending", extra={"form": dict(request.POST)})
    sign_by_bsre(
        LETTER[0], reference="signatory:1", appearance=Appearance(), server=server_for(),
        check=lambda *_: "", **form.for_provider(),
    )  # fmt: skip
    raise ValueError("something else is broken")


urlpatterns = [path("ttd/", page), *site.urlpatterns]
