"""Table of contents, lists of tables, figures and abbreviations: fields, with their lines."""

from wordfiles.document import WordFile
from wordfiles.elements import SPACE, Letters, field, run, text_run, w

CONTENTS = 'TOC \\o "1-3" \\h \\z \\u'
KINDS = ("Tabel", "Gambar")


def write_lists(file: WordFile, html, book, at: int) -> None:
    """Put the lists into the body at this place, when all headings and captions are known."""
    prefixes = html.prefixes  # before the number of the page: "III-"
    made = [_title("Daftar Isi", is_first=not book.forewords)]
    entries = [(f"TOC{level}", text, anchor) for level, text, anchor in html.headings]
    made.append(_contents(_list(file, CONTENTS, entries, prefixes)))
    for kind in KINDS:
        named = [(text, anchor) for of, text, anchor in html.captions.written if of == kind]
        entries = [("TableofFigures", *caption) for caption in named]
        if entries:
            made.append(_title(f"Daftar {kind}"))
            made += _list(file, f'TOC \\h \\z \\c "{kind}"', entries, prefixes)
    if book.abbreviations:
        made.append(_title("Daftar Singkatan"))
        made += [_abbreviation(short, meaning) for short, meaning in book.abbreviations]
    for element in reversed(made):
        file.body.insert(at, element)


def _title(text, is_first=False):
    properties = w("pPr", w("pStyle", val="TOCHeading"), None if is_first else w("pageBreakBefore"))
    return w("p", properties, text_run(text))


def _contents(paragraphs):
    """What Word offers to make anew with one click."""
    kind = w("docPartObj", w("docPartGallery", val="Table of Contents"), w("docPartUnique"))
    return w("sdt", w("sdtPr", kind), w("sdtContent", *paragraphs))


def _list(file, code, entries, prefixes):
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set(SPACE, "preserve")
    begin = [
        run(w("fldChar", fldCharType="begin")),
        run(instruction),
        run(w("fldChar", fldCharType="separate")),
    ]
    paragraphs = [_entry(file, *entry, prefixes) for entry in entries]
    if not paragraphs:
        return [w("p", *begin, run(w("fldChar", fldCharType="end")))]
    first = paragraphs[0]
    for number, element in enumerate(begin):
        first.insert(1 + number, element)
    end = w("p", w("pPr", w("pStyle", val="Pemisah")), run(w("fldChar", fldCharType="end")))
    return [*paragraphs, end]


def _entry(file, style, text, anchor, prefixes):
    name = file.name_of(anchor)
    return w(
        "p",
        w("pPr", w("pStyle", val=style)),
        w(
            "hyperlink",
            text_run(text),
            run(w("tab")),
            text_run(prefixes.get(anchor, "")),
            *field(f"PAGEREF {name} \\h", "…"),
            anchor=name,
            history=1,
        ),
    )


def _abbreviation(short, meaning):
    return w(
        "p",
        w("pPr", w("tabs", w("tab", val="left", pos=1700)), w("ind", left=1700, hanging=1700)),
        text_run(short, Letters(bold=True)),
        run(w("tab")),
        text_run(meaning),
    )
