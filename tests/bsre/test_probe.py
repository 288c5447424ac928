"""The command that tells an agency what its own server does."""

import sys

import pytest
from django.core.management import CommandError, call_command

from tests.bsre.loopback import BUPATI, PASSPHRASE

pytestmark = pytest.mark.system


@pytest.fixture
def probe(loopback, settings, monkeypatch, capsys):
    """Run the command as somebody at a terminal does, and give what it printed."""

    def run(passphrase=PASSPHRASE, **options):
        settings.BSRE_SERVERS = {"SIMPUL_BSRE_URL": loopback.address(**options)}
        answers = {"NIK: ": BUPATI, "Passphrase: ": passphrase}
        command = "bsre.management.commands.bsre_probe"
        __import__(command)
        monkeypatch.setattr(sys.modules[command], "getpass", answers.get)
        call_command("bsre_probe")
        said = capsys.readouterr().out
        assert BUPATI not in said
        assert passphrase not in said
        return said

    return run


@pytest.mark.parametrize("version", [1, 2])
def test_it_tells_all_that_the_design_leaves_open(probe, version):
    said = probe(version=version)
    assert f"Server 127.0.0.1, versi {version}." in said
    assert "Status sertifikat: ISSUE." in said
    assert said.count("Awalan: ya") == 2
    assert "Koordinat: cap tepat di tempatnya." in said
    assert "Tag: cap tergambar (mark=tag)." in said
    assert "Tanda tangan dalam berkas: 2; menurut layanan sendiri: 2." in said
    assert "content-type" in said
    assert ("id_dokumen" in said) == (version == 1)


def test_it_says_how_a_server_that_counts_otherwise_is_told(probe, loopback):
    loopback.origin, loopback.extent = "top", "corner"
    assert "Pakai origin=top&extent=corner." in probe(version=2)


def test_it_says_that_a_server_writes_files_anew(probe, loopback):
    loopback.fault = "rewritten"
    said = probe()
    assert "Awalan: TIDAK." in said
    assert "kedua" not in said


def test_it_ends_with_the_sentence_of_a_refusal(probe, loopback):
    assert "Passphrase BSrE salah" in probe(passphrase="bukan-ini")
    loopback.statuses[BUPATI] = "EXPIRED"
    assert "sudah habis" in probe()
    loopback.statuses[BUPATI] = "ISSUE"
    loopback.fault = "drop"
    assert "Tidak pasti" in probe()


def test_without_a_server_it_says_what_to_set(settings):
    settings.BSRE_SERVERS = {}
    with pytest.raises(CommandError, match="SIMPUL_BSRE_URL belum diisi"):
        call_command("bsre_probe")
