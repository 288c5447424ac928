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
