"""The look: parts that say what they need, a strict CSP, a light first load, plain errors."""

import gettext
import re
from html.parser import HTMLParser

import pytest
from django import forms
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.loader import render_to_string
from django.test import Client
from django.urls import include, path

from smartcity import urls as site
from smartcity.components import components
from smartcity.templatetags.simpul import STATE_ICONS
from tests.first_load import BUDGET, first_load
from tests.markup import one_line

ROOT = settings.BASE_DIR
TEMPLATES = ROOT / "templates"
OFF_PAGE = ("mail/", "account/email/", "exports/print/")  # letters and books carry their own style


def not_found(request):
    raise Http404


def not_allowed(request):
    raise PermissionDenied("Hanya pimpinan tim yang menyerahkan tahap.")


def broken(request):
    raise RuntimeError("secret of the house")


urlpatterns = [
    path("tidak-ada/", not_found),
    path("dilarang/", not_allowed),
    path("rusak/", broken),
    path("", include(site.urlpatterns)),
]


def pages():
    """Every template that becomes (part of) a web page."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        name = str(file.relative_to(TEMPLATES))
        if not name.startswith(OFF_PAGE) and "/mail/" not in name:
            yield name, file.read_text()


def test_every_icon_that_a_page_names_is_in_the_sprite():
    drawn = set(
        re.findall(r'<symbol id="i-([a-z0-9-]+)"', (ROOT / "static/img/icons.svg").read_text())
    )
    named = {
        (name, icon) for name, text in pages() for icon in re.findall(r'{% icon "([^"]+)"', text)
    }

    assert {pair for pair in named if pair[1] not in drawn} == set()
    assert set(STATE_ICONS.values()) <= drawn
    assert ("components/kop.html", "chevron-down") in named


def test_every_static_file_that_a_page_or_a_sheet_names_is_there():
    named = {
        (name, file)
        for name, text in pages()
        for file in re.findall(r"""{% static ['"]([^'"]+)['"]|["']/static/([^"'#]+)""", text)
        for file in file
        if file
    }
    for sheet in ("tokens", "simpul"):
        text = (ROOT / f"static/css/{sheet}.css").read_text()
        named |= {(sheet, file) for file in re.findall(r'url\("\.\./([^"]+)"\)', text)}

    assert [pair for pair in sorted(named) if finders.find(pair[1]) is None] == []
    assert ("tokens", "fonts/source-serif-4-latin-wght-normal.woff2") in named


def test_no_page_needs_an_exception_from_the_content_security_policy():
    """No style attributes, no handlers, no inline script: data blocks and files only."""
    wrong = []
    for name, text in pages():
        scripts = re.findall(r"<script\b[^>]*>", text)
        inline = [tag for tag in scripts if "src=" not in tag and "application/json" not in tag]
        markup = re.sub(r"{#.*?#}", "", text)
        found = (
            inline + re.findall(r'\s(?:style|on[a-z]+)="', markup) + re.findall("<style", markup)
        )
        wrong += [(name, one) for one in found]

    assert wrong == []


def test_every_part_says_what_it_expects():
    parts = {
        name: text
        for name, text in pages()
        if name.startswith("components/") or "/_" in name or name.startswith("simpul/")
    }

    silent = [
        name
        for name, text in parts.items()
        if not (comment := re.match(r"({%[^%]*%}\s*)*({#.*#}\s*|{% comment %}[^%]*)+", text))
        or ("{{" in text and not re.search("Expects|Optional", comment[0]))
    ]
    assert silent == []
    assert len(parts) > 30


def test_every_component_is_used():
    used = "".join(text for _name, text in pages())
    tags = "".join(file.read_text() for file in (ROOT / "smartcity/templatetags").glob("*.py"))

    unused = [
        file.name
        for file in (TEMPLATES / "components").glob("*.html")
        if f'"components/{file.name}"' not in used + tags
    ]
    assert unused == []


def test_no_colour_is_written_outside_the_tokens():
    sheet = (ROOT / "static/css/simpul.css").read_text()
    allowed = re.findall(
        r"^\.sp-stage.*$|^\.sp-dim__tile.*$", sheet, re.MULTILINE
    )  # the hall screen

    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet)
    assert len(colours) == len(re.findall(r"#[0-9a-fA-F]{3,8}\b", "\n".join(allowed)))


class Outline(HTMLParser):
    """Ids, and what refers to them."""

    def __init__(self):
        super().__init__()
        self.ids, self.references, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.append((tag, attrs))
        self.ids += [attrs["id"]] if attrs.get("id") else []
        for name in ("aria-labelledby", "aria-describedby", "for"):
            self.references += (attrs.get(name) or "").split()


def outline_of(html):
    outline = Outline()
    outline.feed(html)
    return outline


@pytest.mark.django_db
def test_the_components_page_stands_whole_for_a_stranger(client):
    response = client.get("/komponen/")
    outline = outline_of(response.text)

    assert response.status_code == 200
    assert "Komponen Simpul" in response.text
    assert [one for one in outline.ids if outline.ids.count(one) > 1] == []
    assert set(outline.references) - set(outline.ids) == set()
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_the_first_load_of_a_page_is_below_200_kilobytes(client):
    html = client.get("/komponen/").text

    assert "css/simpul.css" in html
    assert first_load(html) < BUDGET


