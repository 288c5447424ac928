"""A row that saves itself while somebody types: the answers to the script (`revisions.answers`)."""

from django.core.exceptions import ValidationError
from django.urls import reverse

from analyses.codes import Codes
from analyses.parts import ENTRIES
from masterplans.documents import unsaved_texts_url
from revisions import answers
from revisions.saving import Denied, NotOpen, Stale
from worksheets.boxes import boxed
from worksheets.views.row_form import form_of_row, kept_or_copy, write

CLOSED = "masterplan ini tidak sedang ditulis."
DENIED = "isian ini tidak lagi ditugaskan kepada Anda."
KEPT = " Isian Anda disimpan untuk Anda."
AS_NEW = "baru"  # the token of a form that was told that its row is gone, and is sent again


def by_script(request, masterplan, kind, form, *, may=True):
    """One wrong box does not hold up the others of its row."""
    messages = {_box(request, name): words for name, words in answers.messages_of(form).items()}
    if form.lacks and may:
        return answers.invalid(messages)
    parts = form.wanted()
    try:
        return _saved(request, masterplan, kind, form, parts, messages)
    except ValidationError as problem:
        wrong = {name: " ".join(words) for name, words in problem.message_dict.items()}
    messages |= {_box(request, name): words for name, words in wrong.items()}
    rest = {name: value for name, value in parts.items() if name not in wrong}
    if not form.instance.pk or not rest or len(rest) == len(parts):
        return answers.invalid(messages)
    try:
        return _saved(request, masterplan, kind, form, rest, messages)
    except ValidationError:
        return answers.invalid(messages)


def _saved(request, masterplan, kind, form, parts, messages):
    try:
        saved = write(request, masterplan, kind, form, parts=parts)
    except NotOpen as refusal:
        return _refused(masterplan, CLOSED, refusal)
    except Denied as refusal:
        return _refused(masterplan, DENIED, refusal, status=403)
    except Stale as clash:
        return _clash(request, clash)
    begins = "form_key" in request.POST or request.POST.get("base") == AS_NEW
    row = saved.document.finding
    return answers.saved(
        token=saved.token(),
        at=row.changed_at,
        messages=messages,
        values=_boxes(request, kind, row, saved.theirs | saved.joined),
        sent=saved.sent(),
        url=address_of(kind, row) if begins else "",
    )


def _refused(masterplan, sentence, refusal, *, status=409):
    sentence += kept_or_copy(refusal, KEPT)
    return answers.refused(sentence, status, url=unsaved_texts_url(masterplan, refusal))


def address_of(kind, row):
    """Where a row is changed."""
    return reverse("worksheets:edit", args=[row.masterplan.slug, kind.slug, row.pk])


def _clash(request, clash):
    document = clash.document
    values = _boxes(request, document.row_kind, document.finding, {*clash.clashes})
    return answers.conflict(clash, values=values)


def _boxes(request, kind, row, names):
    """What stands now in the boxes of these parts: of the row's own page, or of the grid."""
    if not names:
        return {}
    if "page" in request.POST:
        boxes = form_of_row(request, kind, row).boxes()
        return {name: value for name, value in boxes.items() if name in names}
    codes = Codes(row.masterplan) if ENTRIES in names else None
    values = {
        column.input_name: boxed(row, column, codes)
        for column in kind.grid_columns
        if column.name in names
    }
    if codes:
        values |= {"codes_was": values["codes"], "codes_token": codes.token(row.dimension_id)}
    return values


def _box(request, name):
    """In the grid strategies are joined to SWOT rows by a box with codes."""
    return "codes" if name == ENTRIES and "page" not in request.POST else name
