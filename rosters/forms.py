"""The box into which the rows of a small table are pasted."""

from django import forms

from indonesian import daftar
from layouts import Helper, Leave, SubmitRow


class PastedSheetForm(forms.Form):
    """Rows from Excel or Word, with their headings or in the order of the columns."""

    text = forms.CharField(
        label="Baris dari Excel atau Word",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Kotak ini kosong. Tempel paling sedikit satu baris."},
    )
    helper = Helper("text", SubmitRow("Periksa barisnya", Leave()), css_class="sp-medium ms-0")

    def __init__(self, *args, columns, **kwargs):
        super().__init__(*args, **kwargs)
        names = daftar(column.label for column in columns)
        self.fields["text"].help_text = (
            f"Kolomnya: {names}. Baris judul boleh ikut; tanpa judul urutannya seperti ini. Di luar"
            " Excel, pisahkan dengan titik koma."
        )
