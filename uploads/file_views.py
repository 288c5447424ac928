"""The answer that gives a kept file to somebody of whom the view knows that she may have it."""

from django.http import FileResponse, Http404

# Shown in the page; everything else is only ever downloaded.
INLINE = {"image/png", "image/jpeg"}


def file_response(kept) -> FileResponse:
    """The stored bytes, under a policy in which even a hostile file can do nothing.

    `kept` is a row with `file`, `mime` and `name`. Raises Http404 when its bytes are gone.
    """
    try:
        content = kept.file.open("rb")
    except OSError as error:
        raise Http404("Berkas ini tidak ada lagi di penyimpanan.") from error
    response = FileResponse(
        content,
        content_type=kept.mime,
        as_attachment=kept.mime not in INLINE,
        filename=kept.name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, max-age=600"
    return response
