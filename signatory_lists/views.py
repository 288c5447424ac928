"""The list of signatories, pasted: the same page as for officials and Perangkat Daerah."""

from django.contrib import messages
from django.shortcuts import redirect

from masterplans.models import Masterplan
from regions.access import get_for
from regions.list_views import ListPage, paste_page
from signatory_lists.adding import SignatoryList, add_signatories, refusal
from signatory_lists.reading import read_signatories

SIGNATORIES = ListPage(
    read_signatories,
    add_signatories,
    "penandatangan",
    "Tempel daftar penandatangan.",
    "Satu orang satu baris: nama dengan gelar, jabatan, instansi, NIP, surel, unsur, peran, urutan."
    " Salin dari Excel atau Word, atau pisahkan dengan titik koma. Baris judul boleh ikut. Nomor"
    " urut yang sama menandatangani bersamaan; bila semua dikosongkan, dipakai urutan yang lazim.",
    "Prof. Dr. Akhmad Sodiq, M.Sc.; Rektor; Universitas Jenderal Soedirman; rektor@unsoed.ac.id;"
    " Akademisi; 6",
)


def paste(request, slug):
    masterplan = get_for(
        request.user, "commitments.prepare_commitment", Masterplan.objects, slug=slug
    )
    pasted = SignatoryList(masterplan)
    if why := refusal(pasted):
        messages.error(request, why)
        return redirect("commitments:detail", slug)
    return paste_page(request, pasted, SIGNATORIES)
