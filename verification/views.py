"""The public pages behind the QR code: what was signed, and whether a file is the one."""

import hashlib

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from commitments.models import Commitment
from commitments.state import state_of
from commitments.views import pdf_response
from seals.codes import read_code
from seals.verification import SECONDS
from signing.files import newest_pdf
from signing.models import SigningCertificate
from verification import examining
from verification.files import on_examined, on_hash, on_hash_alone, on_unopened
from verification.forms import DocumentCodeForm, FileForm
from verification.kept import beginning_of
from verification.models import Examination
from verification.parts import signed_parts
from verification.people import level_of, shown_signatories
from verification.verdicts import on_document, on_parts

PLACE = {"place": "Pemeriksaan keaslian dokumen"}
TOO_OFTEN = (
    "Terlalu banyak berkas diperiksa dari jaringan Anda. Tunggu satu menit, lalu unggah lagi."
)
FORGOTTEN = "Hasil pemeriksaan berkas itu tidak disimpan lagi. Unggah berkasnya sekali lagi."


@login_not_required
@transaction.non_atomic_requests  # reads only, and counts tries that must not wait for each other
def search(request):
    """Type a code, or have a file looked at without one."""
    code_form, file_form, ruling = DocumentCodeForm(), FileForm(), None
    if "kode" in request.GET:
        code_form = DocumentCodeForm(request.GET)
        if code_form.is_valid():
            if found := _find(code_form.cleaned_data["kode"]):
                return redirect("verification:show", found.code)
            code_form.add_error("kode", "Tidak ada dokumen dengan kode ini. Periksa tiap hurufnya.")
    if "sha256" in request.GET:
        ruling = on_hash_alone(request.GET["sha256"])
    if request.method == "POST":
        file_form = _sent_file(request)
        ruling, sha256 = _ruling(request, file_form, None)
        if sha256 and not ruling:
            return redirect("verification:examined", sha256)
    return _search_page(request, ruling, code_form=code_form, file_form=file_form)


@never_cache
@require_safe
@login_not_required
def examined(request, sha256):
    """What was found in a file; until then, how far it is."""
    found = Examination.objects.defer("content").filter(sha256=sha256).first()
    if waiting := _not_yet(request, found):
        return waiting
    return _search_page(request, on_examined(found.found, found.begins_with))


@require_safe
@login_not_required
def show(request, code):
    """What was signed under this code. A code that was never drawn gets a page that says so."""
    sha256, commitment = request.GET.get("sha256", ""), _find(code)
    if not sha256 or commitment is None:
        return _page(request, code, FileForm(), found=commitment)
    ruling = on_hash_alone(sha256, state_of(commitment))
    return _page(request, code, FileForm(), ruling, sha256, found=commitment)


@login_not_required
@transaction.non_atomic_requests
def check(request, code):
    """Compare an uploaded file with what is kept under this code."""
    if request.method != "POST":
        return redirect(reverse("verification:show", args=[code], query=request.GET))
    form, commitment = _sent_file(request), _find(code)
    if commitment is None:
        return _page(request, code, form)
    ruling, sha256 = _ruling(request, form, state_of(commitment))
    if sha256 and not ruling:
        return redirect("verification:examined_for", commitment.code, sha256)
    return _page(request, code, form, ruling, sha256)


@never_cache
@require_safe
@login_not_required
def examined_for(request, code, sha256):
    """The same, on the page of the document that it was compared with."""
    found = Examination.objects.defer("content").filter(sha256=sha256).first()
    if waiting := _not_yet(request, found):
        return waiting
    return _page(request, code, FileForm(), on_examined(found.found, found.begins_with), sha256)


@require_safe
@login_not_required
def document(request, code):
    """The sealed document, for everybody who knows its code."""
    commitment = _find(code)
    pdf = newest_pdf(commitment) if commitment else None
    if pdf is None:
        raise Http404("Dokumen ini belum ada.")
    return pdf_response(pdf, f"komitmen-{commitment.code}")


@require_safe
@login_not_required
def certificate(request, code):
    """How everybody signed: the Sertifikat Penandatanganan, for everybody who knows the code."""
    kept = SigningCertificate.objects.filter(commitment=_find(code)).first()
    if kept is None:
        raise Http404("Sertifikat ini belum ada.")
    return pdf_response(kept.pdf, f"sertifikat-{kept.commitment.code}")


def _sent_file(request) -> FileForm:
    """The uploaded file, looked at only so often from one address."""
    form = FileForm(request.POST, request.FILES)
    if not ratelimit.consume(request, action="check_file"):
        form.add_error("file", TOO_OFTEN)
    return form


def _ruling(request, form, state):
    """The ruling on an uploaded file, if its hash tells it, and the hash; else it is examined."""
    if not form.is_valid():
        return None, ""
    data = form.cleaned_data["file"].read()
    sha256 = hashlib.sha256(data).hexdigest()
    if ruling := on_hash(sha256, state):
        return ruling, sha256
    begun = beginning_of(data)
    if ruling := on_unopened(data, begun):
        return ruling, sha256
    address, begins_with = get_adapter().get_client_ip(request), begun.sha256 if begun else ""
    try:
        examining.ask(data, sha256, address=address, begins_with=begins_with)
    except examining.TooManyWaitingError as error:
        form.add_error("file", str(error))
        return None, ""
    return None, sha256


def _not_yet(request, found):
    """The page to be shown instead of a ruling that is not there, if it is not there."""
    if found is None:
        messages.info(request, FORGOTTEN)
        return redirect("verification:search")
    if found.is_done:
        return HttpResponseClientRefresh() if request.htmx else None
    context = PLACE | {"found": found, "longest": SECONDS, "before": found.before}
    return render(request, "verification/waiting.html", context)


def _search_page(request, ruling, *, code_form=None, file_form=None):
    code_form, file_form = code_form or DocumentCodeForm(), file_form or FileForm()
    context = PLACE | {"code_form": code_form, "file_form": file_form, "ruling": ruling}
    mistaken = code_form.errors or file_form.errors
    return render(request, "verification/search.html", context, status=422 if mistaken else 200)


def _find(code) -> Commitment | None:
    """The opened commitment with this code, however the code was typed."""
    return (
        Commitment.objects.public()
        .select_related("edition__masterplan__region__parent")
        .defer("edition__content")
        .filter(code=read_code(code) or code)
        .first()
    )


def _page(request, code, form, ruling=None, upload_sha256="", *, found=None):
    commitment = found or _find(code)
    if commitment is None:
        context = PLACE | {
            "code": code[:40],
            "code_form": DocumentCodeForm(initial={"kode": code[:40]}),
        }
        return render(request, "verification/unknown.html", context, status=404)
    state = state_of(commitment)
    signed, people = signed_parts(state), shown_signatories(state)
    context = PLACE | {
        "commitment": commitment,
        "state": state,
        "has_certificate": SigningCertificate.objects.filter(commitment=commitment).exists(),
        "ruling": ruling or on_parts(signed) or on_document(state),
        "signed": signed,
        "people": people,
        "level": level_of(people),
        "upload_sha256": upload_sha256[:64],
        "form": form,
    }
    with timezone.override(commitment.region.zone):
        return render(
            request, "verification/show.html", context, status=422 if form.errors else 200
        )
