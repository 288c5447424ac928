"""Rows that were merged into another one: they stay, and can come back as they were.

Only data moves here; who may, what is recorded and what is refused is said in `compiling.py`.
A row is merged into a standing one, never into one that was merged itself.
"""

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from analyses.models import Finding, SwotEntry, TowsLink


def place_of(finding: Finding) -> tuple:
    """Where a row is printed: rows of one place can be merged and put in order."""
    where = getattr(finding, "subdimension_id", None) or finding.dimension_id
    return type(finding), where, getattr(finding, "kind", "")


def join(target: Finding, others: Iterable[Finding]) -> dict[Finding, dict]:
    """Put rows, with what was merged into them, behind `target`.

    The strategies that joined them join the target from now on; each row keeps which ones, so that
    `part` can give them back. The answer tells the same of each row that stands behind the target.
    """
    keys = [other.pk for other in others]
    brought = list(type(target).objects.filter(Q(pk__in=keys) | Q(merged_into__in=keys)))
    links = _move_links(target, brought) if isinstance(target, SwotEntry) else {}
    for row in brought:
        row.merged_into = target
    moved = type(target).objects.filter(pk__in=[row.pk for row in brought])
    moved.update(merged_into=target, changed_at=timezone.now())
    if links:
        for row in brought:
            row.moved_links = links[row.pk]
        SwotEntry.objects.bulk_update(brought, ["moved_links"])
    return {row: links.get(row.pk, {}) for row in brought}


def part(finding: Finding) -> None:
    """Let a merged row stand by itself again, with the strategies that it brought along."""
    target = finding.merged_into
    finding.merged_into, finding.order = None, target.order
    finding.save(update_fields=["merged_into", "order", "changed_at"])
    if isinstance(finding, SwotEntry):
        _return_links(target, finding)
        finding.moved_links = None
        finding.save(update_fields=["moved_links"])


def _move_links(target, rows):
    """Of each row: the strategies that it brought, and the target's own ones."""
    own = list(target.links.values_list("strategy_id", flat=True))
    now = {row.pk: [] for row in rows}
    for link in TowsLink.objects.filter(entry__in=rows):
        now[link.entry_id].append(link.strategy_id)
    # What was merged before has no links any more; it knows what it once brought.
    links = {
        row.pk: {"own": own, "brought": _links_of(row).get("brought", now[row.pk])}
        if row.merged_into_id
        else {"own": own, "brought": now[row.pk]}
        for row in rows
    }
    fresh = {strategy for some in now.values() for strategy in some} - set(own)
    TowsLink.objects.filter(entry__in=rows).delete()
    TowsLink.objects.bulk_create(
        TowsLink(strategy_id=strategy, entry=target) for strategy in sorted(fresh)
    )
    return links


def _return_links(target, finding):
    links = _links_of(finding)
    linked = target.links.filter(strategy__in=links.get("brought", []))
    back = list(linked.values_list("strategy_id", flat=True))  # strategies may be gone meanwhile
    TowsLink.objects.bulk_create(TowsLink(strategy_id=strategy, entry=finding) for strategy in back)
    kept = set(links.get("own", []))
    for other in target.origins.exclude(pk=finding.pk):
        kept |= set(_links_of(other).get("brought", []))
    target.links.filter(strategy__in=set(back) - kept).delete()


def _links_of(finding) -> dict:
    """What a merged row keeps of its strategies."""
    return finding.moved_links or {}
