"""The one door through which a view gets an object."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def get_for(user, permission: str, queryset, **lookup):
    """Fetch one object for `user`.

    404 when she may not know that it exists; 403 when she may see it but not do this to it.
    """
    thing = get_object_or_404(queryset.visible_to(user), **lookup)
    if not user.has_perm(permission, thing):
        raise PermissionDenied
    return thing
