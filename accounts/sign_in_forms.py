"""allauth's forms about passwords, in our words and our layout. What they do stays allauth's."""

from allauth.account import forms as allauth
from django.urls import reverse_lazy

from layouts import Button, Field, FormErrors, FromPage, Helper, Link, SubmitRow

FORGOTTEN = Link("Lupa kata sandi", "account_reset_password", "sp-small")


def account_helper(*items, **said) -> Helper:
    """The layout of a form of the account: short, so each error stands at its box alone."""
    return Helper(FormErrors(), FromPage("redirect_field"), *items, summary=False, **said)


def account_buttons(*buttons) -> SubmitRow:
    """The buttons of such a form."""
    return SubmitRow(*buttons, css_class="sp-ask__do mt-0")


class WithoutResetHelp:
    """allauth puts a link to a new password under the box; ours stands beside the button."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"password", "oldpassword"} & self.fields.keys():
            self.fields[name].help_text = ""


class SignInForm(WithoutResetHelp, allauth.LoginForm):
    """Signing in with a password."""

    helper = Helper(
        FromPage("redirect_field"),
        Field("login", label="Surel dinas"),
        Field("password", label="Kata sandi"),
        account_buttons("Masuk", FORGOTTEN),
        summary=False,  # the page says it above the passkey
        action=reverse_lazy("account_login"),
    )


class NewPasswordForm(WithoutResetHelp, allauth.ChangePasswordForm):
    """Changing one's own password."""

    helper = account_helper(
        Field("oldpassword", label="Kata sandi sekarang"),
        Field("password1", label="Kata sandi baru"),
        Field("password2", label="Kata sandi baru, sekali lagi"),
        account_buttons(
            "Ganti kata sandi",
            Link("Lupa kata sandi sekarang", "account_reset_password"),
        ),
        css_class="mt-4",
        action=reverse_lazy("account_change_password"),
    )


class FirstPasswordForm(allauth.SetPasswordForm):
    """A first password for an account that has none."""

    helper = account_helper(
        Field("password1", label="Kata sandi"),
        Field("password2", label="Kata sandi, sekali lagi"),
        account_buttons(Button("Simpan kata sandi", name="action")),
        css_class="mt-4",
        action=reverse_lazy("account_set_password"),
    )


class PasswordByLinkForm(allauth.ResetPasswordKeyForm):
    """A new password through the link of a letter."""

    helper = account_helper(
        Field("password1", label="Kata sandi baru"),
        Field("password2", label="Kata sandi baru, sekali lagi"),
        account_buttons(Button("Simpan kata sandi", name="action")),
        css_class="mt-4",
    )


class ReauthenticateByPasswordForm(WithoutResetHelp, allauth.ReauthenticateForm):
    """Proving once more who one is, by password."""

    helper = account_helper(
        Field("password", label="Kata sandi"),
        account_buttons("Lanjutkan dengan kata sandi", FORGOTTEN),
        action=reverse_lazy("account_reauthenticate"),
    )
