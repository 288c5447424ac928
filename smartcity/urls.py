"""Where every page lives. Paths are Indonesian, because users read them; names are English."""

from django.conf import settings
from django.urls import include, path

from operations.views import health, ready
from smartcity.components import components
from smartcity.home import home

handler500 = "smartcity.failures.failed"

urlpatterns = [
    path("", home, name="home"),
    path("sehat/", health, name="health"),
    path("sehat/siap/", ready, name="ready"),
    path("komponen/", components, name="components"),
    path("akun/", include("accounts.urls")),
    path("pki/", include("authority.urls")),
    path("verifikasi/", include("verification.urls")),
    path("", include("instruments.urls")),
    path("daerah/", include("monitoring.urls")),
    path("daerah/<str:code>/dasar/", include("mandates.urls")),
    path("daerah/<str:code>/kop-surat/", include("letterheads.urls")),
    path("daerah/<str:code>/lini-masa/", include("stages.region_urls")),
    path("daerah/<str:code>/masterplan/baru/", include("cohorts.plan_urls")),
    path("daerah/<str:code>/", include("regions.urls")),
    path("kalender/", include("bimtek.calendar_urls")),
    path("hadir/", include("attendance.scan_urls")),
    path("dimensi-saya/", include("reviews.own_urls")),
    path("undangan/", include("regions.invitation_urls")),
    path("tamu/", include("guest_signing.urls")),
    path("seremoni/", include("ceremonies.door_urls")),
    path("identitas/", include("identities.urls")),
    path("kohort/", include("monitoring.cohort_urls")),
    path("kohort/", include("cohorts.urls")),
    path("masterplan/<slug:slug>/", include("stages.urls")),
    path("masterplan/<slug:slug>/baca/", include("reviews.urls")),
    path("masterplan/<slug:slug>/", include("reviews.old_urls")),
    path("masterplan/<slug:slug>/kertas-kerja/", include("assignments.urls")),
    path("masterplan/<slug:slug>/pengingat/", include("reminders.urls")),
    path("masterplan/<slug:slug>/jadwal/", include("bimtek.urls")),
    path("masterplan/<slug:slug>/jadwal/", include("attendance.urls")),
    path("masterplan/<slug:slug>/catatan/", include("notes.urls")),
    path("narasumber/", include("notes.guest_urls")),
    path("masterplan/<slug:slug>/cari/", include("search.urls")),
    path("masterplan/<slug:slug>/isi/", include("masterplans.urls")),
    path("masterplan/<slug:slug>/analisis/pokja/", include("compiling.urls")),
    path("masterplan/<slug:slug>/analisis/", include("worksheets.urls")),
    path("masterplan/<slug:slug>/program/", include("portfolio.urls")),
    path("masterplan/<slug:slug>/program/", include("programs.urls")),
    path("masterplan/<slug:slug>/", include("strategy.urls")),
    path("masterplan/<slug:slug>/lembar/", include("sheets.urls")),
    path("masterplan/<slug:slug>/tabel/", include("rosters.urls")),
    path("daerah/<str:code>/tabel-sk/", include("rosters.region_urls")),
    path("masterplan/<slug:slug>/quick-win/", include("quickwins.urls")),
    path("masterplan/<slug:slug>/dokumen/word/", include("wordfiles.urls")),
    path("masterplan/<slug:slug>/dokumen/semua/", include("bookset.urls")),
    path("masterplan/<slug:slug>/dokumen/", include("exports.urls")),
    path("masterplan/<slug:slug>/pratinjau/", include("previews.urls")),
    path("masterplan/<slug:slug>/edisi/", include("editions.urls")),
    path("masterplan/<slug:slug>/data/", include("interchange.urls")),
    path("masterplan/<slug:slug>/penetapan/", include("enactments.urls")),
    path("masterplan/<slug:slug>/realisasi/", include("realisation.urls")),
    path("masterplan/<slug:slug>/komitmen/seremoni/", include("ceremonies.urls")),
    path("masterplan/<slug:slug>/komitmen/penandatangan/", include("signatory_lists.urls")),
    path("masterplan/<slug:slug>/komitmen/", include("commitments.urls")),
    path("masterplan/<slug:slug>/komitmen/", include("signing.urls")),
    path("penandatanganan/", include("signing.stuck_urls")),
    path("masterplan/<slug:slug>/pembatalan/", include("revocations.urls")),
]

if settings.EXAMPLE_SITE:
    urlpatterns.append(path("contoh/", include("example.urls")))
