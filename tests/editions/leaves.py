"""Walking through a snapshot: every value that is no list and no object."""


def leaves(content):
    """`{place: [(holder, key), …]}`: where the values of each kind stand.

    A place is written without numbers: `programs[].budget[].amount`. Null where an object could
    stand is none of them.
    """
    found = {}

    def walk(value, place, holder, key):
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{place}.{name}" if place else name, value, name)
        elif isinstance(value, list):
            for number, inner in enumerate(value):
                walk(inner, f"{place}[]", value, number)
        else:
            found.setdefault(place, []).append((holder, key))

    walk(content, "", None, None)
    holders = {place.rpartition(".")[0] for place in found}
    return {place: those for place, those in found.items() if place not in holders}
