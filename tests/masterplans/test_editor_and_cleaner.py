"""What the editor allows the server allows, and nothing else: one list, seen from both sides."""

import json
import random

import pytest
from playwright.sync_api import expect

from bench.texts import largest_section_html
from masterplans.rich_text import clean
from revisions.html_text import count_words
from tests.masterplans.conftest import editor_of
from tests.masterplans.test_rich_text import ALLOWED, PIECES, tags_and_attributes

pytestmark = pytest.mark.django_db(transaction=True)

# Every tag and attribute of the list, as the editor writes them.
EVERYTHING = (
    "<h3>Judul</h3><h4>Anak judul</h4>"
    "<p><strong>tebal</strong> <em>miring</em> <u>garis</u> H<sub>2</sub>O m<sup>2</sup><br>baris"
    ' <a href="https://bps.go.id">BPS</a><span class="fn">Catatan &amp; &lt;sumber&gt;</span></p>'
    "<ul><li><p>Satu</p><ul><li><p>Anak</p></li></ul></li></ul>"
    '<ol start="3"><li><p>Tiga</p></li></ol><ol type="a"><li><p>Huruf a</p></li></ol>'
    "<blockquote><p>Kutipan</p></blockquote><hr>"
    "<table><caption>Nama</caption><tbody>"
    '<tr><th colspan="2"><p>A</p></th><th rowspan="2"><p>B</p></th></tr>'
    '<tr><td rowspan="2"><p>1</p></td><td><p>2</p></td></tr>'
    '<tr><td colspan="2"><p>3</p></td></tr></tbody></table>'
    '<figure><img src="/masterplan/banjarnegara-2024/isi/berkas/7/" alt="Peta &quot;desa&quot;">'
    "<figcaption>Peta <em>desa</em></figcaption></figure><p></p>"
)
# Every element of HTML that is not on the list, with every kind of attribute.
ELEMENTS = (
    "abbr acronym address applet area article aside audio b base bdi bdo big button canvas center"
    " cite code col colgroup data datalist dd del details dfn dialog dir div dl dt embed fieldset"
    " font footer form frame frameset h1 h2 h5 h6 header hgroup i iframe input ins kbd label legend"
    " link main map mark marquee math menu meta meter nav noscript object optgroup option output"
    " param picture pre progress q rp rt ruby s samp script search section select slot small source"
    " strike style summary svg template textarea tfoot thead time title track tt var video wbr"
)
ATTRIBUTES = (
    'style="color:red" class="fn x" id="a" onclick="alert(1)" onerror="alert(1)" data-x="1"'
    ' title="t" width="9" height="9" align="center" bgcolor="red" dir="rtl" lang="en" name="n"'
    ' contenteditable="true" tabindex="1" href="javascript:alert(1)" src="https://x.example/y.png"'
    ' srcset="https://x.example/z.png 2x" target="_blank" rel="opener" type="a" start="-1"'
    ' colspan="0" rowspan="9999" scope="row" colwidth="80"'
)
ON_THE_LIST = "p h3 h4 strong em u ul ol li blockquote a table tr th td sub sup figure span"

THROUGH_THE_EDITOR = """(texts) => texts.map((html) => {
    window.editor.commands.setContent(html, {emitUpdate: true});
    return document.querySelector("textarea[name=body]").value;
})"""


@pytest.fixture
def through_the_editor(editing, page, violations):
    """`through_the_editor(texts)` gives each text as the editor, having read it, writes it.

    What the policy blocks meanwhile (styles of the texts) is as it should be.
    """
    page.add_init_script(
        "addEventListener('editor:ready', (event) => (window.editor = event.detail.editor))"
    )
    # Pictures that the texts name are not there, and nothing here is to be saved.
    page.route("**/berkas/**", lambda route: route.fulfill(status=204))
    page.route("**/isi/*/", lambda route: _only_opening(route))

    editing()

    def go(texts):
        return page.evaluate(THROUGH_THE_EDITOR, texts)

    yield go
    page.close()
    violations.clear()


def _only_opening(route):
    if route.request.method == "GET":
        return route.continue_()
    answer = {"state": "saved", "base": "0", "at": "10.00", "messages": {}}
    return route.fulfill(json=answer)


def test_everything_on_the_list_comes_back_from_both_as_it_was(through_the_editor, section):
    assert tags_and_attributes(EVERYTHING) == ALLOWED

    assert through_the_editor([EVERYTHING]) == [EVERYTHING]
    assert clean(EVERYTHING, section.masterplan) == EVERYTHING


def test_nothing_else_comes_through_either(through_the_editor, section):
    texts = [f"<p>a</p><{tag} {ATTRIBUTES}>b</{tag}><p>c</p>" for tag in ELEMENTS.split()]
    texts += [f"<{tag} {ATTRIBUTES}>b</{tag}><p>c</p>" for tag in ON_THE_LIST.split()]
    texts += [f"<table><tr><{tag} {ATTRIBUTES}>b</{tag}></tr></table>" for tag in ("td", "th")]

    for text, written in zip(texts, through_the_editor(texts), strict=True):
        assert tags_and_attributes(written) <= ALLOWED, text
        assert tags_and_attributes(clean(text, section.masterplan)) <= ALLOWED, text
        for trace in ("alert", "x.example", "red", "opener"):
            assert trace not in written, text
            assert trace not in clean(text, section.masterplan).replace("alert(1)b", ""), text


def test_the_server_keeps_whatever_the_editor_writes(through_the_editor, section):
    chance = random.Random(3)
    pieces = [*PIECES.split("|"), "<blockquote>", "</li>", "<sub>", "</sub>", "<hr>", "<u>", "</u>"]
    own = "/masterplan/banjarnegara-2024/isi/berkas/1/"
    texts = [
        "".join(chance.choices(pieces, k=chance.randint(1, 25))).replace("=x>", f"={own}>")
        for _ in range(400)
    ]
    texts.append(largest_section_html())

    for text, written in zip(texts, through_the_editor(texts), strict=True):
        kept = clean(written, section.masterplan)
        assert kept == written or not (kept or count_words(written)), json.dumps(text)


def test_a_picture_of_another_plan_comes_through_neither(through_the_editor, section):
    text = '<figure><img src="/masterplan/kota-lain/isi/berkas/1/" alt="x"></figure><p>a</p>'

    assert "<img" not in through_the_editor([text])[0]
    assert "<img" not in clean(text, section.masterplan)


def test_the_largest_text_counts_alike_on_both_sides(through_the_editor, page):
    text = largest_section_html()

    assert through_the_editor([text]) == [text]
    told = page.locator("[data-word-count]")
    expect(told).to_have_text(f"{count_words(text):,}".replace(",", "."))
    expect(editor_of(page).locator("table")).to_have_count(20)
