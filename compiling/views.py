"""The pages of the pokja lead: the rows of all agencies of one dimension, made into one list."""

from dataclasses import dataclass, field
from functools import cached_property

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from analyses.kinds import KINDS, RowKind
from analyses.models import Finding, GapRow, SwotEntry, SwotKind, TowsKind, TowsStrategy
from compiling import actions
from compiling.duplicates import alike
from compiling.forms import MergeForm
from indonesian import many
from masterplans.actions import PlanClosedError
from masterplans.models import Masterplan
from regions.access import get_for

COMPILED = ("isu", "swot", "tows", "kesenjangan", "gagasan")
STALE = (
    "{who} mengubah salah satu isian ini ketika Anda masih memilih, jadi belum ada yang"
    " digabungkan. Tulisan Anda masih ada di bawah; bandingkan, lalu gabungkan lagi."
)
CLOSED = "Masterplan ini tidak sedang ditulis, jadi belum ada yang diubah."


@dataclass
class BookList:
    """The rows of one list of the book: of the dimension, a SWOT letter or a sub-dimension."""

    key: str
    title: str
    rows: list[Finding] = field(default_factory=list)

    @cached_property
    def suggestions(self) -> list[list[Finding]]:
        return alike(self.rows)

    @property
    def printed(self) -> int:
        return sum(row.in_book for row in self.rows)

    @property
    def shown(self) -> str:
        """What the page shows, to be sent back: only what differs from it was asked for."""
        places = enumerate(self.rows, 1)
        return ",".join(f"{row.pk}:{row.in_book:d}:{place}" for place, row in places)


def pokja(request, slug, dimension, kind="isu"):
    """The rows of one kind, list by list."""
    masterplan, group = _group(request, slug, dimension, "analyses.view_finding")
    kind = _kind(kind)
    return render(request, "compiling/pokja.html", _page(request, masterplan, group, kind))


@require_POST
def arrange(request, slug, dimension, kind):
    """Everything that one press can ask of a list: what is printed, the order, taking apart."""
    masterplan, group = _group(request, slug, dimension, "analyses.compile_dimension")
    kind, said = _kind(kind), "Pilihan dan urutan disimpan."
    try:
        said = _arranged(request, masterplan, kind) or said
    except PlanClosedError:
        return _back(request, group, kind, CLOSED, is_error=True)
    except actions.GoneError as gone:
        return _back(request, group, kind, str(gone), is_error=True)
    return _back(request, group, kind, said)


def merge(request, slug, dimension, kind):
    """One text for rows that say the same."""
    masterplan, group = _group(request, slug, dimension, "analyses.compile_dimension")
    kind = _kind(kind)
    rows = _chosen(request, masterplan, group, kind)
    if len(rows) < 2:
        return _back(request, group, kind, "Tandai paling sedikit dua isian.", is_error=True)
    if len({actions.place_of(row) for row in rows}) > 1:
        sentence = "Isian dari kelompok yang berbeda tidak dapat digabungkan."
        return _back(request, group, kind, sentence, is_error=True)
    target = _target(request, rows)
    if "gabungkan" not in request.POST:
        return _ask(request, group, kind, MergeForm(target=target, rows=rows))
    form = MergeForm(request.POST, target=target, rows=rows)
    if not form.is_valid():
        return _ask(request, group, kind, form, status=422)
    return _merge(request, group, kind, form)


def _merge(request, group, kind, form):
    others = [row for row in form.rows if row != form.target]
    try:
        actions.merge_findings(
            form.target,
            others,
            kind=kind.slug,
            texts=form.texts(),
            seen=form.seen(),
            by=request.user,
        )
    except PlanClosedError:
        return _ask(request, group, kind, form, status=409, refused=CLOSED)
    except actions.ChangedError as clash:
        return _ask(request, group, kind, form, 409, refused=STALE.format(who=clash.who))
    except (actions.GoneError, actions.MergeRefusedError) as refusal:
        return _ask(request, group, kind, form, status=409, refused=str(refusal))
    sentence = f"{many(len(form.rows), 'isian')} digabungkan. Asalnya tercatat di bawahnya."
    return _back(request, group, kind, sentence, place=f"b-{form.target.pk}")


def _arranged(request, masterplan, kind):
    """Do what was asked; the sentence to say, if there is a special one."""
    rows = kind.model.objects.filter(masterplan=masterplan).select_related("masterplan__region")
    pressed = {name: request.POST.get(name, "") for name in ("naik", "turun", "pisah")}
    do = {"kind": kind.slug, "by": request.user}
    for key, was_in, place in _shown(request):
        is_in = str(key) in request.POST.getlist("buku")
        wanted = request.POST.get(f"nomor-{key}", "")
        if is_in != was_in:
            actions.put_in_book(_row(rows, key), is_in, **do)
        if wanted.isdecimal() and len(wanted) < 5 and int(wanted) != place:
            actions.place_finding(_row(rows, key), to=int(wanted), **do)
    if pressed["pisah"].isdecimal():
        row = actions.unmerge_finding(_row(rows, pressed["pisah"]), **do)
        return f"Isian {row.agency or 'itu'} berdiri sendiri lagi."
    for name, step in (("naik", -1), ("turun", 1)):
        if pressed[name].isdecimal():
            actions.step_finding(_row(rows, pressed[name]), step, **do)
            return "Urutan disimpan."
    return ""


