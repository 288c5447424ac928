"""The forms of a section and of files."""

from django import forms
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django_prose_editor.widgets import ProseEditorWidget
from js_asset import ImportMap, Media, Script

from layouts import (
    Button,
    Compact,
    Details,
    Div,
    ErrorSummary,
    Field,
    FilterForm,
    FilterHelper,
    Helper,
    Layout,
    Leave,
    Paragraph,
    Possible,
    Row,
    Save,
    SubmitRow,
    TemplatePart,
    UnlessRefused,
)
from masterplans import rich_text
from masterplans.creation import TAKEN
from masterplans.documents import SectionDocument
from masterplans.models import Masterplan, Section
from masterplans.rich_text import EXTENSIONS
from revisions.fields import TokenField

TOO_LONG = "Paling panjang %(limit_value)d huruf; sekarang %(show_value)d."

FILE_HELP = f"PNG, JPEG, WebP, PDF, XLSX, atau DOCX, paling besar {settings.UPLOAD_LIMIT_MB} MB."
ACCEPT = ".png,.jpg,.jpeg,.webp,.pdf,.xlsx,.docx"
ASYNC = {"type": "module", "async": True}
PICTURES = ".png,.jpg,.jpeg,.webp"


class BookTextWidget(ProseEditorWidget):
    """The rich-text editor over a plain box; without JavaScript the box itself holds the HTML.

    static/js/editor.js draws it: the editor's parts come from the package, the tool bar is ours.
    """

    MODULES = (
        "editor-parts",
        "editor-paste-lists",
        "editor-paste",
        "editor-dialogs",
        "editor-tools",
    )

    def __init__(self, masterplan=None):
        super().__init__(config={"extensions": EXTENSIONS}, preset="simpul", attrs={"rows": 18})
        self.masterplan = masterplan

    @property
    def media(self):
        ours = {f"simpul/{name}": f"js/{name}.js" for name in self.MODULES}
        package = {"django-prose-editor/editor": "django_prose_editor/editor.js"}
        return Media(
            importmap=ImportMap(package | ours),
            css={"all": ["css/editor.css"]},
            # The package is named as well: so the browser asks for it at once, not only when
            # it has read the others. Neither holds up the page, which works without them.
            js=[
                Script("django_prose_editor/editor.js", **ASYNC),
                Script("js/editor.js", **ASYNC),
            ],
        )

    def get_config(self):
        plan = self.masterplan
        picture = rich_text.PICTURE.pattern.replace("?P<slug>", "?:").replace("?P<pk>", "?:")
        if plan:
            picture = picture.replace("[-a-zA-Z0-9_]+", plan.slug)
        return {
            "extensions": EXTENSIONS,
            "patterns": {
                "picture": picture,
                "link": rich_text.LINK.pattern,
                "span": rich_text.SPAN.pattern,
                "start": rich_text.START.pattern,
                "sign": rich_text.LIST_SIGN.pattern,
            },
            "wordsPerMinute": rich_text.WORDS_A_MINUTE,
            "upload": reverse("masterplans:upload", args=[plan.slug]) if plan else "",
            "icons": static("img/icons.svg"),
            "tools": static("img/editor.svg"),
        }


# The box for book text; static/js/editor.js turns it into the rich-text editor.
EDITOR = Layout(
    Field("body", attrs=" data-editor", help_attrs=" data-plain-only"),
    TemplatePart("masterplans/_editor_dialogs.html"),
)
ADD_PICTURE = Details(
    "Tambah gambar",
    "picture",
    "picture_alt",
    Paragraph("Gambar diletakkan di akhir tulisan. Tulisan ikut disimpan."),
    Button("Tambah gambar", "outline-primary", name="tambah-gambar", value="1"),
    css_class="sp-picture",
    css_id="gambar",
    icon="image",
)
SAVE_SECTION = SubmitRow(
    Save("Simpan bagian", data_save=True),
    Leave("Kembali ke isi buku"),
    TemplatePart("masterplans/_editor_words.html"),
)


