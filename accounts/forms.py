"""What a person chooses for her account."""

from django import forms

from accounts.models import User


class MailForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["news_mail"]
        labels = {"news_mail": "Kabar yang tidak menunggu Anda"}
        widgets = {"news_mail": forms.RadioSelect}
