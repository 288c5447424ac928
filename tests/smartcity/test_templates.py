"""What the source of a template shows: nothing that breaks a sentence when it is formatted."""

import re

from django.conf import settings

from tests.markup import GAPS, UNSEEN, stray_spaces

TEMPLATES = settings.BASE_DIR / "templates"
COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}", re.S)
TRIMMED = re.compile(r"({% text as \w+ %})\s+|\s+({% endtext %})")
TAG = re.compile(r"{%-?\s*(\w+)(.*?)%}", re.S)
STRAY = re.compile(r"\S*\s(?:\[if\]|\[end\])?(?:[,;:!?)]|\.(?!\w|\.))|\(\s")


def sources():
    """Every template by its name: pages, books and letters."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        yield str(file.relative_to(TEMPLATES)), COMMENT.sub("", file.read_text())


def sentences(source):
    """The source without markup: a bar for each block, a dot for each variable, tags as `[if]`."""
    source = re.sub(r"{{.*?}}", "·", TRIMMED.sub(r"\1\2", source), flags=re.S)
    source = UNSEEN.sub(" ", TAG.sub(_short, source))
    source = re.sub(rf"\s*</?(?:{GAPS})\b[^<>]*>\s*", "|", source)
    return re.sub(r"<[^<>]*>", "", source)


def _short(tag):
    name, rest = tag.groups()
    if name in ("if", "elif") and "forloop" not in rest:  # a list says its commas by itself
        return "[if]"
    return "[end]" if name.startswith("end") else "[]"


def test_no_template_leaves_a_space_before_a_comma():
    found = {(name, part) for name, text in sources() for part in STRAY.findall(sentences(text))}

    assert found == set()


def test_such_a_space_is_found_in_templates_and_on_pages():
    for source in (
        "{{ a }}\n  {% if b %}, {{ b }}{% endif %}",
        "{{ a }} <b>x\n</b>: y",
        "( {{ a }})",
    ):
        assert STRAY.search(sentences(source)), source
    for source in (
        "{% for a in b %}{% if not forloop.first %}, {% endif %}{{ a }}{% endfor %}.",
        "{{ a }}{% if b %}, {{ b }}\n{% endif %}",
        "{% text as c %}\n  {% if b %}, {{ b }}{% endif %}\n{% endtext %}",
        '<p data-at=" , ">{{ a }}</p>\n: ',
    ):
        assert not STRAY.search(sentences(source)), source

    assert stray_spaces("<p>Warga <b>desa</b>\n , 21</p> (<i> a</i>)") == ["desa ,", "( a)"]
    assert stray_spaces("<p>a</p> .docx, lalu … <textarea>a , b</textarea>") == []


BY_HAND = re.compile(
    r"\.(?:as_field_group|as_widget|as_p|as_div|as_table|id_for_label|auto_id)\b"
    r"|{% for \w+ in \w*form(?:\.(?:visible|hidden)_fields)? %}"
    r"|{{ *\w*form\.\w+ *}}|{{ *(?:field|box)\b[^}]*}}"
    r'|<(?:input|select|textarea)\b(?!(?:[^<>]|{%.*?%})*?type="hidden")'
)
# Why a template draws a field, or a control that is no field, all the same.
DRAWS = {
    "tables/_grid_row.html": "cells of the grid",
    "worksheets/_evidence.html": "a cell of the grid: a file",
    "compiling/_pokja_row.html": "ticks and numbers of a list that is one form",
    "assignments/_matrix_row.html": "ticks of the matrix",
    "assignments/participation.html": "ticks of the matrix",
    "commitments/_signing_order.html": "a box for each row of a table",
    "commitments/print/frozen.html": "places to sign, which become fields of the PDF",
    "components/error_summary.html": "names the fields that must be mended",
    "components/form_errors.html": "names what no field shows",
    "components/kop.html": "the search box of every page, which is no page's form",
    "mandates/_joining_row.html": "a tick and boxes for each row of a table",
    "masterplans/_editor_dialogs.html": "what the editor asks; a script reads it, no form",
    "assignments/_writers_row.html": "boxes for each row of a table",
    "assignments/writers.html": "a box for each chapter of a table",
    "masterplans/_revision_row.html": "rings that choose two rows of a list",
    "mfa/authenticate.html": "a value that the browser's passkey fills",
    "mfa/totp/_secret.html": "the secret as text",
    "mfa/webauthn/add_form.html": "tells the script which field a passkey fills",
    "mfa/webauthn/reauthenticate.html": "tells the script which field a passkey fills",
    "regions/invite_staff.html": "two boxes for each row of a table",
    "regions/_pasted_tick.html": "ticks of a list that is one form",
    "revisions/_history_line.html": "rings that choose two rows of a list",
    "smartcity/_typed.html": "what was typed, to be copied; nothing is sent",
    "stages/_kept_words.html": "what was typed, to be copied; nothing is sent",
    "strategy/_aim_form.html": "a line of aims, which its form lays out (`grid`)",
}


def test_fields_are_drawn_by_layouts_and_by_no_template():
    found = {name for name, text in sources() if BY_HAND.search(text) and "simpul/" not in name}

    assert found == set(DRAWS)