class SectionForm(forms.Form):
    """The text of a section, what its page began from, and perhaps a picture to add."""

    token = TokenField()
    body = forms.CharField(
        label="Isi bagian",
        required=False,
        strip=False,
        max_length=400_000,
        help_text=(
            "Tanpa JavaScript, kotak ini menerima HTML sederhana: &lt;p&gt; untuk paragraf,"
            " &lt;h3&gt; untuk judul kecil, &lt;strong&gt; untuk tebal. Kalimat biasa juga boleh;"
            " baris kosong memisahkan paragraf."
        ),
        error_messages={
            "max_length": "Bagian ini terlalu panjang. Pindahkan sebagian ke bagian lain."
        },
    )
    picture = forms.FileField(
        label="Berkas gambar",
        required=False,
        widget=forms.FileInput(attrs={"accept": PICTURES}),
        help_text=f"PNG, JPEG, atau WebP, paling besar {settings.UPLOAD_LIMIT_MB} MB.",
    )
    picture_alt = forms.CharField(
        label="Keterangan gambar",
        required=False,
        max_length=300,
        help_text="Apa yang terlihat, satu kalimat. Dicetak di bawah gambar dan dibacakan.",
    )

    def __init__(self, *args, section: Section, **kwargs):
        token = SectionDocument(section).token()
        kwargs.setdefault("initial", {"body": section.body, "token": token})
        super().__init__(*args, **kwargs)
        self.fields["body"].widget = BookTextWidget(section.masterplan)
        self.fields["body"].widget.attrs["aria-label"] = f"Isi bagian {section.outline.number}"
        # Empty is what a section begins with; a picture is asked for only when one is added.
        for field in self.fields.values():
            field.unmarked = True
        self.section = section

    @property
    def helper(self):
        """The page of a section, which saves itself; who else is there says its place."""
        return Helper(
            ErrorSummary("Tulisan Anda belum disimpan dan masih ada di bawah."),
            EDITOR,
            UnlessRefused(ADD_PICTURE, SAVE_SECTION),
            summary=False,
            draft=self.section.place,
            id="tulisan",
            data_writing=True,
            data_place=self.section.place,
            data_newest=reverse(
                "masterplans:newest", args=[self.section.masterplan.slug, self.section.pk]
            ),
        )

    @property
    def adds_picture(self) -> bool:
        """Whether the button "Tambah gambar" was pressed, or a file was chosen all the same."""
        return "tambah-gambar" in self.data or bool(self.files.get("picture"))

    def clean(self):
        cleaned = super().clean()
        if not self.adds_picture:
            return cleaned
        if not cleaned.get("picture") and "picture" not in self.errors:
            self.add_error("picture", "Pilih berkas gambar yang hendak ditambahkan.")
        if not cleaned.get("picture_alt") and "picture_alt" not in self.errors:
            self.add_error("picture_alt", "Tulis satu kalimat tentang yang terlihat pada gambar.")
        return cleaned


class JoinTextsForm(SectionForm):
    """Two texts that clashed, joined by hand on the page of the clash."""

    helper = Helper(
        EDITOR,
        Div(Button("Simpan gabungan", "outline-primary", data_save=True), css_class="sp-ask__do"),
        summary=False,
        data_writing=True,
    )


class NameForm(forms.Form):
    """The name of a version."""

    helper = Helper(
        Compact("name"),
        Button("Simpan nama", "outline-primary"),
        summary=False,
        css_class="sp-inline",
    )

    name = forms.CharField(
        label="Nama versi, misalnya “Sesudah bimtek II”",
        max_length=80,
        required=False,
        error_messages={"max_length": "Nama versi paling panjang 80 huruf."},
    )


class AttachmentForm(forms.Form):
    """A file to keep with the masterplan: a picture or a piece of evidence."""

    helper = Helper(
        "file",
        "alt",
        SubmitRow("Unggah berkas", css_class="sp-ask__do"),
        css_class="sp-block sp-medium ms-0",
    )

    file = forms.FileField(
        label="Berkas", help_text=FILE_HELP, widget=forms.FileInput(attrs={"accept": ACCEPT})
    )
    alt = forms.CharField(
        label="Keterangan",
        max_length=300,
        help_text="Apa isinya, satu kalimat, misalnya “SK Tim Pelaksana 2024”.",
    )


class ContentsFilter(FilterForm):
    """What to show of the contents."""

    helper = FilterHelper("bagian")

    CHOICES = [
        ("", "Semua bagian"),
        ("saya", "Ditugaskan kepada saya"),
        ("kosong", "Belum diisi"),
        ("tahap", "Diminta tahap ini"),
    ]
    tampil = forms.ChoiceField(label="Tampilkan", required=False, choices=CHOICES)


class CreateForm(forms.ModelForm):
    """What a masterplan begins with."""

    helper = Helper(
        "title",
        Possible("naming"),
        Row("first_year", "last_year"),
        SubmitRow("Buat masterplan", Leave()),
    )

    class Meta:
        model = Masterplan
        fields = ["title", "naming", "first_year", "last_year"]
        labels = {"title": "Judul masterplan"}
        help_texts = {
            "title": "Seperti pada sampul buku.",
            "first_year": "Misalnya 2025.",
            "last_year": "Masterplan berlaku 5 sampai 20 tahun; yang lazim 10 tahun.",
        }
        widgets = {
            "first_year": forms.TextInput(attrs={"inputmode": "numeric"}),
            "last_year": forms.TextInput(attrs={"inputmode": "numeric"}),
        }

    def __init__(self, *args, region, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.region = region
        self.fields["naming"].choices = region.naming_choices
        if len(region.namings) == 1:  # nothing to choose
            del self.fields["naming"]
        for field in ("first_year", "last_year"):
            self.fields[field].error_messages["invalid"] = "Tulis tahun dengan empat angka."

    def clean(self):
        # The unique constraint names the region, which is not a field here: Django skips it.
        cleaned = super().clean()
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and self.instance.region.masterplans.filter(first_year=first).exists():
            self.add_error("first_year", TAKEN)
        if first and last and not 4 <= last - first <= 19:
            self.add_error("last_year", LENGTH)
        if cleaned.get("title") == proposed_title(self.instance.region) and "naming" in cleaned:
            cleaned["title"] = proposed_title(self.instance.region, cleaned["naming"])
        return cleaned


def proposed_title(region, naming: str = "") -> str:
    """What a plan is usually called: "Masterplan Smart Province Jawa Barat"."""
    return f"Masterplan {region.concept_named(naming)}"


LENGTH = "Masterplan berlaku 5 sampai 20 tahun. Periksa tahun pertama dan terakhir."