class Sample(forms.Form):
    name = forms.CharField(
        label="Nama",
        help_text="Paling panjang 35 huruf",
        widget=forms.TextInput({"placeholder": "x"}),
    )
    partner = forms.CharField(label="Mitra", required=False)
    kind = forms.ChoiceField(label="Jenis", choices=[("a", "Baru")], widget=forms.RadioSelect)
    quick = forms.BooleanField(label="Quick win", required=False)

    def clean(self):
        raise forms.ValidationError("Periode terbalik.")


def test_a_field_has_its_label_above_its_help_before_and_its_error_after_the_box():
    html = one_line(str(Sample({})))
    order = [
        html.index('<label class="form-label" for="id_name">'),
        html.index('id="id_name_helptext"'),
        html.index('<input type="text" name="name" class="form-control"'),
        html.index('id="id_name_error"'),
    ]
    box = next(attrs for tag, attrs in outline_of(html).tags if attrs.get("id") == "id_name")

    assert order == sorted(order)
    assert box["aria-describedby"] == "id_name_helptext id_name_error"
    assert box["aria-invalid"] == "true"
    assert "placeholder" not in box


def test_only_what_may_stay_empty_says_so():
    html = str(Sample())

    assert html.count("(boleh dikosongkan)") == 1
    assert html.index("Mitra") < html.index("(boleh dikosongkan)") < html.index("Jenis")


def test_the_error_summary_counts_names_and_leads_to_the_fields():
    html = one_line(str(Sample({})))

    assert "Tiga hal perlu diperbaiki" in html
    assert '<a href="#id_name">Nama</a>' in html
    assert "Periode terbalik." in html
    assert 'role="alert" tabindex="-1" data-focus' in html
    assert set(outline_of(html).references) <= set(outline_of(html).ids)


def test_a_form_without_errors_has_no_summary():
    assert "sp-callout" not in str(Sample())


def test_our_words_stand_before_those_of_the_packages():
    assert Sample({}).errors["name"] == ["Isian ini masih kosong. Tulis atau pilih isinya."]


def test_the_compiled_words_are_those_of_the_list():
    folder = ROOT / "locale/id/LC_MESSAGES"
    with (folder / "django.mo").open("rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog
    listed = re.findall(
        r'^msgstr(?:\[0\])? "(.+)"$', (folder / "django.po").read_text(), re.MULTILINE
    )
    listed = [text.replace('\\"', '"') for text in listed]

    compiled = [text for text in catalog.values() if "Plural-Forms" not in text]
    assert sorted(compiled) == sorted(listed)


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/tidak-ada/", 404, "Halaman ini tidak ada, atau tidak dibuka untuk akun Anda."),
        ("/entah/", 404, "Halaman ini tidak ada, atau tidak dibuka untuk akun Anda."),
        ("/dilarang/", 403, "Hanya pimpinan tim yang menyerahkan tahap."),
        ("/rusak/", 500, "Halaman ini gagal dibuka. Yang sudah tersimpan aman."),
    ],
)
def test_an_error_page_says_what_happened_and_what_was_kept(
    lead, signed_in, address, status, sentence
):
    browser = signed_in(lead)
    browser.raise_request_exception = False

    response = browser.get(address)

    assert response.status_code == status
    assert sentence in response.text
    assert "tersimpan" in response.text or "simpan tetap ada" in response.text
    assert "secret of the house" not in response.text


@pytest.mark.django_db
def test_a_form_that_was_open_too_long_is_told_apart_from_a_lack_of_rights():
    response = Client(enforce_csrf_checks=True).post("/akun/masuk/", {"login": "a@b.example"})

    assert response.status_code == 403
    assert "Formulir ini terlalu lama terbuka" in response.text


def test_the_pages_for_unreadable_and_too_many_requests_stand_without_a_person(rf):
    assert "tidak dapat kami baca" in render_to_string("400.html")
    assert "Terlalu banyak percobaan" in render_to_string("429.html", {"messages": []}, rf.get("/"))


def test_the_components_view_is_open_to_strangers():
    assert components.login_required is False


@pytest.mark.django_db
def test_the_components_page_shows_every_control_and_every_way_to_lay_fields_out(client):
    html = one_line(client.get("/komponen/").text)
    kinds = {"text", "number", "date", "email", "url", "password", "hidden", "radio", "checkbox",
             "file"}  # fmt: skip

    assert kinds <= set(re.findall(r'<input type="([a-z]+)"', html))
    for part in (
        "<textarea", "<optgroup", "<details", 'class="sp-filter"',
        'class="sp-years"', "sp-table--inputs", "data-row>", 'class="sp-grid-3"', "sp-row-tools",
        "data-save-state", "data-plain-only", "invalid-feedback", "(boleh menyusul)",
        "(boleh dikosongkan)", "di luar masa", "Berkas sekarang",
    ):  # fmt: skip
        assert part in html, part
