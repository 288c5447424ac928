"""Whether the chains are what was written: each change, gap, insertion and reordering, by name."""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from authority.authorities import load_authority
from indonesian import tanggal
from trails.chains import digest_of
from trails.models import ChainLink, EventChain, HeadStamp
from trails.tokens import is_stamped

Source = Callable[[], Iterable[str]]
_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Register what else has to agree with the chains: it answers sentences, one for each fault."""
    if source not in _sources:
        _sources.append(source)


def faults_found() -> Iterator[str]:
    """A sentence for each fault of the chains, their stamps, and what else has to agree."""
    chains = list(EventChain.objects.all())
    for chain in chains:
        yield from _faults_of(chain)
    yield from _stamp_faults({chain.key: chain for chain in chains})
    for source in _sources:
        yield from source()


def _faults_of(chain) -> Iterator[str]:
    """What is wrong in one chain; `awaited` is the number that has to come next."""
    awaited, previous = 1, ""
    for link in chain.links.order_by("number", "pk").iterator():
        if link.number > awaited:
            yield f"{chain.key}: {_missing(awaited, link.number)} hilang."
            previous = None  # nobody knows what stood there
        if fault := _fault_of(link, chain.key, previous):
            yield f"{chain.key}, peristiwa ke-{link.number} ({link.verb}): {fault}"
        awaited, previous = link.number + 1, link.digest
    if awaited <= chain.length:
        yield f"{chain.key}: {_missing(awaited, chain.length + 1)} hilang."
    elif (chain.length, chain.head) != (awaited - 1, previous):
        yield f"{chain.key}: peristiwa terakhir bukan yang dicatat pada rantainya."


def _fault_of(link, key, previous) -> str:
    """What is wrong with one link after the one with this digest (None: it is not known)."""
    said = _read(link.body)
    if digest_of(link.body) != link.digest:
        return "isinya diubah."
    if (said.get("chain"), said.get("number")) != (key, link.number):
        return f"dipindahkan; semula {said.get('chain')} ke-{said.get('number')}."
    if said.get("verb") != link.verb:
        return f"perbuatannya diubah; semula {said.get('verb')}."
    if previous is not None and said.get("previous") != previous:
        return "disisipkan, atau peristiwa sebelumnya diganti."
    return ""


def _stamp_faults(chains) -> Iterator[str]:
    """What is wrong with the stamps, and which chains are not what was stamped."""
    stamps = list(HeadStamp.objects.all())
    root = load_authority().root if stamps else None
    for before, stamp in pairwise([None, *stamps]):
        name = f"Penanda waktu ke-{stamp.number} ({tanggal(stamp.at.date())})"
        said = _read(stamp.body)
        digest, number = (before.digest, before.number + 1) if before else ("", 1)
        if digest_of(stamp.body) != stamp.digest or not is_stamped(
            stamp.token, stamp.digest, stamp.at, root
        ):
            yield f"{name}: isinya diubah."
            continue
        if (said.get("previous"), said.get("number"), stamp.number) != (digest, number, number):
            yield f"{name}: penanda sebelumnya hilang atau diganti."
        yield from _unlike(name, said.get("heads", {}), chains)


def _unlike(name, heads, chains):
    """Chains that are shorter or others than their stamped heads say."""
    for key, (length, head) in heads.items():
        if key not in chains:
            yield f"{name}: rantai {key} hilang."
            continue
        link = ChainLink.objects.filter(chain=chains[key], number=length).first()
        if link is None:
            yield f"{key}: peristiwa ke-{length} hilang, padahal ada pada {name.lower()}."
        elif link.digest != head:
            yield (
                f"{key}: peristiwa sampai ke-{length} ditulis ulang;"
                f" tidak sama dengan {name.lower()}."
            )


def _missing(first, after):
    """Words for a gap in the numbers."""
    if after - first == 1:
        return f"peristiwa ke-{first}"
    return f"peristiwa ke-{first} sampai ke-{after - 1}"


def _read(body):
    """The object that a text is, or an empty one."""
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
