"""gunicorn's worker, with a page of ours for what is too long to reach Django."""

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

PAGE = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>{title} · Simpul</title>
<link rel="stylesheet" href="/static/css/tokens.css">
<link rel="stylesheet" href="/static/css/simpul.css">
</head><body><main id="isi" class="sp-main"><div class="sp-wrap"><div class="sp-narrow">
<h1>{title}</h1><p>Yang sudah tersimpan tetap ada. <a href="/">Ke halaman utama</a></p>
</div></div></main></body></html>
"""
TOO_LONG = "Alamat ini terlalu panjang."
TOO_MUCH = "Peramban mengirim terlalu banyak keterangan. Hapus kuki situs ini, lalu coba lagi."
ANSWERS = {
    LimitRequestLine: ("414 URI Too Long", TOO_LONG),
    LimitRequestHeaders: ("431 Request Header Fields Too Large", TOO_MUCH),
}


class WebWorker(ThreadWorker):
    """Threads, as gunicorn makes them when it is told a number of threads."""

    def handle_error(self, req, client, addr, exc):
        """What is said of a request that gunicorn itself turns away; the rest is told as before."""
        known = next((said for kind, said in ANSWERS.items() if isinstance(exc, kind)), None)
        if known is None:
            super().handle_error(req, client, addr, exc)
            return
        status, title = known
        body = PAGE.format(title=title).encode()
        head = (
            f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        try:
            write_nonblock(client, head.encode() + body)
        except OSError:  # it is gone already
            self.log.debug("A refusal could not be sent.")
