"""The doors of an account: exactly those of allauth that Simpul offers, on Indonesian paths.

allauth finds its pages by these names. What is not named here cannot be reached: nobody signs up
by herself, changes an address without an invitation, or signs in through another site.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as sessions
from django.urls import include, path, re_path

from accounts.views import AddPasskey, RemovePasskey, current_session, end_session, mail_settings

passwords = [
    path("", account.password_change, name="account_change_password"),
    path("buat/", account.password_set, name="account_set_password"),
    path("lupa/", account.password_reset, name="account_reset_password"),
    path("lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "atur/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(  # the secret of this link is hidden by operations/logs.py
        r"^atur/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
code_app = [
    path("pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
]
backup_codes = [
    path("", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("baru/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("unduh/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
]
passkeys = [
    path("", passkey.list_webauthn, name="mfa_list_webauthn"),
    path("masuk/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("pasang/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("pastikan/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("<int:pk>/lepas/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
    path("<int:pk>/ubah/", passkey.edit_webauthn, name="mfa_edit_webauthn"),
]
second_step = [
    path("", mfa.index, name="mfa_index"),
    path("masuk/", mfa.authenticate, name="mfa_authenticate"),
    path("pastikan/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("aplikasi-kode/", include(code_app)),
    path("kode-cadangan/", include(backup_codes)),
    path("kunci-sandi/", include(passkeys)),
]
own = [
    path("perangkat/<int:pk>/keluarkan/", end_session, name="end_session"),
    path("surat/", mail_settings, name="mail"),
    path("sesi/", current_session, name="session"),
]

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("ditutup/", account.account_inactive, name="account_inactive"),
    path("pastikan/", account.reauthenticate, name="account_reauthenticate"),
    path("kata-sandi/", include(passwords)),
    path("langkah-kedua/", include(second_step)),
    path("perangkat/", sessions.list_usersessions, name="usersessions_list"),
    path("", include((own, "accounts"))),
]
