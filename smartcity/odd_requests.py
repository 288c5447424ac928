"""Requests that no form and no link of ours makes: answered by a page of ours, without an alarm.

An address with a zero byte, with a number that no table can hold, or longer than any of ours; a
host that is not ours; a form in another encoding than UTF-8. What was typed comes back to be
copied, unless the request came under a foreign name.
"""

from django.core.exceptions import DisallowedHost
from django.http import Http404, QueryDict
from django.shortcuts import render

from smartcity.lost_forms import typed_texts

LONGEST = 4094  # letters of an address, as many as web servers take
LARGEST = 2**31 - 1  # the largest number that every integer column holds
FORM = "application/x-www-form-urlencoded"
UTF_8 = {"", "utf-8", "utf8"}

FOREIGN = (
    "Nama situs ini tidak dikenal.",
    "Alamat yang Anda buka bukan alamat resmi situs ini. Periksa alamatnya di peramban.",
)
TOO_LONG = (
    "Alamat ini terlalu panjang.",
    "Mungkin alamatnya tersalin dua kali. Mulailah lagi dari halaman utama.",
)
NOT_THERE = (
    "Halaman ini tidak ada.",
    "Alamatnya memuat huruf yang tidak dapat dipakai. Mulailah lagi dari halaman utama.",
)
ZERO_BYTE = (
    "Kiriman ini tidak dapat kami baca, jadi tidak disimpan.",
    "Di dalamnya ada huruf yang tidak terlihat (NUL). Salin tulisan Anda, hapus huruf itu, lalu"
    " kirim lagi.",
)
NOT_READ = (
    "Kiriman ini tidak dapat kami baca, jadi tidak disimpan.",
    "Peramban mengirim isian dalam sandi huruf selain UTF-8. Salin tulisan Anda, buka lagi halaman"
    " formulirnya, tempelkan, lalu kirim.",
)


def answer_odd_requests(get_response):
    """Middleware: after what needs no host, before everything that reads the form."""

    def middleware(request):
        return _odd(request) or get_response(request)

    def process_view(request, view, args, kwargs):
        for value in kwargs.values():
            if isinstance(value, int) and value > LARGEST:
                raise Http404("No row has this number.")

    def process_exception(request, fault):
        """Fields and filters refuse a zero byte themselves; this is for what comes further."""
        if isinstance(fault, ValueError) and "NUL" in str(fault):
            return _page(request, 400, ZERO_BYTE, _texts(request))
        return None

    middleware.process_view = process_view
    middleware.process_exception = process_exception
    return middleware


def _odd(request):
    address = request.get_full_path()
    try:
        request.get_host()
    except DisallowedHost:
        return _page(request, 400, FOREIGN)
    if len(address) > LONGEST:
        return _page(request, 414, TOO_LONG, _texts(request))
    if "\0" in request.path_info:
        return _page(request, 404, NOT_THERE, _texts(request))
    charset = request.content_params.get("charset", "").lower()
    if request.method == "POST" and charset not in UTF_8 and request.content_type == FORM:
        return _page(request, 415, NOT_READ, _in_other_letters(request, charset))
    return None


def _texts(request):
    if request.method != "POST" or request.content_params.get("charset", "").lower() not in UTF_8:
        return []
    return typed_texts(request)


def _in_other_letters(request, charset):
    """What was typed, read in the encoding that it came in; nothing when that cannot be."""
    try:
        if request.body.isascii():
            request.POST = QueryDict(request.body, encoding=charset)
        else:  # the whole body is in it, not only what is behind per cent signs
            request.POST = QueryDict(request.body.decode(charset).encode(), encoding="utf-8")
    except (LookupError, ValueError):
        return []
    return typed_texts(request)


def _page(request, status, words, texts=()):
    title, why = words
    page = {"title": title, "why": why, "status": status, "texts": texts}
    return render(request, "smartcity/odd_request.html", page, status=status)
