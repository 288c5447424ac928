"""How tests read a page and send its form back, as a browser does."""

from django.utils.html import strip_tags

from programs.documents import ProgramDocument


def words(response):
    """The text of a page in one line."""
    text = strip_tags(response.content.decode().replace("<", " <"))
    return " ".join(text.split()).replace(" :", ":")


def boxes(response):
    """What stands in the boxes of the shown form, by name."""
    forms = response.context["forms"]
    parts = [forms.main, forms.schedule, forms.budget, *forms.partners, *forms.indicators]
    return {field.html_name: field.value() for part in parts for field in part}


def sent(response, **said):
    """The shown form sent back as a browser does, with what is said changed."""
    forms = response.context["forms"]
    data = {}
    for part in (forms.main, forms.schedule, forms.budget, *forms.partners, *forms.indicators):
        for field in part:
            value = field.value()
            if isinstance(value, list):
                data[field.html_name] = [getattr(one, "pk", one) for one in value]
            elif field.widget_type not in ("checkbox", "checkboxselectmultiple"):
                data[field.html_name] = "" if value is None else value
    for rows in (forms.partners, forms.indicators):
        data[f"{rows.prefix}-TOTAL_FORMS"] = len(rows.forms)
        data[f"{rows.prefix}-INITIAL_FORMS"] = 0
    return data | said


# A program with something in every part of the form.
FULL = {
    "expansion": "Banjarnegara Pelayanan Terpadu",
    "beneficiaries": "Warga desa",
    "beneficiaries_count": "21.000",
    "schedule-2024": "prepare",
    "schedule-2025": "build",
    "budget-2024-apbd": "Rp 1.250.000.000",
    "budget-2025-csr": "1,25 M",
    "budget-2026-apbd": "0",
    "indicators-0-name": "Layanan selesai sehari",
    "indicators-0-unit": "persen",
    "indicators-0-baseline": "84,6",
    "indicators-0-baseline_year": "2022",
    "indicators-0-target_2024": "90",
    "indicators-0-target_2025": "92,5",
    "partners-0-name": "TP PKK",
    "partners-0-helix": "community",
}


def written_in(program):
    """The revisions of a program, the newest first."""
    return ProgramDocument(program.masterplan, program).revisions()
