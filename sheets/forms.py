"""The form that takes a workbook."""

from django import forms

from layouts import Button, Helper, SubmitRow


class WorkbookUploadForm(forms.Form):
    """One file; what is in it is judged by sheets/file_checks.py and reading.py."""

    helper = Helper(
        "berkas",
        SubmitRow(Button("Unggah dan periksa", icon="upload"), css_class="sp-ask__do"),
        css_class="sp-medium ms-0",
    )

    berkas = forms.FileField(
        label="Berkas XLSX",
        allow_empty_file=True,  # looking.py has the better sentence
        help_text="Berkas yang diunduh dari sini dan sudah diisi. Paling besar 20 MB.",
        error_messages={"required": "Pilih berkas XLSX."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["berkas"].widget.attrs["accept"] = ".xlsx"
