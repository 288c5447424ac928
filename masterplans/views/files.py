"""Files of a masterplan: what there is, one more, and each to who may see it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import redirect

from masterplans.actions import PlanClosedError
from masterplans.forms import AttachmentForm
from masterplans.models import Attachment, Masterplan
from masterplans.uploads import attach
from masterplans.views.page import show
from regions.access import get_for
from revisions import answers
from uploads.checking import UploadRefused
from uploads.file_views import file_response

NOT_YOURS = (
    "Gambar belum diunggah: Anda tidak lagi menulis masterplan ini. Tulisan Anda tetap ada di sini."
)
CLOSED = (
    "Gambar belum diunggah: masterplan ini tidak sedang ditulis. Tulisan Anda tetap ada di sini."
)


def upload(request, slug):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    may_add = request.user.has_perm("masterplans.add_attachment", masterplan)
    form = AttachmentForm()
    if answers.is_autosave(request):
        return _for_the_text(request, masterplan, may_add)
    if request.method == "POST":
        if not may_add and masterplan.is_open:
            raise PermissionDenied  # of a closed plan the form says that it is closed
        form = AttachmentForm(request.POST, request.FILES)
        if form.is_valid() and _take(request, masterplan, form):
            return redirect(request.path)
    files = masterplan.attachments.select_related("masterplan", "uploaded_by")
    page = Paginator(files, 50).get_page(request.GET.get("halaman"))
    context = {"form": form, "may_add": may_add, "page": page}
    return show(request, "masterplans/upload.html", masterplan, context)


def _take(request, masterplan, form):
    try:
        attach(
            masterplan,
            upload=form.cleaned_data["file"],
            alt=form.cleaned_data["alt"],
            by=request.user,
        )
    except (UploadRefused, PlanClosedError) as refusal:
        form.add_error("file", str(refusal))
        return False
    messages.success(request, "Berkas disimpan.")
    return True


def _for_the_text(request, masterplan, may_add):
    """A picture for the text that somebody is writing, taken without leaving the page: JSON."""
    if not may_add:
        refusal = NOT_YOURS if masterplan.is_open else CLOSED
        return JsonResponse({"message": refusal}, status=409)
    form = AttachmentForm(request.POST, request.FILES)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        return JsonResponse({"message": first}, status=422)
    file, alt = form.cleaned_data["file"], form.cleaned_data["alt"]
    try:
        stored = attach(masterplan, upload=file, alt=alt, by=request.user, pictures_only=True)
    except (UploadRefused, PlanClosedError) as refusal:
        return JsonResponse({"message": str(refusal)}, status=422)
    return JsonResponse({"src": stored.get_absolute_url(), "alt": alt}, status=201)


def attachment(request, slug, pk):
    """The stored bytes, under a policy in which even a hostile file can do nothing."""
    found = get_for(
        request.user,
        "masterplans.view_attachment",
        Attachment.objects,
        masterplan__slug=slug,
        pk=pk,
    )
    return file_response(found)
