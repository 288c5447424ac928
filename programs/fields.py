"""The number fields of the program forms. The worksheets use them too, so they live below."""

from tables.number_fields import CountField, DecimalField, NumberField, RupiahField, YearField

__all__ = ["CountField", "DecimalField", "NumberField", "RupiahField", "YearField"]
