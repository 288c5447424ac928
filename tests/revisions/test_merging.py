"""What one person wrote in two windows becomes one text, and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from revisions.html_blocks import blocks
from revisions.merge import merge_items
from revisions.tokens import digest

TABLE = "<table><tbody><tr><td><p>1</p></td></tr></tbody></table>"


def merged(base, first, second):
    """Both texts as one, or None; all that is known of `base` are the digests of its blocks."""
    began = [digest(block) for block in blocks(base)]
    joined = merge_items(began, blocks(first), blocks(second))
    return None if joined is None else "".join(joined)


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)


def test_changes_of_different_paragraphs_are_both_there():
    base = paragraphs("Satu.", "Dua.", "Tiga.")

    joined = merged(
        base, paragraphs("Satu, baru.", "Dua.", "Tiga."), paragraphs("Satu.", "Dua.", "Tiga, baru.")
    )

    assert joined == paragraphs("Satu, baru.", "Dua.", "Tiga, baru.")


def test_a_paragraph_that_went_and_one_that_came_are_both_taken():
    base = paragraphs("Satu.", "Dua.", "Tiga.")

    assert merged(base, paragraphs("Dua.", "Tiga."), base + paragraphs("Empat.")) == paragraphs(
        "Dua.", "Tiga.", "Empat."
    )


def test_the_same_paragraph_changed_twice_is_not_joined():
    base = paragraphs("Satu.", "Dua.")

    assert merged(base, paragraphs("Satu A.", "Dua."), paragraphs("Satu B.", "Dua.")) is None


def test_two_things_put_into_the_same_place_are_not_joined():
    base = paragraphs("Satu.", "Dua.")

    assert merged(base, base + "<p>A</p>", base + "<p>B</p>") is None


def test_the_same_change_made_twice_is_one_change():
    base = paragraphs("Satu.", "Dua.")
    both = paragraphs("Satu.", "Dua, baru.")

    assert merged(base, both, both) == both


def test_a_text_is_taken_apart_at_its_outermost_elements():
    html = f"<p>Satu<br>lagi</p>{TABLE}<ul><li><p>a</p></li></ul>"

    assert blocks(html) == ["<p>Satu<br>lagi</p>", TABLE, "<ul><li><p>a</p></li></ul>"]


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=8)


@given(WORDS, WORDS, WORDS)
def test_joining_with_an_unchanged_text_gives_the_changed_one(base, changed, other):
    base, changed, other = paragraphs(*base), paragraphs(*changed), paragraphs(*other)

    assert merged(base, base, changed) == changed
    assert merged(base, changed, base) == changed
    joined = merged(base, changed, other)
    if joined is not None:  # a block that either of them brought is in it
        new = (set(blocks(changed)) | set(blocks(other))) - set(blocks(base))
        assert new <= set(blocks(joined))
