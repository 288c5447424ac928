"""The one door through which a view gets an object."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def find_for(user, manager, **lookup):
    """The one object that this is, if `user` may know of it, else None.

    `get_for` then gives her the same object without asking again: the frame of a page and its view
    both want the masterplan that the page is about. Forgotten with the user object, that is with
    the request.
    """
    thing = manager.visible_to(user).filter(**lookup).first()
    user.found = {(manager, *lookup.items()): thing}
    return thing


def get_for(user, permission: str, queryset, **lookup):
    """Fetch one object for `user`.

    404 when she may not know that it exists; 403 when she may see it but not do this to it.
    """
    thing = getattr(user, "found", {}).get((queryset, *lookup.items()))
    if thing is None:
        thing = get_object_or_404(queryset.visible_to(user), **lookup)
    if not user.has_perm(permission, thing):
        raise PermissionDenied
    return thing
