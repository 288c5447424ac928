"""Pages of one region: who it is, its agencies and officials, its people."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.models import User
from audit.trail import record
from regions import invitations, memberships
from regions.access import get_for
from regions.forms import AcceptForm, AgencyForm, InviteForm, OfficialForm, RoleForm
from regions.models import Agency, Invitation, Membership, Official, Region

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FORMS = {
    AgencyForm: ("agency", "regions/agency_form.html"),
    OfficialForm: ("official", "regions/official_form.html"),
}


def agency_add(request, code):
    region = get_for(request.user, "regions.change_region", Region.objects, code=code)
    return _edit(request, region, AgencyForm(request.POST or None, region=region))


def agency_edit(request, code, pk):
    agency = get_for(
        request.user, "regions.change_region", Agency.objects, region__code=code, pk=pk
    )
    form = AgencyForm(request.POST or None, instance=agency, region=agency.region)
    return _edit(request, agency.region, form)


def official_add(request, code):
    region = get_for(request.user, "regions.change_region", Region.objects, code=code)
    return _edit(request, region, OfficialForm(request.POST or None, region=region))


def official_edit(request, code, pk):
    official = get_for(
        request.user, "regions.change_region", Official.objects, region__code=code, pk=pk
    )
    form = OfficialForm(request.POST or None, instance=official, region=official.region)
    return _edit(request, official.region, form)


def _edit(request, region, form):
    """Save an agency or an official of a region, or show its form (again)."""
    kind, template = FORMS[type(form)]
    if request.method == "POST" and form.is_valid():
        verb = "changed" if form.instance.pk else "added"
        thing = form.save()
        record(request.user, f"{kind}.{verb}", thing, fields=form.changed_data)
        messages.success(request, f"{thing} disimpan.")
        return redirect(region)
    return render(request, template, {"form": form, "region": region})


def members(request, code):
    region = get_for(request.user, "regions.view_region", Region.objects, code=code)
    context = {
        "region": region,
        "memberships": region.memberships.select_related("user", "agency").by_role(),
        "invitations": region.invitations.pending(timezone.now()).select_related("agency"),
        "may_manage": request.user.has_perm("regions.manage_members", region),
        "may_see_trail": request.user.has_perm("monitoring.view_trail", region),
    }
    return render(request, "regions/members.html", context)


def invite(request, code):
    region = get_for(request.user, "regions.manage_members", Region.objects, code=code)
    form = InviteForm(request.POST or None, region=region)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.invite(region, by=request.user, **form.cleaned_data)
        except invitations.InvitationError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"Undangan dikirim ke {form.cleaned_data['email']}.")
            return redirect("regions:members", code)
    return render(request, "regions/invite.html", {"form": form, "region": region})


def membership_change(request, code, pk):
    membership = get_for(
        request.user, "regions.manage_members", Membership.objects, region__code=code, pk=pk
    )
    start = {"role": membership.role, "agency": membership.agency}
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


@require_POST
def membership_remove(request, code, pk):
    membership = get_for(
        request.user, "regions.manage_members", Membership.objects, region__code=code, pk=pk
    )
    said = f"Peran {membership.user} dicabut. Tulisannya tetap ada."
    return _take(request, memberships.revoke, membership, said)


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
    except (memberships.MembershipError, invitations.InvitationError) as error:
        messages.error(request, str(error))
    return redirect("regions:members", code)


@login_not_required
def accept_invitation(request, secret):
    """Following the link: a new person sets name and password; one we know confirms."""
    invitation = invitations.find(secret)
    if invitation is None:
        return render(request, "regions/invitation_gone.html", status=410)
    known = User.objects.filter(email__iexact=invitation.email).exists()
    form = None if known else AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and (known or form.is_valid()):
        user = invitations.accept(invitation, **(form.cleaned_data if form else {}))
        messages.success(request, f"Selamat datang di Simpul, {user.name}.")
        if known:  # the link opens no account that has a password of its own
            return redirect("home")
        login(request, user, backend=BACKEND)
        return redirect("home")
    context = {"form": form, "invitation": invitation}
    return render(request, "regions/accept.html", context)
