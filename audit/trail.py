"""How a line gets into the trail."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from audit.models import Event


def record(actor, verb: str, target=None, **data: Any) -> Event:
    """Write one line of the trail, inside the transaction of the deed that it tells of.

    `verb` is `thing.done` in the past ("stage.submitted"). `target` is the object it was done to;
    its region is found through its `region` attribute, so that a region's trail is one query.
    `data` must hold no password, token or personal number.
    """
    region = getattr(target, "region", None)
    if target is not None and target._meta.model_name == "region":
        region = target
    return Event.objects.create(
        actor=actor,
        actor_name=_name_of(actor, region),
        verb=verb,
        target_type=ContentType.objects.get_for_model(target) if target is not None else None,
        target_id=target.pk if target is not None else None,
        target_name=str(target)[:250] if target is not None else "",
        region_code=region.code if region else "",
        data=data,
    )


def _name_of(actor, region):
    """Who it was, as she was called then; who did it for the coordinator says so."""
    if actor is None:
        return "Simpul"
    if region and actor.is_deputy_in(region.pk):
        return f"{str(actor)[:130]} (wakil koordinator)"
    return str(actor)
