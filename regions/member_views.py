"""Pages of the people of a region: roles, invitations, and the letters that went out."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from indonesian import many
from letters.delivery import LetterError
from letters.models import Letter
from regions import invitations, memberships, people
from regions.access import get_for
from regions.forms import InviteForm, LetterFilter, LostFactorForm, PasteForm, RoleForm, StaffLine
from regions.models import Invitation, Membership, Region, Role
from regions.pasted_members import PastedMember, read_members
from regions.second_factor import SecondFactorError, reset_second_factor

PAGE = 25  # letters on a page of the list
REFUSALS = (memberships.MembershipError, invitations.InvitationError, LetterError)


def members(request, code):
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    may_manage = request.user.has_perm("regions.manage_members", region)
    context = {
        "region": region,
        "memberships": people.members(region),
        "may_manage": may_manage,
        "may_reset": request.user.has_perm("regions.reset_second_factor", region),
        "may_see_trail": request.user.has_perm("regions.view_trail", region),
    }
    if may_manage:
        context |= {
            "invitations": people.unanswered(region),
            "left": people.left(region),
            "now": timezone.now(),
        }
    return render(request, "regions/members.html", context)


def invite(request, code):
    region = get_for(request.user, "regions.invite_coordinator", Region.objects, code=code)
    manages = request.user.has_perm("regions.manage_members", region)
    start = {"role": request.GET.get("peran", "")}
    form = InviteForm(
        request.POST or None, region=region, coordinator_only=not manages, initial=start
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(region, by=request.user, **form.cleaned_data)
        except invitations.InvitationError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"Undangan dikirim ke {form.cleaned_data['email']}.")
            return redirect("regions:members", code)
    return render(request, "regions/invite.html", {"form": form, "region": region})


def invite_staff(request, code):
    """The Perangkat Daerah without staff, one line each; whoever is named becomes its staf."""
    region = get_for(request.user, "regions.manage_members", Region.objects, code=code)
    lines = [StaffLine(request.POST or None, agency=one) for one in people.without_staff(region)]
    faulty = [line for line in lines if not line.is_valid()]  # asks every line
    if request.method == "POST" and not faulty:
        filled = [line for line in lines if line.is_filled]
        rows = [PastedMember(0, agency=one.agency, **one.cleaned_data) for one in filled]
        try:
            sent = len(invitations.invite_all(region, rows, role=Role.WRITER, by=request.user))
        except invitations.InvitationError as error:
            messages.error(request, f"{error} Tidak ada undangan yang dikirim.")
        else:
            messages.success(request, f"{many(sent, 'undangan')} dikirim.")
            return redirect("regions:members", code)
    return render(request, "regions/invite_staff.html", {"lines": lines, "region": region})


def invite_many(request, code):
    """Paste a list, look at it, send. Nothing is sent before the second button."""
    region = get_for(request.user, "regions.manage_members", Region.objects, code=code)
    form = PasteForm(request.POST or None, region=region)
    rows, sends = [], "kirim" in request.POST
    if request.method == "POST" and form.is_valid():
        role = form.cleaned_data["role"]
        rows = read_members(form.cleaned_data["people"], region=region, role=role)
        chosen = set(request.POST.getlist("pilih")) if sends else None
        if sends and (sent := _send_chosen(request, region, rows, role, chosen)):
            messages.success(request, f"{many(sent, 'undangan')} dikirim.")
            return redirect("regions:members", code)
        rows = people.marked(rows, chosen)
    context = {
        "form": form,
        "region": region,
        "ready": [row for row in rows if row.is_ready],
        "faulty": [row for row in rows if not row.is_ready],
        "chosen": [row for row in rows if row.is_ready and row.is_chosen],
        "role_name": dict(form.fields["role"].choices).get(form.data.get("role"), ""),
        "looked": request.method == "POST" and form.is_valid(),
    }
    return render(request, "regions/invite_many.html", context)


def _send_chosen(request, region, rows, role, chosen):
    """How many were invited: all that were chosen, or none."""
    to_send = [row for row in rows if row.is_ready and row.email in chosen]
    if not to_send:
        messages.error(request, "Belum ada yang dipilih. Tidak ada undangan yang dikirim.")
    elif chosen - {row.email for row in to_send}:
        messages.error(
            request,
            "Sebagian baris berubah sejak diperiksa. Tidak ada undangan yang dikirim;"
            " periksa sekali lagi.",
        )
    else:
        try:
            return len(invitations.invite_all(region, to_send, role=role, by=request.user))
        except invitations.InvitationError as error:
            messages.error(request, f"{error} Tidak ada undangan yang dikirim.")
    return 0


def membership_change(request, code, pk):
    membership = get_for(
        request.user, "regions.manage_members", Membership.objects, region__code=code, pk=pk
    )
    start = {name: getattr(membership, name) for name in ("role", "agency", "dimension")}
    form = RoleForm(request.POST or None, region=membership.region, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            memberships.change_role(membership, by=request.user, **form.cleaned_data)
        except memberships.MembershipError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Peran {membership.user} diubah dan langsung berlaku.")
            return redirect("regions:members", code)
    context = {"form": form, "membership": membership, "region": membership.region}
    return render(request, "regions/membership_form.html", context)


def membership_remove(request, code, pk):
    """Asks first; then takes the role."""
    membership = get_for(
        request.user, "regions.manage_members", Membership.objects, region__code=code, pk=pk
    )
    if request.method == "POST":
        said = f"Peran {membership.user} dicabut. Tulisannya tetap ada."
        return _take(request, memberships.revoke, membership, said)
    others = membership.region.memberships.filter(user=membership.user).exclude(pk=pk)
    context = {"membership": membership, "region": membership.region, "others": others}
    return render(request, "regions/membership_remove.html", context)


def second_factor_reset(request, code, pk):
    """Asks why; then takes off a second factor that was lost."""
    membership = get_for(
        request.user, "regions.reset_second_factor", Membership.objects, region__code=code, pk=pk
    )
    form = LostFactorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_second_factor(membership, by=request.user, **form.cleaned_data)
        except SecondFactorError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Langkah kedua {membership.user} diatur ulang.")
            return redirect("regions:members", code)
    context = {"form": form, "membership": membership, "region": membership.region}
    return render(request, "regions/second_factor_reset.html", context)


@require_POST
def invitation_resend(request, code, pk):
    invitation = get_for(
        request.user, "regions.manage_members", Invitation.objects, region__code=code, pk=pk
    )
    said = f"Undangan dikirim lagi ke {invitation.email}."
    return _take(request, invitations.resend, invitation, said)


@require_POST
def invitation_withdraw(request, code, pk):
    invitation = get_for(
        request.user, "regions.manage_members", Invitation.objects, region__code=code, pk=pk
    )
    said = f"Undangan untuk {invitation.name} ditarik."
    return _take(request, invitations.withdraw, invitation, said)


def _take(request, step, thing, said):
    """Take a step and say so, or say why it was refused; then back to the list of members."""
    code = thing.region.code
    try:
        step(thing, by=request.user)
        messages.success(request, said)
    except REFUSALS as error:
        messages.error(request, str(error))
    return redirect("regions:members", code)


def letters(request, code):
    """What was sent in this region, to whom, and what became of it; never what stands in it."""
    region = get_for(request.user, "regions.manage_members", Region.objects, code=code)
    form = LetterFilter(request.GET or None)
    found = people.letters(region, **form.chosen)
    context = {
        "region": region,
        "form": form,
        "page": Paginator(found, PAGE).get_page(request.GET.get("halaman")),
        "counts": people.letter_counts(region),
        "may_see_trail": request.user.has_perm("regions.view_trail", region),
    }
    return render(request, "regions/letters.html", context)


@require_POST
def letter_resend(request, code, pk):
    region = get_for(request.user, "regions.manage_members", Region.objects, code=code)
    letter = get_object_or_404(Letter.objects.about_region(region.code), pk=pk)
    try:
        people.send_letter_again(letter, region=region, by=request.user)
        messages.success(request, f"Surat untuk {letter.address} dikirim ulang.")
    except REFUSALS as error:
        messages.error(request, str(error))
    return redirect("regions:letters", code)
