from django.apps import AppConfig


class SignatoryListsConfig(AppConfig):
    name = "signatory_lists"
    verbose_name = "Daftar penandatangan yang ditempel"
