"""Filters that write numbers, money and dates in Indonesian; indonesian/ does the work.

An empty value (None or "") gives empty text, so that a page may show what is not filled in yet.
"""

from datetime import datetime
from functools import wraps

from django import template
from django.utils import timezone

import indonesian

register = template.Library()


def _filter(function):
    """Register a function as a filter that leaves the empty empty."""

    @wraps(function)
    def guarded(value, *args):
        return "" if value is None or value == "" else function(value, *args)

    return register.filter(function.__name__, guarded)


def _local(value):
    """A moment on the current clock (the region's, where the page has activated it)."""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value


for _plain in (
    indonesian.angka,
    indonesian.rupiah,
    indonesian.rupiah_short,
    indonesian.juta,
    indonesian.many,
    indonesian.persen,
    indonesian.terbilang,
    indonesian.bulan,
    indonesian.jarak_hari,
    indonesian.titik,
):
    _filter(_plain)


@_filter
def tanggal(value):
    """20 September 2022."""
    return indonesian.tanggal(_local(value))


@_filter
def hari_tanggal(value):
    """Senin, 4 September 2023."""
    return indonesian.hari_tanggal(_local(value))


@_filter
def tanggal_terbilang(value):
    """hari Selasa, tanggal dua puluh satu bulan November tahun dua ribu dua puluh tiga."""
    return indonesian.tanggal_terbilang(_local(value))


@_filter
def pukul(value, zone=None):
    """10.42 WIB, in the given zone or the current one."""
    return indonesian.pukul(value, zone or timezone.get_current_timezone_name())


@_filter
def waktu(value, zone=None):
    """23 Agustus 2023, 16.20 WIB."""
    return indonesian.waktu(value, zone or timezone.get_current_timezone_name())
