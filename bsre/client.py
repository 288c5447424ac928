"""Sign by BSrE: one file, one person, one question that is never repeated by itself.

NIK, passphrase and code are handed on at once and kept nowhere: not in a log, a table, a queue or
an exception. So all of this happens in the request of the person who has typed them.
"""

import ssl

import urllib3
from django.core.exceptions import ImproperlyConfigured
from django.views.decorators.debug import sensitive_variables
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    NewConnectionError,
    SSLError,
)

from bsre import wire
from bsre.appearances import Appearance
from bsre.errors import (
    AGAIN,
    AnswerError,
    BsreError,
    RefusedError,
    UncertainError,
    UnreachableError,
    may_not_sign,
    refusal,
)
from bsre.servers import EsignServer, server_for
from bsre.wire import Call, Reply

CONNECT_SECONDS = 10
ADDITION = 8 * 1024 * 1024  # what a signature may add at most
NOT_SENT = (NewConnectionError, ConnectTimeoutError, LocationValueError)
NOBODY_KNOWS = (502, 503, 504)  # said by what stands before the service, which may have signed
OK = 200


@sensitive_variables()
def sign_pdf(
    pdf: bytes,
    *,
    nik: str,
    passphrase: str = "",
    totp: str = "",
    appearance: Appearance,
    server: EsignServer | None = None,
) -> bytes:
    """The file with one signature of BSrE more, which begins with the very bytes given.

    The person's certificate is asked for first: only with ISSUE is anything sent. Whether the
    signature is good is for the caller to check. Raises RefusedError (nothing was signed),
    UnreachableError (nothing was sent), UncertainError (nobody knows: not to be repeated before
    somebody has looked), AnswerError (an answer that is not this file with a signature).
    """
    server = server or _the_server()
    status = status_of(nik, server=server)
    if status != "ISSUE":
        raise may_not_sign(status)
    request = wire.sign_request(
        server, pdf, nik=nik, passphrase=passphrase, totp=totp, appearance=appearance
    )
    answer = ask(server, request, most=2 * len(pdf) + ADDITION, changes=True)
    signed = wire.file_in(answer) if answer.http == OK else None
    if signed is None:
        signed = _fetch_or_raise(server, answer, secrets=(nik, passphrase, totp))
    return checked(pdf, signed)


@sensitive_variables("nik", "request")
def status_of(nik: str, *, server: EsignServer | None = None) -> str:
    """What BSrE says of a person's certificate: ISSUE, EXPIRED, NOT_REGISTERED … .

    Asking changes nothing. Raises RefusedError and UnreachableError.
    """
    server = server or _the_server()
    request = wire.status_request(server, nik)
    answer = ask(server, request)
    status = wire.status_in(answer) if answer.http == OK else ""
    if not status or status.isdigit():
        raise refusal(answer.http, answer.json(), (nik,))
    return status


@sensitive_variables("nik", "request")
def send_totp(nik: str, *, server: EsignServer | None = None) -> None:
    """Let BSrE send the person a code for one file (version 2)."""
    request = wire.totp_request(nik)
    answer = ask(server or _the_server(), request)
    if answer.http != OK or answer.json().get("error"):
        raise refusal(answer.http, answer.json(), (nik,))


def download(document_id: str, *, server: EsignServer | None = None) -> bytes:
    """The signed file that version 1 keeps under this name until it was fetched once."""
    server = server or _the_server()
    if not document_id.replace("-", "").replace("_", "").isalnum():
        raise AnswerError(f"Layanan BSrE menyebut nomor dokumen yang tidak dikenal. {AGAIN}")
    answer = ask(server, Call("GET", f"/api/sign/download/{document_id}"), most=4 * ADDITION)
    signed = wire.file_in(answer) if answer.http == OK else None
    if signed is None:
        raise RefusedError("Layanan BSrE tidak lagi menyimpan dokumen ini.")
    return signed


def signatures_found(pdf: bytes, *, server: EsignServer | None = None) -> int:
    """How many signatures the service itself finds in a file."""
    server = server or _the_server()
    answer = ask(server, wire.verify_request(server, pdf))
    if answer.http != OK:
        raise refusal(answer.http, answer.json())
    return wire.signatures_in(answer)


def checked(sent: bytes, signed: bytes) -> bytes:
    """The signed file, if it is what was sent with something added; else AnswerError."""
    if len(signed) <= len(sent) or not signed.startswith(sent):
        raise AnswerError(
            "Layanan BSrE mengembalikan berkas yang bukan kelanjutan dari berkas yang dikirim."
            " Tanda tangan itu tidak dipakai. Beri tahu pengelola situs."
        )
    return signed


@sensitive_variables("secrets")
def _fetch_or_raise(server, answer, secrets):
    """The file where the answer only names it; else the error that the answer is."""
    told = answer.json()
    if answer.http in NOBODY_KNOWS:
        raise UncertainError
    if answer.http != OK or told.get("error"):
        raise refusal(answer.http, told, secrets)
    if not answer.document_id:
        raise AnswerError("Layanan BSrE menjawab tanpa dokumen. Beri tahu pengelola situs.")
    failed = None
    try:
        return download(answer.document_id, server=server)
    except BsreError:
        failed = UncertainError(document_id=answer.document_id)
    raise failed


@sensitive_variables("request", "headers", "given")
def ask(server, request, *, most=ADDITION, changes=False) -> Reply:
    """One question over the wire. What `changes` something and is lost on the way is uncertain.

    The exception of the network is never chained: its frames hold what was sent.
    """
    headers = urllib3.make_headers(basic_auth=f"{server.user}:{server.password}")
    given = {"json": request.json} if request.json is not None else {"fields": request.fields}
    problem, document_id = None, ""
    try:
        with _pool(server) as pool:
            response = pool.request(
                request.method,
                server.url + request.path,
                headers=headers,
                preload_content=False,
                redirect=False,
                **{name: value for name, value in given.items() if value is not None},
            )
            with response:
                answer = Reply(response.status, dict(response.headers))
                document_id = answer.document_id
                return Reply(answer.http, answer.headers, _body(response, most))
    except NOT_SENT:
        problem = UnreachableError(f"Layanan BSrE tidak dapat dihubungi. {AGAIN}")
    except (HTTPError, OSError, ValueError) as error:
        problem = _lost(changes and not _is_distrust(error), document_id)
    raise problem


def _is_distrust(error):
    """Whether the server's certificate was refused: then nothing has been sent."""
    inner = error.args[0] if isinstance(error, SSLError) and error.args else None
    return isinstance(inner, ssl.SSLCertVerificationError)


def _lost(changes, document_id):
    if changes:
        return UncertainError(document_id=document_id)
    return UnreachableError(f"Layanan BSrE tidak menjawab. {AGAIN}")


def _pool(server):
    return urllib3.PoolManager(
        num_pools=1,
        retries=False,
        timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=server.seconds),
        cert_reqs="CERT_REQUIRED",
        ca_certs=server.ca or None,
    )


def _body(response, most):
    body = response.read(most + 1)
    if len(body) > most:
        raise ValueError("longer than any answer may be")
    return body


def _the_server():
    server = server_for()
    if server is None:
        raise ImproperlyConfigured("SIMPUL_BSRE_URL names the service of BSrE.")
    return server
