"""ICT staff are counted by functional post and education; pasted words find the post."""

import pytest

from analyses.columns import SDM_TIK
from analyses.models import Post
from tables.cells import Cell

COLUMN = next(column for column in SDM_TIK if column.name == "post")


@pytest.mark.parametrize(
    ("pasted", "post"),
    [
        ("Pranata Komputer", Post.COMPUTER),
        ("prakom", Post.COMPUTER),
        ("Sandiman", Post.CIPHER),
        ("staf", Post.EXECUTIVE),
        ("", ""),
    ],
)
def test_a_pasted_post_is_known_by_its_usual_words(pasted, post):
    assert COLUMN.read(Cell("text", pasted)) == post
