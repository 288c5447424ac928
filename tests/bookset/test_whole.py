"""All books as one file: every page, link and tag of each is in it, and the same every time."""

import io

import pikepdf
import pytest
from django.urls import reverse

from bookset.whole import WholeSetError, draft_as_one, edition_as_one
from exports.book_content import BookContent, BookSection, BookText, Chapter, Foreword
from exports.book_typesetting import typeset
from exports.models import PrintJob, PrintState
from tests.exports.conftest import opened, plan  # noqa: F401 - fixtures
from typesetting.binding import BindingError, bind


def small_book(number, title, *, is_draft=True):
    words = BookText(f'<p>Isi {title}. <a href="ref:bagian-1-1">Lihat bagian 1.1</a></p>')
    section = BookSection("1.1", f"Bagian {title}", "bagian-1-1", (words,))
    foreword = Foreword("Kata pengantar", "bagian-pengantar", (words,), "Contoh, Mei 2026")
    return BookContent(
        number, title, "", "Masterplan", "Kabupaten Contoh", "2026–2030", "Pemerintah",
        "Draf", "Contoh, Mei 2026", (Chapter(1, "Bab", "Isi.", (section,)),),
        forewords=(foreword,), is_draft=is_draft,
    )  # fmt: skip


@pytest.fixture(scope="module")
def files():
    return [
        (title, typeset(small_book(n, title, is_draft=False)).pdf)
        for n, title in enumerate("AB", 1)
    ]


def test_drafts_are_bound_without_tags(opened):  # noqa: F811
    draft = typeset(small_book(1, "A")).pdf

    opened(bind([("A", draft), ("B", draft)], title="Draf, semua")).check()


def test_each_book_keeps_its_pages_numbers_links_and_outline(files, opened):  # noqa: F811
    whole = bind(files, title="Masterplan, semua")
    single = [len(pikepdf.open(io.BytesIO(content)).pages) for _, content in files]

    opened(whole).check()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        labels = [page.label for page in pdf.pages]
        names = pikepdf.NameTree(pdf.Root.Names.Dests)
        targets = [
            str(link.A.D)
            for page in pdf.pages
            for link in page.obj.get("/Annots", [])
            if "/A" in link and "/D" in link.A
        ]
        with pdf.open_outline() as outline:
            tree = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert pdf.docinfo["/Title"] == "Masterplan, semua"
        assert pikepdf.Name.Document == pdf.Root.StructTreeRoot.K[0].S
        index = {page.objgen: n for n, page in enumerate(pdf.pages)}
        assert index[names["1.bagian-1-1"][0].objgen] < single[0]
        assert index[names["2.bagian-1-1"][0].objgen] >= single[0]
    assert len(labels) == sum(single)
    assert labels.count("I-1") == 2
    assert [name for name, _ in tree] == ["A", "B"]
    assert all("Bab I Bab" in children for _, children in tree)
    assert {target.split(".")[0] for target in targets} == {"1", "2"}
    assert set(targets) <= set(names)


def test_the_same_books_give_the_same_bytes(files):
    assert bind(files, title="X") == bind(files, title="X")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing"])
def test_what_is_no_book_is_refused(files, content):
    with pytest.raises(BindingError):
        bind([*files, ("C", content)], title="X")


def finished(plan, number, content, lead):  # noqa: F811
    return PrintJob.objects.create(
        masterplan=plan, number=number, requested_by=lead, state=PrintState.DONE,
        finished_at="2026-05-01T00:00Z", sha256="a" * 64, pdf=content, pages=1,
    )  # fmt: skip


def test_a_draft_is_one_file_when_all_its_books_are_made(plan, files, signed_in, lead):  # noqa: F811
    client, page = signed_in(lead), reverse("bookset:draft", args=[plan.slug])
    for number in range(1, 5):
        finished(plan, number, files[0][1], lead)

    with pytest.raises(WholeSetError, match="Susun dahulu Buku 5, lalu"):
        draft_as_one(plan)
    refused = client.get(page, follow=True)
    assert "Susun dahulu Buku 5, lalu unduh semuanya." in refused.content.decode()
    finished(plan, 5, files[1][1], lead)
    answer = client.get(page)

    assert answer.content == draft_as_one(plan)
    assert "semua-buku-draf" in answer["Content-Disposition"]
    listed = client.get(reverse("exports:books", args=[plan.slug])).content.decode()
    listed = " ".join(listed.split())
    assert page in listed
    assert "Isi: Pendahuluan, Visi dan Sasaran Smart City Daerah" in listed
    assert "Bagian Awal" not in listed
    assert "Dasar Penyusunan, Proses Penyusunan" in listed
    assert edition_as_one(plan, 1) is None
