"""The five boxes of a program in one minute; the rest whenever there is time."""

from uuid import uuid4

from django.urls import reverse

from accounts.models import User
from layouts import Button, EnterButton, Helper, Leave, Row, SaveState, SubmitRow
from masterplans.models import Masterplan
from programs.actions import save_program
from programs.forms import ProgramForm
from revisions.saving import Saved
from revisions.tokens import Parts, Token

FIVE = ("name", "subdimension", "agency", "kind", "description")
KEPT = {"subdimensi": "subdimension", "perangkat": "agency", "jenis": "kind"}


class QuickForm(ProgramForm):
    """The five boxes of the whole form, and all five are needed."""

    @property
    def helper(self):
        """Who has many programs goes on to the next one."""
        return Helper(
            EnterButton("Simpan dan tambah lagi"),
            "name",
            Row("subdimension", "agency", "kind"),
            "description",
            SubmitRow(
                Button("Simpan dan tambah lagi"),
                Button("Simpan dan buka program", "outline-primary", name="selesai", value="1"),
                Leave("Kembali ke daftar"),
                SaveState(),
            ),
            summary=False,
            draft=f"program-cepat-{self.masterplan.slug}",
            css_class="sp-saving",
            id="program-cepat",
            novalidate=True,
            action=reverse("portfolio:quick", args=[self.masterplan.slug]),
        )

    def __init__(self, data, *, masterplan: Masterplan, user, asked=None):
        starts = {"form_key": uuid4()} | {
            name: asked[word] for word, name in KEPT.items() if (asked or {}).get(word)
        }
        super().__init__(data, masterplan=masterplan, user=user, program=None, initial=starts)
        self.masterplan = masterplan
        for name in {*self.fields} - {*FIVE, "version", "form_key"}:
            del self.fields[name]
        sentence = self.fields["description"]
        sentence.label, sentence.help_text = "Satu kalimat", "Apa yang dilakukan, dan untuk siapa."
        sentence.required, sentence.later = True, False
        sentence.error_messages["required"] = "Tulis satu kalimat tentang program ini."
        sentence.widget.attrs["rows"] = 2
        self.fields["subdimension"].help_text = ""
        self.order_fields(FIVE)

    @property
    def token(self) -> Token:
        """What the page began from: nothing, until its program was made."""
        token = Token.read(self.data.get("version", ""))
        return token if token.marks else Token(0, {})

    def wanted(self) -> Parts:
        """The five things said."""
        said = {name: self.cleaned_data[name] for name in FIVE}
        return {name: getattr(value, "pk", value) for name, value in said.items()}

    def save(self, *, by: User, autosave: bool = False) -> Saved:
        """Make the program; sent again, write these five into it. Raises as `save_program`."""
        return save_program(
            self.masterplan,
            self.wanted(),
            form_key=self.cleaned_data["form_key"],
            token=self.token,
            by=by,
            autosave=autosave,
        )

    def for_the_next(self) -> dict[str, str]:
        """What the next program most likely shares, as it stands in the address."""
        return {word: self.data[name] for word, name in KEPT.items() if self.data.get(name)}
