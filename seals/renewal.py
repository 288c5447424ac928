"""A signed file that is to be kept for decades gets a new time stamp before the last one ends.

What proves when a file was signed is a token whose certificate ends, too. A later document time
stamp (PAdES B-LTA) covers everything before it, so the proof goes on as long as somebody renews it
in time. It is one revision more: the earlier bytes stay, and so do all signatures.
"""

import asyncio
import datetime as dt
import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import (
    MultivaluedAttributeError,
    NonexistentAttributeError,
    SigningError,
    find_unique_cms_attribute,
)
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko.sign.validation import DocumentSecurityStore, async_validate_pdf_timestamp
from pyhanko_certvalidator.errors import ValidationError

from authority.authorities import Authority
from authority.timestamps import timestamper
from limits.threads import in_own_thread
from seals.sealing import SealingError, ready, validation_context

EARLY = dt.timedelta(days=365)  # a year in which the yearly sweep may fail once


def stamped_until(pdf: bytes) -> dt.datetime | None:
    """When the certificate of the newest time stamp ends; None when the file has no time stamp.

    A document time stamp counts before those inside signatures.
    """
    reader = PdfFileReader(io.BytesIO(pdf))
    if stamps := reader.embedded_timestamp_signatures:
        return stamps[-1].signer_cert.not_valid_after
    ends = [_token_ends(one) for one in reader.embedded_regular_signatures]
    return min((end for end in ends if end), default=None)


def is_due(pdf: bytes, *, now: dt.datetime | None = None) -> bool:
    """Whether a file should get a new time stamp: it has none, or one that ends within a year."""
    end = stamped_until(pdf)
    return end is None or end - (now or dt.datetime.now(dt.UTC)) < EARLY


def renew_timestamp(pdf: bytes, *, authority: Authority) -> bytes:
    """The file with one document time stamp more, over all of it; it begins with the same bytes.

    What checking the former stamp takes (certificates, revocation lists of today) comes along.
    SealingError when the authority cannot stamp, or the former stamp is not good any more: then it
    is too late, and somebody has to look.
    """
    authority = ready(authority)
    try:
        stamped = in_own_thread(lambda: asyncio.run(_stamp(pdf, authority)))
    except (SigningError, PdfError, TimestampRequestError, ValidationError) as error:
        raise SealingError("Penanda waktu tidak dapat ditambahkan pada berkas ini.") from error
    if not stamped.startswith(pdf):
        raise SealingError("Penanda waktu yang baru mengubah isi berkas, sehingga dibuang.")
    return stamped


async def _stamp(pdf: bytes, authority: Authority) -> bytes:
    context = validation_context(authority)
    stamps = PdfFileReader(io.BytesIO(pdf)).embedded_timestamp_signatures
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    if stamps:
        status = await async_validate_pdf_timestamp(stamps[-1], context, skip_diff=True)
        if not (status.intact and status.valid and status.trusted):
            raise SealingError("Penanda waktu terakhir pada berkas ini tidak lagi berlaku.")
        DocumentSecurityStore.supply_dss_in_writer(
            writer, None, paths=(status.validation_path,), validation_context=context
        )
    stamper = PdfTimeStamper(timestamper(authority), field_name=f"waktu_{len(stamps) + 1:02d}")
    out = await stamper.async_timestamp_pdf(
        writer,
        "sha256",
        validation_context=context,
        dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
    )
    return out.getvalue()


def _token_ends(signature) -> dt.datetime | None:
    """When the certificate of a signature's own time stamp ends."""
    try:
        found = find_unique_cms_attribute(
            signature.signer_info["unsigned_attrs"], "signature_time_stamp_token"
        )
    except (NonexistentAttributeError, MultivaluedAttributeError):
        return None
    token = found["content"]
    serials = {info["sid"].chosen["serial_number"].native for info in token["signer_infos"]}
    return min(
        one.chosen.not_valid_after
        for one in token["certificates"]
        if one.chosen.serial_number in serials
    )
