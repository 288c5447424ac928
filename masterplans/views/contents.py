"""The contents of the three books."""

from masterplans.contents import asked_of, contents_of, in_books
from masterplans.forms import ContentsFilter
from masterplans.models import Masterplan
from masterplans.views.page import show
from regions.access import get_for


def contents(request, slug):
    masterplan = get_for(request.user, "masterplans.view_masterplan", Masterplan.objects, slug=slug)
    found = contents_of(masterplan, request.user)
    form = ContentsFilter(request.GET)
    lines = found.shown(form.chosen.get("tampil", ""))
    context = {
        "ask": asked_of(request.user, found),
        "books": in_books(lines),
        "filter": form,
        "found": _found(len(lines), len(found.lines)),
        "may_assign": request.user.has_perm("masterplans.change_masterplan", masterplan),
    }
    return show(request, "masterplans/contents.html", masterplan, context)


def _found(shown, total):
    if not shown:
        return "Tidak ada bagian seperti itu. Hapus saringan untuk melihat semuanya."
    return f"{shown} dari {total} bagian tampil."
