"""The page that shows what of the regional plans reaches a program."""

from django.shortcuts import render

from masterplans.claims import HeadClaim
from masterplans.models import Masterplan
from portfolio.alignment import matrix_of
from regions.access import get_for


def matrix(request, slug):
    masterplan = get_for(request.user, "programs.view_program", Masterplan.objects, slug=slug)
    found = matrix_of(masterplan)
    context = {
        "masterplan": masterplan,
        "matrix": found,
        "claim": HeadClaim(_title(found), bool(found.missions) and not found.open_count),
        "far": f"{found.reached} dari {found.missions} misi daerah sampai ke program",
        "may_change_alignment": request.user.has_perm("masterplans.change_masterplan", masterplan),
        "may_change_aim": request.user.has_perm("strategy.change_aim", masterplan),
    }
    return render(request, "portfolio/alignment.html", context)


def _title(found):
    if not found.missions:
        return "Misi daerah belum ditulis."
    if found.open_count:
        return "Sambungkan misi daerah sampai ke program."
    return "Setiap misi, sasaran, dan program sudah bersambung."
