"""Pages of the kop: how it looks, its emblem, and the address of each office."""

from dataclasses import replace

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from letterheads.addresses import write_address
from letterheads.emblems import emblem_of, keep_emblem, retire_emblem
from letterheads.forms import EmblemForm, OfficeAddressForm
from letterheads.heads import Letterhead, head_letterhead, office_letterhead
from letterheads.models import Emblem, OfficeAddress
from regions.access import get_for
from regions.models import Region
from uploads.checking import UploadRefused
from uploads.file_views import file_response


def overview(request, code):
    region = _region(request, "view", code)
    addresses = {one.agency_id: one for one in region.addresses.all()}
    agencies = list(region.agencies.filter(is_active=True))
    shown = [one for one in agencies if one.pk in addresses] or agencies
    heads = [head_letterhead(region), office_letterhead(region, *shown[:1])]
    emblem = emblem_of(region)
    context = {
        "region": region,
        "emblem": emblem,
        "heads": [on_screen(head, emblem) for head in heads],
        "offices": [(one, addresses.get(one and one.pk)) for one in (None, *agencies)],
        "may_change": request.user.has_perm("letterheads.change_letterhead", region),
    }
    return render(request, "letterheads/overview.html", context)


def emblem(request, code, pk):
    """The file itself, for the page and for whoever wants it."""
    return file_response(
        get_for(
            request.user, "letterheads.view_letterhead", Emblem.objects, region__code=code, pk=pk
        )
    )


def upload(request, code):
    region = _region(request, "change", code)
    form = EmblemForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_emblem(region, upload=form.cleaned_data["upload"], by=request.user)
        except UploadRefused as refusal:
            form.add_error("upload", str(refusal))
        else:
            messages.success(request, "Lambang disimpan.")
            return redirect("letterheads:overview", code)
    return render(request, "letterheads/emblem_form.html", {"region": region, "form": form})


def retire(request, code):
    """Asks first; then no emblem is printed."""
    region = _region(request, "change", code)
    if request.method == "POST":
        retire_emblem(region, by=request.user)
        messages.success(request, "Lambang tidak dicetak lagi.")
        return redirect("letterheads:overview", code)
    return render(request, "letterheads/retire.html", {"region": region})


def address(request, code, pk=None):
    """Where the head of region sits, or a Perangkat Daerah; with its kop."""
    region = _region(request, "change", code)
    agency = get_object_or_404(region.agencies, pk=pk) if pk else None
    kept = OfficeAddress.objects.of(region, agency).first()
    form = OfficeAddressForm(
        request.POST or None, instance=kept or OfficeAddress(region=region, agency=agency)
    )
    if request.method == "POST" and form.is_valid():
        write_address(form.instance, by=request.user)
        messages.success(request, "Alamat disimpan.")
        return redirect("letterheads:overview", code)
    head = office_letterhead(region, agency) if agency else head_letterhead(region)
    context = {
        "region": region,
        "agency": agency,
        "form": form,
        "head": on_screen(head, emblem_of(region)),
    }
    return render(request, "letterheads/address.html", context)


def on_screen(head: Letterhead, emblem: Emblem | None) -> Letterhead:
    """The kop with the emblem as the browser gets it."""
    return replace(head, emblem=emblem.get_absolute_url() if emblem else "")


def _region(request, verb, code):
    return get_for(request.user, f"letterheads.{verb}_letterhead", Region.objects, code=code)
