"""Pages of the quick wins: the board by dimension, a nominee, its profile, its scores."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from indonesian import tanggal
from masterplans.documents import PlanClosedError, unsaved_texts_url
from masterplans.models import Masterplan
from programs.models import Program
from quickwins import board as nominees
from quickwins import completeness, save_views, selection
from quickwins.criteria import criteria_of
from quickwins.documents import ProfileDocument
from quickwins.forms import DecideForm, ProfileForms, ProgressForm, ReasonForm, ScoreForm
from quickwins.models import QuickWin, Standing
from quickwins.next_action import BoardAction
from quickwins.percent import ReportError, progress_of, report_progress
from quickwins.profile import describe
from quickwins.scores import scores_of
from regions.access import get_for
from revisions import answers
from revisions.pages import History, restore_chosen
from revisions.saving import Denied, Stale

CLOSED = (
    "Masterplan ini tidak sedang ditulis, jadi belum ada yang disimpan."
    " Isian Anda masih ada di bawah: salin lebih dahulu."
)
TOO_LATE = (
    "Masterplan ini tidak sedang ditulis. Isian Anda ada di riwayat profil dan di peramban ini."
)
NOT_YOURS = (
    "Profil ini tidak lagi dipercayakan kepada Anda, jadi belum ada yang disimpan."
    " Isian Anda disimpan di riwayat profil."
)
STALE = (
    "{who} mengubah isian yang sama ketika Anda masih mengisi. Keduanya ada di riwayat; isian lain"
    " sudah tersimpan. Bandingkan; simpan lagi untuk memakai isian Anda."
)


def board(request, slug):
    masterplan = get_for(request.user, "quickwins.view_quickwin", Masterplan.objects, slug=slug)
    boards = nominees.board(masterplan, request.user)
    context = {
        "masterplan": masterplan,
        "boards": boards,
        "complete": sum(one.chosen > 0 for one in boards),
        "ask": BoardAction(boards, request.user, masterplan),
        "to_judge": sum(one.to_judge for one in boards),
        "criteria": criteria_of(masterplan),
    }
    return render(request, "quickwins/board.html", context)


@require_POST
def nominate(request, slug, program):
    program = get_for(
        request.user,
        "quickwins.nominate_open_or_not",
        Program.objects,
        masterplan__slug=slug,
        pk=program,
    )
    try:
        quickwin = selection.nominate(program, by=request.user)
    except PlanClosedError as error:
        messages.error(request, str(error))
        return redirect(program)
    messages.success(request, f"{program} dinominasikan sebagai quick win.")
    return redirect(quickwin)


def detail(request, slug, pk):
    quickwin = _get(request, "quickwins.view_quickwin", slug, pk)
    may = {
        name: request.user.has_perm(f"quickwins.{name}_quickwin", quickwin)
        for name in ("change", "score", "choose", "report")
    }
    criteria = criteria_of(quickwin.masterplan)
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "missing": completeness.missing(quickwin),
        "scores": scores_of([quickwin], criteria, user=request.user)[quickwin.pk],
        "reason_form": DecideForm(quickwin=quickwin),
        "profile": [
            (name, QuickWin._meta.get_field(name).verbose_name, getattr(quickwin, name))
            for name in QuickWin.PROFILE_FIELDS
        ],
        "facts": _facts(quickwin),
        "progress": progress_of(quickwin) if quickwin.standing == Standing.CHOSEN else None,
        "may": may,
    }
    return render(request, "quickwins/detail.html", context)


def _facts(quickwin):
    """What is said in a word each, with its name."""
    values = {
        "innovation_kind": quickwin.get_innovation_kind_display(),
        "innovation_status": quickwin.get_innovation_status_display(),
        "starts_on": tanggal(quickwin.starts_on) if quickwin.starts_on else "",
        "link": quickwin.link,
    }
    return [(QuickWin._meta.get_field(name).verbose_name, value) for name, value in values.items()]


def edit(request, slug, pk):
    # Whether it is hers to write the verb says: what she typed is kept when it is not any more.
    may = "quickwins.view_quickwin" if request.method == "POST" else "quickwins.change_quickwin"
    quickwin = _get(request, may, slug, pk)
    forms = ProfileForms(request.POST or None, quickwin)
    if request.method != "POST":
        return _profile(request, quickwin, forms)
    autosave = answers.is_autosave(request)
    forms.is_valid()
    try:
        saved = describe(
            quickwin, forms.wanted(), token=forms.token, by=request.user, autosave=autosave
        )
    except (PlanClosedError, Denied) as refusal:
        return _refused(request, quickwin, forms, refusal)
    except Stale as clash:
        return save_views.stale(clash) if autosave else _stale(request, forms, clash)
    return save_views.saved(forms, saved) if autosave else _leave(request, forms, saved)


def _refused(request, quickwin, forms, refusal):
    """The plan was handed in, or the program given to others: what was typed is kept."""
    is_closed = isinstance(refusal, PlanClosedError)
    if answers.is_autosave(request):
        url, sentence = (
            unsaved_texts_url(quickwin.masterplan, refusal),
            TOO_LATE if is_closed else NOT_YOURS,
        )
        return answers.refused(sentence, status=409 if is_closed else 403, url=url)
    if is_closed:
        return _profile(request, quickwin, forms, status=409, refused=CLOSED)
    return _profile(request, quickwin, forms, status=403, refused=NOT_YOURS)


def _leave(request, forms, saved):
    """On to the quick win, unless a box could not be read: it is shown, all else is stored."""
    quickwin = saved.document.quickwin
    if not forms.is_valid():
        forms.take_token(saved.token(set()))
        return _profile(request, quickwin, forms, status=422)
    messages.success(request, "Profil quick win disimpan.")
    if more := request.POST.get("more"):
        page = reverse("quickwins:edit", args=[quickwin.masterplan.slug, quickwin.pk])
        return redirect(f"{page}#{more}")
    return redirect(quickwin)


def history(request, slug, pk):
    quickwin = _get(request, "quickwins.view_quickwin", slug, pk)
    document = ProfileDocument(quickwin)
    if request.method == "POST":
        restore_chosen(request, document)
        return redirect(request.path)
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "history": History(document, request.GET, user=request.user),
        "may_restore": request.user.has_perm("quickwins.change_quickwin", quickwin),
    }
    return render(request, "quickwins/history.html", context)


def _stale(request, forms, clash):
    forms.take_token(clash.token())
    refused = STALE.format(who=clash.who)
    rows = clash.differences()
    return _profile(
        request, clash.document.quickwin, forms, status=409, refused=refused, differences=rows
    )


def _profile(request, quickwin, forms, *, status=200, refused="", differences=()):
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "forms": forms,
        "refused": refused,
        "differences": differences,
        "presence": f"quickwin-{quickwin.pk}",
    }
    return render(request, "quickwins/form.html", context, status=status)


def score(request, slug, pk):
    quickwin = _get(request, _may(request, "score"), slug, pk)
    own = dict(quickwin.scores.filter(by=request.user).values_list("criterion", "value"))
    criteria = criteria_of(quickwin.masterplan)
    form = ScoreForm(request.POST or None, initial=own, criteria=criteria)
    status, refused = 200, ""
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                selection.score(quickwin, values=form.cleaned_data, by=request.user)
            except PlanClosedError:
                status, refused = 409, CLOSED
            except selection.ChoosingError as error:
                status, refused = 409, str(error)
            else:
                messages.success(request, f"Nilai Anda untuk {quickwin} disimpan.")
                return redirect(quickwin)
    context = {
        "quickwin": quickwin,
        "masterplan": quickwin.masterplan,
        "form": form,
        "refused": refused,
    }
    return render(request, "quickwins/score.html", context, status=status)


def progress(request, slug, pk):
    quickwin = _get(request, "quickwins.report_quickwin", slug, pk)
    found = progress_of(quickwin)
    form = ProgressForm(request.POST or None, progress=found)
    if form.is_valid():
        try:
            found = report_progress(quickwin, **form.values(), by=request.user)
        except ReportError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(request, f"Kemajuan {quickwin}: {found.percent} %.")
            return redirect(quickwin)
    status = 422 if form.is_bound else 200
    context = {"quickwin": quickwin, "masterplan": quickwin.masterplan, "form": form}
    context["progress"] = found
    return render(request, "quickwins/progress.html", context, status=status)


@require_POST
def choose(request, slug, pk):
    return _decide(request, slug, pk, selection.choose, "{} dipilih sebagai quick win.")


@require_POST
def drop(request, slug, pk):
    return _decide(request, slug, pk, selection.drop, "{} tidak dipilih; alasannya tercatat.")


def _decide(request, slug, pk, step, sentence):
    """Choose or drop with the reason that was typed; a refusal shows it again beside the reason."""
    quickwin = _get(request, "quickwins.choose_open_or_not", slug, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _reason(request, quickwin, form, 422)
    try:
        step(quickwin, by=request.user, **form.cleaned_data)
    except selection.ChoosingError as error:
        form.add_error("reason", str(error))
        return _reason(request, quickwin, form, 422)
    except PlanClosedError as error:
        form.add_error(None, str(error))
        return _reason(request, quickwin, form, 409)
    messages.success(request, sentence.format(quickwin))
    return redirect(quickwin)


def _reason(request, quickwin, form, status):
    context = {"quickwin": quickwin, "masterplan": quickwin.masterplan, "form": form}
    return render(request, "quickwins/reason.html", context, status=status)


@require_POST
def withdraw(request, slug, pk):
    quickwin = _get(request, "quickwins.change_open_or_not", slug, pk)
    try:
        selection.withdraw(quickwin, by=request.user)
        messages.success(request, f"Nominasi {quickwin} dibatalkan.")
    except (selection.ChoosingError, PlanClosedError) as error:
        messages.error(request, str(error))
    return redirect("quickwins:board", slug)


def _may(request, verb):
    """The permission for a page, or for its form that comes back."""
    return f"quickwins.{verb}_" + ("open_or_not" if request.method == "POST" else "quickwin")


def _get(request, permission, slug, pk):
    return get_for(
        request.user,
        permission,
        QuickWin.objects.prefetch_related("risks", "milestones"),
        program__masterplan__slug=slug,
        pk=pk,
    )
