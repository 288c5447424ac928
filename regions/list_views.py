"""Perangkat Daerah and officials by a pasted list: paste it, look at it, add what was chosen."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect, render

from indonesian import many
from regions.access import get_for
from regions.forms import ListForm
from regions.models import Region
from regions.pasted_agencies import add_agencies, read_agencies
from regions.pasted_lists import ListError
from regions.pasted_officials import add_officials, read_officials


@dataclass(frozen=True)
class ListPage:
    """What the page of one list says and does. Its lines are of a region, or of something in it."""

    read: Callable
    add: Callable
    things: str
    title: str
    help_text: str
    example: str


AGENCIES = ListPage(
    read_agencies,
    add_agencies,
    "Perangkat Daerah",
    "Tempel daftar Perangkat Daerah.",
    "Satu Perangkat Daerah satu baris: nama, nama singkat, jenis. Salin dari Excel atau Word, atau"
    " pisahkan dengan titik koma. Baris judul boleh ikut.",
    "Dinas Kesehatan; Dinkes",
)
OFFICIALS = ListPage(
    read_officials,
    add_officials,
    "pejabat",
    "Tempel daftar pejabat dan wakil.",
    "Satu orang satu baris: nama dengan gelar, jabatan, NIP atau NRP, pangkat, golongan, Perangkat"
    " Daerah. Salin dari Excel atau Word, atau pisahkan dengan titik koma. Baris judul boleh ikut.",
    "dr. Siti Rahmawati, M.Kes.; Kepala Dinas Kesehatan; 19680314 199403 2 001; Pembina, IV/a;"
    " Dinkes",
)


def agency_list(request, code):
    return _list(request, code, AGENCIES)


def official_list(request, code):
    return _list(request, code, OFFICIALS)


def _list(request, code, page):
    region = get_for(request.user, "regions.change_region", Region.objects, code=code)
    return paste_page(request, region, page)


def paste_page(request, owner, page: ListPage):
    """Paste, look, add: nothing is added before the second button. Then back to the owner's page.

    `owner` has a page and is what the lines belong to: a region, something in one, or a cohort.
    """
    form = ListForm(request.POST or None, help_text=page.help_text)
    looked = request.method == "POST" and form.is_valid()
    chosen = set(request.POST.getlist("pilih")) if "simpan" in request.POST else None
    if looked and chosen is not None and _added(request, owner, page, form, chosen):
        return redirect(owner)
    lines, unused = page.read(form.cleaned_data["text"], owner) if looked else ([], [])
    for line in lines:
        line.is_chosen = chosen is None or line.key in chosen
    context = {
        "page": page,
        "form": form,
        "region": getattr(owner, "region", None),
        "owner": owner,
        "looked": looked,
        "unused": unused,
        "ready": [line for line in lines if line.is_ready],
        "faulty": [line for line in lines if not line.is_ready],
        "chosen": [line for line in lines if line.is_ready and line.is_chosen],
    }
    return render(request, "regions/paste_list.html", context)


def _added(request, owner, page, form, chosen):
    """Whether all that was chosen was added; if not, it is said why nothing was."""
    try:
        made = page.add(owner, form.cleaned_data["text"], chosen=chosen, by=request.user)
    except ListError as error:
        messages.error(request, str(error))
        return False
    messages.success(request, f"{many(len(made), page.things)} ditambahkan.")
    return True
