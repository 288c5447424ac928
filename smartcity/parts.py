"""A part of a page and the page itself may have one address; a browser must not take one for the
other when it goes back."""

from django.utils.cache import patch_cache_control, patch_vary_headers


def keep_parts_apart(get_response):
    """Says of every answer that it depends on who asks: htmx, or the browser for a whole page.

    A part is not stored at all: not every browser looks at `Vary` when somebody goes back.
    """

    def middleware(request):
        if request.htmx.history_restore_request:  # htmx went back: it puts a whole page in place
            request.META.pop("HTTP_HX_REQUEST")
            request.__dict__.pop("headers", None)  # Django keeps what it read
        response = get_response(request)
        patch_vary_headers(response, ["HX-Request", "HX-Boosted"])
        if request.htmx:
            patch_cache_control(response, no_store=True)
        return response

    return middleware
