"""The components page: every part of the look together, with sample content.

For whoever builds pages, for the accessibility check and for the photographs.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe

from smartcity.sample_forms import SampleFilter, SampleRowsForm, sample_form

ASKED = SimpleNamespace(
    kicker="Program · tahap 2",
    title="Delapan belas program belum lengkap. Mulai dari yang dikembalikan.",
    why="Tahap 2 diserahkan sesudah semua program lengkap.",
    do_label="Tambah program",
    do_url="#k18",
    do_icon="plus-lg",
    also_label="Buka Tikete Nyong",
    also_url="#k18",
    leave_label="Lihat peta jalan",
    leave_url="#k11",
)
COLOURS = [
    ("paper", "paper", "#ffffff"),
    ("kertas", "kertas", "#f8f5ee"),
    ("ink", "ink", "#1c1b19"),
    ("muted", "ink-muted", "#5b564e"),
    ("accent", "accent (tarum)", "#0e4f63"),
    ("tint", "accent-tint", "#e7f0f2"),
    ("soga", "soga", "#9a531b"),
    ("warn", "warn-tint", "#fff4da"),
    ("danger", "danger", "#a3211b"),
    ("ok", "ok", "#1c6238"),
]
DIMENSIONS = [
    {"key": "gov", "icon": "bank", "name": "Smart Governance"},
    {"key": "bra", "icon": "megaphone", "name": "Smart Branding"},
    {"key": "eco", "icon": "shop", "name": "Smart Economy"},
    {"key": "liv", "icon": "house-heart", "name": "Smart Living"},
    {"key": "soc", "icon": "people", "name": "Smart Society"},
    {"key": "env", "icon": "tree", "name": "Smart Environment"},
]
STEPS = [
    {
        "number": 1,
        "state": "done",
        "state_text": "disetujui",
        "what": ["Isu, SWOT, kesiapan, kesenjangan", "Disetujui 28 Juli 2023"],
    },
    {
        "number": 2,
        "state": "done",
        "state_text": "disetujui",
        "what": ["Visi, sasaran, strategi, program", "Bimtek II, 2–3 Agustus"],
    },
    {
        "number": 3,
        "state": "now",
        "state_text": "sedang berjalan",
        "what": ["Peta jalan dan quick win", "Bimtek III, 6–7 September"],
    },
    {
        "number": 4,
        "state": "todo",
        "state_text": "belum mulai",
        "what": ["Tinjauan, pembekuan, komitmen", "Bimtek IV, 9–10 Oktober"],
    },
]
GATE = [
    {
        "ok": False,
        "text": "Dua program belum punya indikator.",
        "detail": "Etalase Salak dan Kopi, Pasar Nontunai",
        "url": "#k8",
        "label": "Buka kedua program",
    },
    {"ok": True, "text": "Visi dan empat misi sudah ditulis."},
]
PROGRAMS = [
    ("Banter", "Banjarnegara Pelayanan Terpadu", "DPMPTSP", 2450000000, "done", "Lengkap"),
    ("Tikete Nyong", "", "Disparbud", 780000000, "back", "Dikembalikan"),
    (
        "Liontin Milan",
        "Layanan kesehatan calon pengantin, ibu hamil, dan balita bebas stunting",
        "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan KB",
        1250000000,
        "part",
        "Sebagian",
    ),
]
YEARS = range(2024, 2034)
ROADMAP = [  # dimension key, program, first and last year, millions a year
    ("gov", "Banter", 2024, 2026, 817),
    ("liv", "Liontin Milan", 2024, 2028, 250),
    ("env", "Bank Sampah Induk", 2026, 2033, 140),
]
MATRIX = [
    ("Dinas Kesehatan", ["done", "done", "part", "none"], "2 dari 4"),
    ("Dinas Pariwisata dan Kebudayaan", ["done", "back", "part", "done"], "2 dari 4"),
]
MINE = mark_safe("<p>Data pemeriksaan dari <mark>35 puskesmas dicatat satu kali</mark>.</p>")
THEIRS = mark_safe("<p>Data pemeriksaan dari <mark>puskesmas dan RSUD disatukan</mark>.</p>")
PIECES = [
    {"kind": "same", "text": "Data dari "},
    {"kind": "del", "text": "seluruh puskesmas"},
    {"kind": "same", "text": " "},
    {"kind": "ins", "text": "35 puskesmas"},
    {"kind": "same", "text": " dicatat satu kali."},
]
MESSAGES = [
    {
        "by": "Dr. Dewi Pramesti",
        "at": datetime(2023, 8, 23, 9, 20, tzinfo=UTC),
        "quote": "35 puskesmas",
        "text": "Mohon sebutkan sumber dan tahun datanya.",
    },
    {
        "by": "Siti Rahmawati, S.K.M.",
        "at": datetime(2023, 8, 24, 1, 15, tzinfo=UTC),
        "text": "Profil Kesehatan 2022, tabel 4.",
    },
]
ANSWERED = [
    {
        "by": "Agus Wibowo",
        "at": datetime(2023, 8, 25, 2, 0, tzinfo=UTC),
        "text": "Sudah dikoreksi menjadi 8 destinasi.",
    },
]


def road_rows():
    """The roadmap as rows of cells: the years with money, and those without."""
    return [
        {
            "key": key,
            "name": name,
            "cells": [amount if first <= year <= last else None for year in YEARS],
        }
        for key, name, first, last, amount in ROADMAP
    ]


@login_not_required
def components(request):
    """All components on one page."""
    sample = {
        "asked": ASKED,
        "colours": COLOURS,
        "dimensions": DIMENSIONS,
        "steps": STEPS,
        "gate": GATE,
        "programs": PROGRAMS,
        "years": YEARS,
        "road": road_rows(),
        "matrix": MATRIX,
        "mine": MINE,
        "theirs": THEIRS,
        "pieces": PIECES,
        "thread": MESSAGES,
        "answered": ANSWERED,
        "form": sample_form(),
        "rows": SampleRowsForm(),
        "filter": SampleFilter({"dim": "liv"}),
        "facts": [("Dokumen", "Pengesahan Masterplan"), ("Daerah", "Kabupaten Banjarnegara")],
        "page": Paginator(range(552), 50).page(2),
        "due": timezone.localdate() + timedelta(days=11),
        "day": date(2023, 11, 21),
        "moment": datetime(2023, 8, 23, 3, 42, tzinfo=UTC),
    }
    return render(request, "smartcity/components.html", sample)
