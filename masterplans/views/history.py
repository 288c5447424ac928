"""Who wrote what in a section: sittings, one revision, any two compared, names for versions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from indonesian import titik
from masterplans.actions import PlanClosedError, name_revision
from masterplans.forms import NameForm
from masterplans.models import Section
from masterplans.views.page import show
from regions.access import get_for
from revisions.diff import compare, differs
from revisions.sittings import sittings


def section_history(request, slug, pk):
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    revisions = section.revisions.select_related("author", "restored_from")
    if request.GET.get("tampil") == "bernama":
        revisions = revisions.exclude(name="")
    page = Paginator(revisions, 50).get_page(request.GET.get("halaman"))
    context = {
        "section": section,
        "page": page,
        "sittings": sittings(page.object_list),
        "named": section.revisions.exclude(name="").count(),
        "only_named": request.GET.get("tampil") == "bernama",
    }
    return show(request, "masterplans/history.html", section.masterplan, context)


def revision(request, slug, pk, revision):
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    chosen = get_object_or_404(section.revisions.select_related("author"), pk=revision)
    return _compared(request, section, _before(section, chosen), chosen)


def compare_revisions(request, slug, pk):
    """Any two revisions, `dari` and `ke`; the older stands on the left whatever was ticked."""
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    keys = [request.GET.get(name, "") for name in ("dari", "ke")]
    if not all(key.isdecimal() for key in keys):
        messages.info(request, "Pilih dua tulisan, lalu bandingkan.")
        return redirect("masterplans:section_history", slug, pk)
    chosen = {
        str(one.pk): one for one in section.revisions.select_related("author").filter(pk__in=keys)
    }
    if not all(key in chosen for key in keys):
        raise Http404
    before, after = sorted((chosen[key] for key in keys), key=lambda one: (one.at, one.pk))
    return _compared(request, section, before, after)


def _compared(request, section, before, after):
    paragraphs = compare(before.body if before else "", after.body)
    context = {
        "section": section,
        "revision": after,
        "before": before,
        "paragraphs": paragraphs,
        "differs": differs(paragraphs),
        "is_current": not after.refused and after.number == section.revision_number,
        "may_write": request.user.has_perm("masterplans.change_section", section),
        "form": NameForm(initial={"name": after.name}),
    }
    return show(request, "masterplans/revision.html", section.masterplan, context)


def _before(section, chosen):
    """What a revision is compared with: the one before it; a refused one, with what beat it."""
    earlier = section.revisions.taken().select_related("author")
    if chosen.refused:
        return earlier.filter(number__lte=chosen.number).first()
    return earlier.filter(number__lt=chosen.number).first()


@require_POST
def name(request, slug, pk, revision):
    section = get_for(
        request.user, "masterplans.view_section", Section.objects.of_plan(slug), pk=pk
    )
    if not request.user.has_perm("masterplans.write_section", section):
        raise PermissionDenied
    chosen = get_object_or_404(section.revisions, pk=revision)
    form = NameForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.errors["name"][0])
        return redirect("masterplans:revision", slug, pk, revision)
    try:
        chosen = name_revision(chosen, name=form.cleaned_data["name"], by=request.user)
    except PlanClosedError as refusal:
        messages.error(request, str(refusal))
    else:
        said = titik(f"Versi ini bernama {chosen.name}") if chosen.name else "Nama versi dihapus."
        messages.success(request, said)
    return redirect("masterplans:revision", slug, pk, revision)
