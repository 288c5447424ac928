"""What nobody is known to have changed says nothing, rather than "Tidak tercatat"."""

from django.template.loader import get_template


def test_no_page_says_that_something_is_not_recorded():
    source = get_template("assignments/_sheet.html").template.source

    assert "Tidak tercatat" not in source
