"""Aims and strategies: one page on which all of them are written in place."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from dimensions.models import SubDimension
from indonesian import terbilang
from masterplans.claims import HeadClaim
from masterplans.documents import PlanClosedError, unsaved_texts_url
from masterplans.models import Masterplan
from regions.access import get_for
from revisions import answers
from revisions.history import removal_of
from revisions.pages import History, restore_chosen
from revisions.saving import Gone, Stale, keep_gone
from revisions.tokens import Token
from strategy.aim_forms import AimChoices, AimForm
from strategy.aims import aims_of, move_aim, remove_aim
from strategy.documents import AimDocument
from strategy.models import Aim
from strategy.views.plan import CLOSED

STALE = (
    "{who} menyimpan sasaran ini ketika Anda masih mengisi, dan mengubah isian yang"
    " sama. Isian Anda masih ada di bawah. Bandingkan; simpan lagi untuk memakai isian Anda."
)
GONE = (
    "{who} menghapus sasaran ini ketika Anda masih mengisi, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah; simpan untuk membuatnya sebagai sasaran baru."
)
GONE_NOW = "{who} menghapus sasaran ini. Salin tulisan Anda ke sasaran baru."
NOT_YOURS = (
    "Sasaran ini tidak lagi dipercayakan kepada Anda, jadi belum ada yang disimpan. Isian Anda"
    " disimpan di riwayat sasaran."
)
CLOSED_NOW = "masterplan ini tidak sedang ditulis. Salin tulisan Anda lebih dahulu."


@dataclass
class SubDimensionPart:
    """A sub-dimension on the page: its aims, each with its form, and the form of the next one."""

    subdimension: SubDimension
    is_ready: bool
    aims: list[tuple[Aim, AimForm | None]]
    blank: AimForm | None = None
    is_open: bool = False  # shows the form of the next one also without script


def aims(request, slug):
    masterplan = get_for(request.user, "strategy.view_aim", Masterplan.objects, slug=slug)
    may_change = request.user.has_perm("strategy.change_aim", masterplan)
    groups = _places(request, masterplan, may_change)
    places = [place for _, found in groups for place in found]
    ready = sum(place.is_ready for place in places)
    context = {
        "masterplan": masterplan,
        "groups": groups,
        "ready": ready,
        "total": len(places),
        "claim": HeadClaim(_request(len(places) - ready), bool(places) and ready == len(places)),
        "far": f"{ready} dari {len(places)} subdimensi punya sasaran dengan strategi",
        "may_change": may_change,
    }
    return render(request, "strategy/aims.html", context)


def _places(request, masterplan, may_change):
    choices = AimChoices.of(masterplan, request.user) if may_change else None
    opened = request.GET.get("baru", "")

    def form(sub, aim=None):
        """For whoever may write here: a pokja lead writes the aims of her dimension."""
        if choices is None or str(sub.pk) not in choices.subdimensions:
            return None
        initial = {} if aim else {"subdimension": sub.pk}
        prefix = f"sasaran-{aim.pk}-%s" if aim else f"baru-{sub.pk}-%s"
        more = {"aim": aim, "choices": choices, "initial": initial, "auto_id": prefix}
        return AimForm(masterplan=masterplan, user=request.user, **more)

    return [
        (
            dimension,
            [
                SubDimensionPart(
                    part.subdimension,
                    part.is_ready,
                    [(aim, form(part.subdimension, aim)) for aim in part.aims],
                    form(part.subdimension),
                    opened == str(part.subdimension.pk),
                )
                for part in parts
            ],
        )
        for dimension, parts in aims_of(masterplan)
    ]


def _request(without):
    if without:
        return f"{terbilang(without).capitalize()} subdimensi belum punya sasaran dengan strategi."
    return "Setiap subdimensi punya sasaran dan strategi."


def add(request, slug):
    may = "strategy.write_aim" if request.method == "POST" else "strategy.change_aim"
    masterplan = get_for(request.user, may, Masterplan.objects, slug=slug)
    start = {"subdimension": request.GET.get("subdimensi", "")}
    form = AimForm(request.POST or None, masterplan=masterplan, user=request.user, initial=start)
    return _save(request, masterplan, form)


def edit(request, slug, pk):
    may = "strategy.view_aim" if request.method == "POST" else "strategy.change_aim"
    try:
        aim = get_for(request.user, may, Aim.objects, masterplan__slug=slug, pk=pk)
    except Http404:
        if request.method != "POST":
            raise
        return _gone(request, slug, pk)
    form = AimForm(request.POST or None, masterplan=aim.masterplan, user=request.user, aim=aim)
    if request.method == "POST" and not request.user.has_perm("strategy.write_aim", aim):
        return _denied(request, form, aim)
    return _save(request, aim.masterplan, form, aim)


def _denied(request, form, aim):
    """Aims are not hers to write any more: her text is kept, nothing is stored."""
    form.is_valid()
    form.keep_denied(by=request.user)
    if answers.is_autosave(request):
        return answers.refused(NOT_YOURS, status=403, url=unsaved_texts_url(aim.masterplan))
    return _show(request, aim.masterplan, form, aim, status=403, refused=NOT_YOURS)


def history(request, slug, pk):
    """Who wrote what in an aim, also in one that was removed."""
    masterplan = get_for(request.user, "strategy.view_aim", Masterplan.objects, slug=slug)
    document = AimDocument.of(masterplan, pk)
    aim = document.aim if document.exists() else None
    if aim is None and removal_of(document) is None:
        raise Http404
    if request.method == "POST":
        restore_chosen(request, document)
        return redirect(request.path)
    may_change = request.user.has_perm("strategy.change_aim", aim or masterplan)
    context = {
        "masterplan": masterplan,
        "aim": aim,
        "aim_url": _address(aim) if aim else reverse("strategy:aims", args=[slug]),
        "history": History(document, request.GET, user=request.user),
        "may_restore": may_change and aim is not None,
    }
    return render(request, "strategy/aim_history.html", context)


@require_POST
def remove(request, slug, pk):
    aim = get_for(request.user, "strategy.change_aim", Aim.objects, masterplan__slug=slug, pk=pk)
    try:
        remove_aim(aim, token=Token.read(request.POST.get("base")), by=request.user)
    except Stale as clash:
        messages.error(request, f"{clash.who} baru saja mengubah sasaran ini; belum dihapus.")
        return redirect(_address(aim))
    messages.success(request, "Sasaran dihapus. Tulisannya tetap ada di riwayat.")
    return redirect(f"{reverse('strategy:aims', args=[slug])}#s-{aim.subdimension_id}")


def _save(request, masterplan, form, aim=None):
    if request.method != "POST":
        return _show(request, masterplan, form, aim)
    if answers.is_autosave(request):
        return _while_writing(request, masterplan, form, aim)
    if not form.is_valid():
        return _show(request, masterplan, form, aim, status=422)
    try:
        aim = form.save(by=request.user).document.aim
        _moved(request, aim)
    except Gone:
        return _gone(request, masterplan.slug, aim.pk)
    except PlanClosedError:
        return _show(request, masterplan, form, aim, status=409, refused=CLOSED)
    except Stale as clash:
        form.take_token(clash.token())
        refused, aim = STALE.format(who=clash.who), clash.document.aim
        return _show(request, masterplan, form, aim, status=409, refused=refused, clash=clash)
    messages.success(request, "Sasaran disimpan.")
    return redirect(_address(aim))


def _while_writing(request, masterplan, form, aim):
    """Answer the script of a form that saves itself; a new aim waits until it is whole."""
    if not form.is_valid() and (aim is None or "base" in form.errors):
        return answers.invalid(answers.messages_of(form))
    try:
        saved = form.save(by=request.user, autosave=True)
    except Gone:
        return _gone(request, masterplan.slug, aim.pk)
    except PlanClosedError as refusal:
        return answers.refused(CLOSED_NOW, url=unsaved_texts_url(masterplan, refusal))
    except Stale as clash:
        return answers.conflict(clash, values=_boxes(clash.theirs))
    told = saved.theirs | saved.joined
    return answers.saved(
        token=saved.token(),
        messages=answers.messages_of(form),
        values=_boxes({part: saved.parts.get(part) for part in told}),
        sent=saved.sent(),
        url=reverse("strategy:aim_edit", args=[masterplan.slug, saved.document.aim.pk]),
    )


def _boxes(parts):
    """What stands in the boxes of some parts."""
    texts = {part: value or "" for part, value in parts.items()}
    lines = {part: "\n".join(value) for part, value in texts.items() if isinstance(value, list)}
    return {part: str(value) for part, value in (texts | lines).items()}


def _moved(request, aim):
    for name, step in (("naik", -1), ("turun", 1)):
        if name in request.POST:
            move_aim(aim, step, by=request.user)


def _address(aim):
    return f"{reverse('strategy:aims', args=[aim.masterplan.slug])}#sasaran-{aim.pk}"


def _show(request, masterplan, form, aim, *, status=200, refused="", clash=None):
    context = {
        "masterplan": masterplan,
        "form": form,
        "aim": aim,
        "refused": refused,
        "clash": clash,
        "state": str(AimDocument(masterplan, aim).token()) if aim else "",
    }
    return render(request, "strategy/aim_form.html", context, status=status)


def _gone(request, slug, pk):
    """An aim that was removed while somebody filled its form: nothing typed is lost."""
    masterplan = get_for(request.user, "strategy.write_aim", Masterplan.objects, slug=slug)
    document = AimDocument.of(masterplan, pk)
    removal = removal_of(document)
    if not removal:
        raise Http404
    form = AimForm(request.POST, masterplan=masterplan, user=request.user)
    form.is_valid()
    if answers.is_autosave(request):
        keep_gone(document, form.wanted(), by=request.user)
        sentence = GONE_NOW.format(who=removal.author.name)
        return answers.refused(sentence, url=unsaved_texts_url(masterplan))
    refused = GONE.format(who=removal.author.name)
    return _show(request, masterplan, form, None, status=409, refused=refused)
