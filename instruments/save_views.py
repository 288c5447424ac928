"""How a form of a document is saved: by its button, or by itself while somebody types."""

from django.http import HttpResponse

from instruments.forms import DocumentForm
from revisions import answers
from revisions.saving import Denied, NotOpen, Stale, save

NOT_YOURS = "Isian ini tidak lagi dibuka untuk Anda, jadi belum ada yang disimpan."
STALE = (
    "{who} mengubah isian yang sama ketika Anda masih mengisi. Bandingkan; simpan lagi untuk"
    " memakai isian Anda."
)


class ShowAgain(Exception):  # noqa: N818 - what is shown again, and why
    """The form is shown again: with what status, which sentence, and what clashed."""

    def __init__(self, status: int, refused: str = "", differences=()):
        super().__init__(refused)
        self.status, self.refused, self.differences = status, refused, differences


def save_form(request, form: DocumentForm) -> HttpResponse | None:
    """Save what was sent. An answer for the script, or None when the button was pressed and all is
    stored. Raises ShowAgain when the page must be shown again.
    """
    autosave = answers.is_autosave(request)
    form.is_valid()
    token = form.cleaned_data.get("token")
    try:
        saved = save(form.document, form.wanted(), token=token, by=request.user, autosave=autosave)
    except (NotOpen, Denied) as refusal:
        is_closed = isinstance(refusal, NotOpen)
        sentence, status = (str(refusal), 409) if is_closed else (NOT_YOURS, 403)
        if autosave:
            return answers.refused(sentence, status=status)
        raise ShowAgain(status, sentence) from refusal
    except Stale as clash:
        return _stale(form, clash, autosave)
    if autosave:
        return _saved(form, saved)
    if not form.is_valid():
        form.take_token(saved.token(set()))
        raise ShowAgain(422)
    return None


def _saved(form, saved):
    told = saved.theirs | saved.joined
    return answers.saved(
        token=saved.token(told),
        messages=form.messages(),
        values=_boxes(saved.parts, told),
        sent=saved.sent(),
    )


def _stale(form, clash, autosave):
    if autosave:
        return answers.conflict(clash, values=_boxes(clash.theirs, clash.theirs))
    form.take_token(clash.token())
    raise ShowAgain(409, STALE.format(who=clash.who), clash.differences())


def _boxes(parts, names):
    """Parts as what stands in their boxes."""
    return {name: "" if parts.get(name) is None else str(parts[name]) for name in names}
