"""The public pages behind the QR code: what was signed, and whether a file is the one."""

import hashlib

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commitments.codes import read_code
from commitments.models import Commitment, SignedDocument
from commitments.state import state_of
from commitments.views import pdf_response
from verification.forms import DocumentCodeForm, FileForm
from verification.parts import signed_parts
from verification.verdicts import newer_edition, on_document, on_file, on_parts

PLACE = {"place": "Pemeriksaan keaslian dokumen"}
TOO_OFTEN = (
    "Terlalu banyak berkas diperiksa dari jaringan Anda. Tunggu satu menit, lalu unggah lagi."
)


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
    if request.method == "POST":
        file_form = _sent_file(request)
        ruling = _ruling(file_form, None)
    context = PLACE | {"code_form": code_form, "file_form": file_form, "ruling": ruling}
    mistaken = code_form.errors or file_form.errors
    return render(request, "verification/search.html", context, status=422 if mistaken else 200)


@require_safe
@login_not_required
def show(request, code):
    """What was signed under this code. A code that was never drawn gets a page that says so."""
    return _page(request, code, FileForm())


@login_not_required
@transaction.non_atomic_requests
def check(request, code):
    """Compare an uploaded file with what is kept under this code."""
    if request.method != "POST":
        return redirect("verification:show", code)
    return _page(request, code, _sent_file(request))


@require_safe
@login_not_required
def document(request, code):
    """The sealed document, for everybody who knows its code."""
    commitment = _find(code)
    kept = SignedDocument.objects.filter(commitment=commitment).first()
    if commitment is None or kept is None:
        raise Http404("Dokumen ini belum ada.")
    return pdf_response(kept.pdf, f"komitmen-{commitment.code}")


def _sent_file(request) -> FileForm:
    """The uploaded file, looked at only so often from one address."""
    form = FileForm(request.POST, request.FILES)
    if not ratelimit.consume(request, action="check_file"):
        form.add_error("file", TOO_OFTEN)
    return form


def _find(code) -> Commitment | None:
    """The opened commitment with this code, however the code was typed."""
    return (
        Commitment.objects.public()
        .select_related("edition__masterplan__region__parent")
        .defer("edition__content")
        .filter(code=read_code(code) or code)
        .first()
    )


def _page(request, code, form):
    commitment = _find(code)
    if commitment is None:
        context = PLACE | {
            "code": code[:40],
            "code_form": DocumentCodeForm(initial={"kode": code[:40]}),
        }
        return render(request, "verification/unknown.html", context, status=404)
    state = state_of(commitment)
    ruling = _ruling(form, state)
    signed = signed_parts(state)
    context = PLACE | {
        "commitment": commitment,
        "state": state,
        "ruling": ruling or on_parts(signed) or on_document(state),
        "signed": signed,
        "upload_sha256": _sha256(form) if ruling else "",
        "newer": newer_edition(commitment),
        "form": form,
    }
    with timezone.override(commitment.region.zone):
        return render(
            request, "verification/show.html", context, status=422 if form.errors else 200
        )


def _ruling(form, state):
    """The ruling on an uploaded file; nothing when none was sent, or none that can be read."""
    if not form.is_bound or not form.is_valid():
        return None
    return on_file(form.cleaned_data["file"].read(), state)


def _sha256(form):
    file = form.cleaned_data["file"]
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()
