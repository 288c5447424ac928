"""Pages of what a region's work stands on: its Nota Kesepakatan, its decrees, their members."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from indonesian import many, named
from mandates import actions
from mandates.forms import JoinLine, MandateForm, MandateMemberForm
from mandates.joining import JoinError, Wish, join, proposals
from mandates.models import Mandate, MandateKind
from mandates.pasted_people import add_people, read_people
from mandates.shown import document_page, overview_page, signatures_of
from regions.access import get_for
from regions.list_views import ListPage, paste_page
from regions.models import Region
from uploads.file_views import file_response

PEOPLE = ListPage(
    read_people,
    add_people,
    "anggota",
    "Tempel daftar anggota.",
    "Satu orang satu baris: nama dengan gelar, jabatan, kedudukan (Ketua, Sekretaris, Anggota,"
    " Ketua pokja …), dimensi, Perangkat Daerah atau instansi, surel. Salin dari lampiran SK, atau"
    " pisahkan dengan titik koma. Baris judul boleh ikut.",
    "Dr. Siti Rahma'wati, S.E., M.Si.; Kepala Dinas Kesehatan; Anggota pokja; Smart Living; Dinkes",
)


def overview(request, code):
    region = get_for(request.user, "mandates.view_mandate", Region.objects, code=code)
    return render(request, "mandates/overview.html", overview_page(region, request.user))


def detail(request, code, pk):
    mandate = _mandate(request, "view", code, pk)
    return render(request, "mandates/detail.html", document_page(mandate, request.user))


def scan(request, code, pk):
    mandate = _mandate(request, "view", code, pk)
    if not mandate.file:
        raise Http404("Dokumen ini belum punya pindaian.")
    return file_response(mandate)


def add(request, code, kind):
    region = get_for(request.user, "mandates.change_mandate", Region.objects, code=code)
    if kind not in MandateKind:
        raise Http404("Jenis dokumen ini tidak ada.")
    kind = MandateKind(kind)
    usual = actions.usual_signatures(region, kind)
    form = MandateForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        signatures=usual,
        concept=region.concept,
    )
    if request.method == "POST" and form.is_valid():
        step = _try(form, actions.record_mandate, region, kind=kind, by=request.user)
        if step:
            messages.success(request, f"{step} dicatat.")
            return redirect(step)
    context = {"form": form, "region": region, "kind": kind}
    return render(request, "mandates/document_form.html", context)


def edit(request, code, pk):
    mandate = _mandate(request, "change", code, pk)
    form = MandateForm(
        request.POST or None,
        request.FILES or None,
        kind=mandate.kind,
        signatures=signatures_of(mandate),
        mandate=mandate,
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and _try(form, actions.change_mandate, mandate, by=request.user):
        messages.success(request, "Dokumen disimpan.")
        return redirect(mandate)
    context = {"form": form, "region": mandate.region, "mandate": mandate}
    return render(request, "mandates/document_form.html", context)


def remove(request, code, pk):
    """Asks first; then takes back what was recorded wrongly."""
    mandate = _mandate(request, "change", code, pk)
    if request.method == "POST":
        actions.remove_mandate(mandate, by=request.user)
        messages.success(request, f"{mandate} dihapus dari catatan.")
        return redirect("mandates:overview", code)
    context = {"mandate": mandate, "region": mandate.region}
    return render(request, "mandates/remove.html", context)


def member_list(request, code, pk):
    return paste_page(request, _decree(request, code, pk), PEOPLE)


def member_add(request, code, pk):
    return _member(request, _decree(request, code, pk), None)


def member_edit(request, code, pk, member):
    mandate = _decree(request, code, pk)
    return _member(request, mandate, get_object_or_404(mandate.members, pk=member))


def member_remove(request, code, pk, member):
    """Asks first; then takes somebody off the list."""
    mandate = _decree(request, code, pk)
    found = get_object_or_404(mandate.members, pk=member)
    if request.method == "POST":
        actions.remove_member(found, by=request.user)
        messages.success(request, f"{found} dihapus dari daftar.")
        return redirect(mandate)
    context = {"mandate": mandate, "region": mandate.region, "member": found}
    return render(request, "mandates/remove.html", context)


def joining(request, code, pk):
    """Who of the decree becomes a member of the region; the people are told by letter."""
    mandate = _decree(request, code, pk)
    agencies = {one.pk: one for one in mandate.region.agencies.filter(is_active=True)}
    lines = [
        JoinLine(request.POST or None, proposal=one, region=mandate.region, agencies=agencies)
        for one in proposals(mandate)
    ]
    valid = [line for line in lines if line.is_valid()]
    if request.method == "POST" and len(valid) == len(lines) and _joined(request, mandate, lines):
        return redirect(mandate)
    context = {"mandate": mandate, "region": mandate.region, "lines": lines}
    return render(request, "mandates/joining.html", context)


def _joined(request, mandate, lines):
    wishes = [
        Wish(line.proposal.member, data["email"].strip(), data["role"], line.chosen_agency)
        for line in lines
        if (data := line.cleaned_data)["pick"]
    ]
    if not wishes:
        messages.error(request, "Belum ada yang dipilih. Tidak ada undangan yang dikirim.")
        return False
    try:
        done = join(mandate, wishes, by=request.user)
    except JoinError as error:
        messages.error(request, f"{error} Tidak ada undangan yang dikirim.")
        return False
    said = [f"{many(len(done.invited), 'undangan')} dikirim."]
    if done.granted:
        said.append(f"Langsung mendapat perannya: {named(done.granted)}.")
    if done.already:
        said.append(f"Sudah anggota atau sudah diundang: {named(done.already)}.")
    messages.success(request, " ".join(said))
    return True


def _member(request, mandate, member):
    form = MandateMemberForm(request.POST or None, instance=member, mandate=mandate)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_member(form.instance, by=request.user)
        except actions.MandateError as error:
            form.add_error(error.field if error.field in form.fields else None, str(error))
        else:
            messages.success(request, f"{form.instance} disimpan.")
            return redirect(mandate)
    context = {"form": form, "mandate": mandate, "region": mandate.region, "member": member}
    return render(request, "mandates/member_form.html", context)


def _try(form, step, *args, **kwargs):
    """What the verb gives; nothing when it refuses, which the form then says."""
    try:
        return step(*args, **kwargs, **form.document)
    except actions.MandateError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
        return None


def _mandate(request, verb, code, pk):
    return get_for(
        request.user, f"mandates.{verb}_mandate", Mandate.objects, region__code=code, pk=pk
    )


def _decree(request, code, pk):
    """A decree whose members may be changed; an agreement has none."""
    mandate = _mandate(request, "change", code, pk)
    if not mandate.is_decree:
        raise Http404("Nota Kesepakatan tidak punya daftar anggota.")
    return mandate
