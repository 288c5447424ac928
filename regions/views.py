"""Pages of one region: its agencies and officials; and the door through which people come in."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render

from accounts.models import User
from audit.trail import record
from indonesian import titik
from regions import invitations
from regions.access import get_for
from regions.forms import AcceptForm, AgencyForm, OfficialForm
from regions.models import Agency, Official, Region
from regions.offices import NAME_IS_PRINTED

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
    verb = "changed" if form.instance.pk else "added"
    if request.method == "POST" and form.is_valid() and (thing := _saved(form)):
        record(request.user, f"{kind}.{verb}", thing, fields=form.changed_data)
        messages.success(request, f"{thing} disimpan.")
        return redirect(region)
    return render(request, template, {"form": form, "region": region})


def _saved(form):
    """What was saved; nothing when a frozen plan prints the name, which the form then says."""
    try:
        with transaction.atomic():
            return form.save()
    except IntegrityError as error:
        if NAME_IS_PRINTED not in str(error):
            raise
        form.add_error(None, NAME_IS_PRINTED)
        return None


@login_not_required
def accept_invitation(request, secret):
    """Following the link: a new person sets name and password; one we know confirms."""
    invitation = invitations.find(secret)
    if invitation is None:
        return render(request, "regions/invitation_gone.html", status=410)
    known = User.objects.filter(email__iexact=invitation.email).exists()
    form = None if known else AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and (known or form.is_valid()):
        return _accept(request, invitation, form.cleaned_data if form else {})
    context = {"form": form, "invitation": invitation}
    return render(request, "regions/accept.html", context)


def _accept(request, invitation, given):
    try:
        user = invitations.accept(invitation, **given)
    except invitations.InvitationError as error:  # another request followed the link first
        return render(request, "regions/invitation_gone.html", {"why": str(error)}, status=410)
    messages.success(request, titik(f"Selamat datang di Simpul, {user.name}"))
    # The link opens no account that has a password of its own.
    if given and user.check_password(given["password"]):
        login(request, user, backend=BACKEND)
    return redirect("home")
