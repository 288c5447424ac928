"""An eye on what a page reads: django-zeal raises where a query is asked once for each row."""

from zeal.listeners import zeal_context

OF_ALLAUTH = "/akun/"


def watch_pages(get_response):
    """Watch pages that are opened.

    What is saved is not watched: the one verb reads a document before it writes and again after,
    which looks the same from outside, and a table is saved row by row on purpose. Nor are the pages
    of allauth: its list of devices asks for the person of each.
    """

    def answer(request):
        if request.method != "GET" or request.path.startswith(OF_ALLAUTH):
            return get_response(request)
        with zeal_context():
            return get_response(request)

    return answer
