"""The components that take many words, as tags: isolated like an include with `only`, but shorter.

A word that a component does not know is a TemplateSyntaxError. What they mean, its template says.
"""

from django import template

from assignments.still_open import what_is_open
from progress.areas import Area

register = template.Library()

AS_HIGH_AS_A_DRAWING = 15  # rows of a table


def _completed(words, subject):
    """The words, and those that were not given from the object that may know them."""
    return {
        name: getattr(subject, name, "") if word is None else word for name, word in words.items()
    }


@register.inclusion_tag("components/ask.html")
def ask(
    asked=None,
    *,
    title=None,
    kicker=None,
    why=None,
    due=None,
    do_label=None,
    do_url=None,
    do_icon=None,
    do_post=None,
    blocked=None,
    also_label=None,
    also_url=None,
    leave_label=None,
    leave_url=None,
    far=(),
    low=False,
):
    """What is asked of the reader now, the first block of a working page.

    `asked` is an object that knows some of these words itself: {% ask asked kicker=region %}.
    """
    words = locals()
    return _completed(words, words.pop("asked"))


@register.simple_tag(takes_context=True)
def checked(context, asked, area):
    """What a page asks, taken back where it says that all is there and the list knows better.

    {% checked asked "programs" as asked %}: `asked` knows `claims_all` and `with_open(rest)`, and
    `area` is an `Area`. A page below the list cannot ask it; so its claim is checked here.
    """
    if asked.claims_all:
        rest = what_is_open(context["masterplan"], context["request"].user, Area(area))
        if rest:
            asked.with_open(rest)
    return asked


@register.simple_tag
def far(text, done, total):
    """How far we are, for `ask`: {% far text 3 8 as reached %}{% ask far=reached … %}."""
    return text, done, total


@register.inclusion_tag("components/callout.html")
def callout(*, text, kind="", title="", level=2, items=(), link_label="", link_url="", role=""):
    """Something unusual about this page."""
    return locals()


@register.inclusion_tag("components/empty.html")
def empty_state(
    *, title, text, level=2, do_label="", do_url="", also_label="", also_url="", primary=False
):
    """A place without content yet: what it is for, and the first step."""
    return locals()


@register.inclusion_tag("components/picture.html")
def picture(drawn, *, beside=False, own_table=False):
    """A drawing of the package `pictures`, with its table folded below or beside it.

    Beside it a table that is about as high as the drawing stands open on a wide page.
    `own_table`: the page itself has the table of these figures, and a heading over both.
    """
    is_open = beside and len(drawn.rows) <= AS_HIGH_AS_A_DRAWING
    return {"picture": drawn, "beside": beside, "is_open": is_open, "own_table": own_table}


@register.inclusion_tag("components/submit.html")
def submit(*, label, leave_url="", leave_label="", name="", value="", saved=""):
    """The end of a long form."""
    return locals()


@register.inclusion_tag("components/verdict.html")
def verdict(ruling=None, *, kind=None, title=None, text=None, kicker="", do_label="", do_url=""):
    """The outcome of a verification; a `ruling` knows kind, title and text itself."""
    words = locals()
    return _completed(words, words.pop("ruling"))
