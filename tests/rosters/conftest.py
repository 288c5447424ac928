"""A province and a kabupaten with the small tables: programs of missions, participants, members."""

import pytest

from dimensions.models import SubDimension
from regions.models import Level
from tests.factories import (
    AlignmentFactory,
    ProgramFactory,
    RegionFactory,
)
from tests.plans import give_dimensions


@pytest.fixture
def programs(masterplan, agency):
    """Two programs, of two sub-dimensions."""
    give_dimensions(masterplan)
    parts = SubDimension.objects.filter(dimension__set=masterplan.dimension_set)[:2]
    return [
        ProgramFactory(masterplan=masterplan, subdimension=part, agency=agency, name=name)
        for part, name in zip(parts, ("Banter", "Sapawarga"), strict=True)
    ]


@pytest.fixture
def alignment(masterplan, programs):
    """A row of the RPJMD that names no program yet."""
    return AlignmentFactory(
        masterplan=masterplan,
        mission="Mewujudkan tata kelola yang bersih",
        dimension=programs[0].subdimension.dimension,
    )


@pytest.fixture
def places(masterplan):
    """The plan is a province's; its two kabupaten."""
    masterplan.region.level, masterplan.region.parent = Level.PROVINCE, None
    masterplan.region.save()
    return [
        RegionFactory(code=code, name=name, parent=masterplan.region)
        for code, name in (("32.05", "Garut"), ("32.06", "Tasikmalaya"))
    ]