def _shown(request):
    """(key, was printed, was at this place) of each row as the page showed it."""
    for shown in request.POST.get("tampil", "").split(","):
        parts = shown.split(":")
        if len(parts) == 3 and all(part.isdecimal() and len(part) < 16 for part in parts):
            yield int(parts[0]), parts[1] == "1", int(parts[2])


def _row(rows, key):
    row = rows.filter(pk=key).first()
    if row is None:
        raise actions.GoneError
    return row


def _group(request, slug, code, permission):
    """The plan and the working group of a dimension, for somebody who may do this."""
    masterplan = get_for(request.user, "analyses.view_finding", Masterplan.objects, slug=slug)
    dimension = get_object_or_404(masterplan.dimension_set.dimensions, code=code)
    group = actions.pokja_of(masterplan, dimension)
    asked = masterplan if permission == "analyses.view_finding" else group
    if not request.user.has_perm(permission, asked):
        raise PermissionDenied
    return masterplan, group


def _kind(slug) -> RowKind:
    if slug not in COMPILED:
        raise Http404
    return KINDS[slug]


def _of_dimension(kind, group):
    path = "subdimension__dimension" if kind.model is GapRow else "dimension"
    return Q(**{path: group.dimension})


def _page(request, masterplan, group, kind):
    rows = kind.rows(masterplan).standing().with_origins().filter(_of_dimension(kind, group))
    columns = _columns(kind, group.dimension, rows.order_by("order", "pk"))
    return {
        "masterplan": masterplan,
        "dimension": group.dimension,
        "kind": kind,
        **_tabs(masterplan, group.dimension, kind),
        "columns": columns,
        "may_change": request.user.has_perm("analyses.change_dimension", group),
        **_counts(columns),
    }


def _tabs(masterplan, dimension, kind):
    """The other dimensions with the same kind, the other kinds of the same dimension."""

    def page(code, slug):
        return reverse("compiling:pokja_kind", args=[masterplan.slug, code, slug])

    dimensions = masterplan.dimension_set.dimensions.all()
    kinds = [KINDS[slug] for slug in COMPILED]
    return {
        "dimensions": [(it.name, page(it.code, kind.slug), it == dimension) for it in dimensions],
        "kinds": [(it.many, page(dimension.code, it.slug), it is kind) for it in kinds],
    }


def _counts(columns):
    """How many rows of how many agencies stand here, and how many may say the same."""
    rows = [row for column in columns for row in column.rows]
    agencies = {agency.pk for row in rows for agency in row.agencies}
    similar = sum(len(column.suggestions) for column in columns)
    return {"row_count": len(rows), "agency_count": len(agencies), "similar_count": similar}


def _columns(kind, dimension, rows):
    if kind.model is GapRow:
        parts = [(f"s-{sub.pk}", sub.name) for sub in dimension.subdimensions.all()]
        of = {row: f"s-{row.subdimension_id}" for row in rows}
    elif kind.model in (SwotEntry, TowsStrategy):
        choices = SwotKind if kind.model is SwotEntry else TowsKind
        parts = [(f"k-{one.value}", one.label) for one in choices]
        of = {row: f"k-{row.kind}" for row in rows}
    else:
        parts = [("semua", kind.many)]
        of = dict.fromkeys(rows, "semua")
    columns = {key: BookList(key, title) for key, title in parts}
    for row, key in of.items():
        columns[key].rows.append(row)
    return list(columns.values())


def _chosen(request, masterplan, group, kind):
    """The rows that were ticked, in the order of the book."""
    keys = (request.POST if request.method == "POST" else request.GET).getlist("baris")
    keys = [key for key in keys if key.isdecimal() and len(key) < 16]
    rows = kind.rows(masterplan).standing().with_origins().filter(_of_dimension(kind, group))
    return list(rows.filter(pk__in=keys).order_by("order", "pk"))


def _target(request, rows):
    wanted = (request.POST if request.method == "POST" else request.GET).get("pakai", "")
    return next((row for row in rows if str(row.pk) == wanted), rows[0])


def _ask(request, group, kind, form, status=200, refused=""):
    context = {
        "masterplan": group.masterplan,
        "dimension": group.dimension,
        "kind": kind,
        "form": form,
        "refused": refused,
    }
    return render(request, "compiling/pokja_merge.html", context, status=status)


def _back(request, group, kind, sentence, *, is_error=False, place=""):
    """To the list again, with a sentence about what happened; over htmx only the lists."""
    if request.htmx:
        page = _page(request, group.masterplan, group, kind)
        page |= {"said": sentence, "is_error": is_error}
        return render(request, "compiling/_pokja_lists.html", page)
    (messages.error if is_error else messages.success)(request, sentence)
    address = reverse(
        "compiling:pokja_kind", args=[group.masterplan.slug, group.dimension.code, kind.slug]
    )
    return redirect(f"{address}#{place}" if place else address)
