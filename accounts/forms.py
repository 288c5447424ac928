"""What a person chooses for her account."""

from django import forms

from accounts.models import User
from layouts import Helper, SubmitRow


class MailForm(forms.ModelForm):
    helper = Helper("news_mail", SubmitRow("Simpan pilihan surat"), css_class="mt-4")

    class Meta:
        model = User
        fields = ["news_mail"]
        labels = {"news_mail": "Kabar yang tidak menunggu Anda"}
        widgets = {"news_mail": forms.RadioSelect}
