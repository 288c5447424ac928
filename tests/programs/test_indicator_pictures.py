"""An indicator is drawn from its baseline to its target."""

from decimal import Decimal

from tests import factories as make


def test_an_indicator_is_drawn_from_baseline_to_target(masterplan, lead, signed_in):
    program = make.ProgramFactory(masterplan=masterplan)
    indicator = make.IndicatorFactory(
        program=program, name="Waktu tunggu", unit="menit", baseline=90, baseline_year=2023
    )
    for year, value in ((2024, 60), (2026, 15)):
        indicator.targets.create(year=year, value=Decimal(value))
    make.IndicatorFactory(program=program, name="Belum", baseline=None)

    response = signed_in(lead).get(program.get_absolute_url())

    [path] = response.context["paths"]
    assert path.caption == "Waktu tunggu"
    assert path.rows == [["2023 (nilai awal)", "90"], ["2024", "60"], ["2026", "15"]]
    assert response.content.decode().count('class="pic"') == 1
