from pathlib import Path

import pytest

from letters.delivery import send_due


@pytest.fixture
def mail_files(settings):
    """Lets the letters that are due leave; the text of all that left."""

    def read():
        send_due()
        return "\n".join(path.read_text() for path in Path(settings.MAIL_DIR).glob("*.log"))

    return read
