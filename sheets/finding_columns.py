"""The columns of a worksheet's sheet, made of the form that its pages use: a new kind of row,
or a new field of one, comes by itself."""

from django import forms
from django.db import models

from analyses.kinds import Kind
from regions.models import Agency, Region
from sheets.columns import (
    Choice,
    Choices,
    Column,
    Line,
    Number,
    Option,
    Text,
    Year,
    told_apart,
    yes_or_no,
)
from tables.number_fields import CountField, DecimalField, RupiahField, YearField

MOST_CHOICES = 5000


def columns_of(kind: Kind, form: forms.Form, region: Region) -> list[Column]:
    """A column for each box of the form that can be filled in a cell; files cannot."""
    return [
        _column(kind, name, field, region)
        for name, field in form.fields.items()
        if not isinstance(field.widget, forms.HiddenInput)
        and not isinstance(field, forms.FileField)
    ]


def _column(kind, name, field, region):
    label = str(field.label or name)
    own = {
        "name": name,
        "label": label[:1].upper() + label[1:],
        "hint": str(field.help_text),
        "required": str(field.error_messages["required"]) if field.required else "",
    }
    if isinstance(field, forms.BooleanField):
        return Choice(**own | {"required": ""}, width=14, options=yes_or_no("Ya", "Tidak"))
    if isinstance(field, forms.ModelMultipleChoiceField):
        return Choices(**own, width=36, options=_of_queryset(field, region))
    if isinstance(field, forms.ModelChoiceField):
        return Choice(**own, width=26, options=_of_queryset(field, region))
    if isinstance(field, forms.ChoiceField):
        return Choice(**own, width=24, options=_of_choices(field.choices))
    return _typed(kind, name, field, own)


def _typed(kind, name, field, own):
    """Numbers and texts, by the model's field where there is one."""
    stored = _stored(kind, name)
    if isinstance(field, forms.DecimalField) or isinstance(stored, models.DecimalField):
        return Number(**own, judge=DecimalField(required=False))
    if isinstance(stored, models.BigIntegerField):
        return Number(**own | {"judge": RupiahField(required=False)}, width=20, is_money=True)
    if isinstance(stored, models.IntegerField):
        if "year" in name:
            return Year(**own, judge=YearField(required=False))
        return Number(**own, judge=CountField(required=False))
    if isinstance(stored, models.TextField):
        return Text(**own, width=48)
    return Line(**own, width=36, longest=field.max_length)


def _stored(kind, name):
    names = {field.name for field in kind.model._meta.get_fields()}
    return kind.model._meta.get_field(name) if name in names else None


def _of_queryset(field, region):
    """Rows that the form offers. A row of another worksheet is chosen by its code as well."""
    if field.queryset.model is Agency:
        return _agencies(field, region)
    rows = field.queryset.all()[:MOST_CHOICES]
    return told_apart([Option(str(row.pk), field.label_from_instance(row)) for row in rows])


def _agencies(field, region):
    """All agencies of the region, those that the form offers to be chosen."""
    offered = set(field.queryset.values_list("pk", flat=True))
    return told_apart(
        [
            Option(str(one.pk), str(one), (one.name,), one.pk in offered)
            for one in region.agencies.all()
        ]
    )


def _of_choices(choices):
    """Choices, also those that stand under headings."""
    options = []
    for value, label in choices:
        if isinstance(label, list | tuple):
            options += [Option(str(key), str(word)) for key, word in label]
        elif value not in ("", None):
            options.append(Option(str(value), str(label)))
    return told_apart(options)
