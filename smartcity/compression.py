"""Pages are sent compressed, unless they show a secret (decision 0101)."""

from django.middleware.gzip import GZipMiddleware

PACKED = {"text/html", "text/csv", "text/calendar", "application/json", "image/svg+xml"}
# Pages that show or ask for something that nobody may guess: links of invitations and guests,
# one-time codes, addresses of private calendars, the secret of a second step.
SECRET = {
    "account", "accounts", "mfa", "usersessions", "invitations", "guest_signing", "door",
    "identities", "signing", "hadir", "calendar", "ceremonies", "example",
}  # fmt: skip


class PageCompression(GZipMiddleware):
    """Django's gzip, with bytes of random length in each answer, for pages and tables alone.

    Files are left as they are: PDF, pictures and workbooks are packed already, whoever downloads
    them wants their length, and whitenoise has packed the static ones before.
    """

    def process_response(self, request, response):
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in PACKED or _shows_a_secret(request):
            return response
        return super().process_response(request, response)


def _shows_a_secret(request) -> bool:
    match = request.resolver_match
    if match is None:  # an error in front of all pages
        return False
    return match.view_name.replace("_", ":").partition(":")[0] in SECRET or (
        match.namespace in SECRET
    )
