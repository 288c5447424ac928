"""How an event gets into a chain."""

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from trails.models import ChainLink, EventChain


@transaction.atomic
def append(key: str, verb: str, *, by, ends: bool = False, **data: Any) -> ChainLink:
    """Write one more event of the thing that `key` names, in the transaction of the deed.

    The chain is locked until that ends, so events of one thing stand in line. `ends` says that
    nothing is expected any more. `data` holds no password, token or personal number.
    """
    EventChain.objects.get_or_create(key=key)
    chain = EventChain.objects.select_for_update(no_key=True).get(key=key)
    number = chain.length + 1
    body, digest = canonical_text(
        {
            "chain": key,
            "number": number,
            "previous": chain.head,
            "at": timezone.now().isoformat(),
            "by": by.pk if by else None,
            "name": str(by) if by else "Simpul",
            "verb": verb,
            "data": data,
        }
    )
    link = ChainLink.objects.create(chain=chain, number=number, verb=verb, body=body, digest=digest)
    chain.length, chain.head, chain.ended = number, digest, ends
    chain.save(update_fields=["length", "head", "ended"])
    return link


def canonical_text(said: dict[str, Any]) -> tuple[str, str]:
    """One text for one meaning, and the SHA-256 of its UTF-8 bytes."""
    text = json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), cls=DjangoJSONEncoder
    )
    return text, digest_of(text)


def digest_of(text: str) -> str:
    """SHA-256 of the UTF-8 bytes, as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
