"""Pages of which the head alone is drawn."""

import pytest
from django.template import engines

from tests.progress.walking import HEADS_ALONE


@pytest.fixture
def heads_alone(settings):
    """Pages without what stands around and below their head."""
    templates = [dict(one) for one in settings.TEMPLATES]
    templates[0]["DIRS"] = [HEADS_ALONE, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates
    assert engines["django"].engine.dirs[0] == HEADS_ALONE
