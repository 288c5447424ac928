"""Keys that are lost, or those of another site, are never replaced in silence."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from authority import dependants
from authority.authorities import (
    AuthorityError,
    ensure_authority,
    load_authority,
    look_after,
    make_authority,
    obstacles,
    problems,
)
from authority.models import IssuedCertificate

pytestmark = [pytest.mark.system, pytest.mark.django_db]


@pytest.fixture
def in_use(authority):
    """An authority whose certificates stand in the database, as after the first start."""
    return look_after()


def lose(authority):
    shutil.rmtree(authority.directory)


def test_the_sites_own_certificates_stand_in_the_book(in_use):
    look_after()

    written = IssuedCertificate.objects.order_by("pk").values_list("purpose", flat=True)
    assert sorted(written) == ["issuing", "root", "seal", "timestamp"]


def test_a_restored_database_without_keys_gets_no_new_authority(in_use, settings):
    lose(in_use)

    for ask in (ensure_authority, look_after):
        with pytest.raises(AuthorityError) as told:
            ask()
        assert "memuat sertifikat yang sudah diterbitkan" in str(told.value)
        assert "Pulihkan folder otoritas dari cadangan" in str(told.value)
    assert not (settings.AUTHORITY_DIR / "root.pem").exists()
    assert obstacles()  # and nobody is invited


def test_a_lost_issuing_authority_is_not_made_anew_either(in_use):
    for name in ("issuing.pem", "seal.pem", "tsa.pem"):
        (in_use.directory / name).unlink()

    with pytest.raises(AuthorityError, match="Kunci otoritas situs hilang"):
        ensure_authority()


def test_keys_of_another_site_are_refused_and_nobody_is_invited(in_use, settings, tmp_path):
    settings.SITE_ORGANISATION = "Situs lain"
    other = make_authority(tmp_path / "other")
    lose(in_use)
    shutil.copytree(other.directory, settings.AUTHORITY_DIR)

    with pytest.raises(AuthorityError, match="bukan yang tercatat di basis data"):
        look_after()
    assert "bukan yang tercatat" in obstacles()[0]
    assert "bukan yang tercatat" in problems()[0]
    assert load_authority().root == other.root


def test_the_same_keys_from_a_backup_are_welcome(in_use, settings, tmp_path):
    shutil.copytree(in_use.directory, tmp_path / "backup")
    lose(in_use)
    shutil.copytree(tmp_path / "backup", settings.AUTHORITY_DIR)

    assert look_after() == in_use
    assert obstacles() == []


def test_what_other_rooms_have_counts_too(settings, monkeypatch):
    monkeypatch.setattr(dependants, "_registered", {})
    dependants.add_dependant("dokumen yang sudah disegel", lambda: True)
    dependants.add_dependant("naskah yang sedang ditandatangani", lambda: True)
    dependants.add_dependant("barang lain", lambda: False)

    with pytest.raises(AuthorityError) as told:
        ensure_authority()
    names = "dokumen yang sudah disegel dan naskah yang sedang ditandatangani"
    assert f"memuat {names}." in str(told.value)


def test_the_site_starts_without_its_keys_and_says_so(in_use, capsys):
    lose(in_use)

    call_command("ensure_authority", at_start=True)
    assert "Kunci otoritas situs hilang" in capsys.readouterr().err
    with pytest.raises(CommandError, match="Kunci otoritas situs hilang"):
        call_command("ensure_authority")


def test_who_has_no_backup_says_so_and_both_roots_stand_in_the_book(in_use):
    lose(in_use)

    call_command("ensure_authority", replace_lost=True)

    assert load_authority().root != in_use.root
    assert IssuedCertificate.objects.filter(purpose="root").count() == 2
    assert look_after().root == load_authority().root
    assert obstacles() == []


def test_a_production_makes_no_root_by_itself(settings):
    settings.PRODUCTION = True

    with pytest.raises(AuthorityError, match="make_root"):
        look_after()
    found = look_after(root_here=True)
    assert any("Kunci akar masih tersimpan di peladen" in one for one in found.problems())
