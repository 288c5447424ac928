"""Pages of identities: what lacks for whom, the second person's confirmation, the code."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from identities.forms import CodeForm, ConfirmForm
from identities.proofs import identities_of, identity_of
from identities.proving import IdentityError, confirm, enter_code, invite_official
from identities.rules import refusal
from identities.waiting import code_for, waiting_for_confirmation
from indonesian import many
from regions.access import get_for
from regions.models import Official, Region


@require_safe
def officials(request, code):
    region = get_for(request.user, "identities.view_identities", Region.objects, code=code)
    found = region.officials.select_related("user", "agency", "region__parent")
    people = identities_of(found.order_by("order", "name", "pk"))
    context = {
        "region": region,
        "people": people,
        "proven": sum(bool(one.proof) for one in people),
        "may_manage": request.user.has_perm("regions.manage_members", region),
        "may_see_trail": request.user.has_perm("regions.view_trail", region),
        "may_invite": request.user.has_perm("identities.invite_officials", region),
        "confirms": {one.official.pk for one in people if _may_confirm(request.user, one)},
    }
    return render(request, "identities/officials.html", context)


def _may_confirm(user, identity):
    invited_by = identity.invitation and identity.invitation.invited_by_id
    return identity.may_be_confirmed and not refusal(user, identity.official, invited_by)


@require_POST
def invite_all(request, code):
    """Invite everybody whose address is known and who was not invited yet."""
    region = get_for(request.user, "identities.invite_officials", Region.objects, code=code)
    found = region.officials.exclude(email="").select_related("user", "agency", "region")
    sent, refused = 0, []
    for identity in identities_of(found):
        if identity.invitation or identity.proof or identity.is_guest:
            continue
        try:
            invite_official(identity.official, by=request.user)
        except IdentityError as error:
            refused.append(str(error))
        else:
            sent += 1
    messages.success(request, f"{many(sent, 'undangan')} dikirim." if sent else NOBODY)
    for sentence in refused:
        messages.error(request, sentence)
    return redirect("identities:officials", code)


NOBODY = "Tidak ada yang perlu diundang: surelnya belum dicatat, atau sudah diundang."


@never_cache
def confirm_official(request, code, pk):
    official = get_for(
        request.user,
        "identities.confirm",
        Official.objects.select_related("region__parent", "user", "agency"),
        region__code=code,
        pk=pk,
    )
    identity = identity_of(official)
    form = ConfirmForm(request.POST or None, is_guest=identity.is_guest)
    context = {"identity": identity, "official": official, "region": official.region, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            confirmation, secret = confirm(
                official, handover=form.cleaned_data.get("handover", ""), by=request.user
            )
        except IdentityError as error:
            form.add_error(None, str(error))
        else:
            if secret:
                handed = context | {"confirmation": confirmation, "code": secret}
                return render(request, "identities/handover.html", handed)
            messages.success(request, f"Identitas {official.name} dikonfirmasi.")
            return redirect("identities:waiting")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "identities/confirm.html", context, status=status)


@require_safe
def waiting(request):
    """Whose identity waits for this person's confirmation, in all her regions."""
    context = {"people": waiting_for_confirmation(request.user)}
    return render(request, "identities/waiting.html", context)


@never_cache
def code(request):
    """The official types in the code that she was handed."""
    confirmation = code_for(request.user)
    form = CodeForm(request.POST or None) if confirmation else None
    if confirmation and request.method == "POST" and form.is_valid():
        try:
            enter_code(confirmation, code=form.cleaned_data["code"], by=request.user)
        except IdentityError as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, "Identitas Anda terbukti. Anda siap menandatangani.")
            return redirect("home")
    context = {"confirmation": confirmation, "form": form}
    status = 422 if form and form.is_bound and form.errors else 200
    return render(request, "identities/code.html", context, status=status)
