"""Which form fills which kind of worksheet rows."""

from analyses import forms, inventory_forms
from analyses.forms import FindingForm
from analyses.kinds import Kind

FORMS: dict[str, type[FindingForm]] = {
    "isu": forms.IssueForm,
    "swot": forms.SwotForm,
    "tows": forms.TowsForm,
    "kesiapan": forms.ReadinessForm,
    "kesenjangan": forms.GapForm,
    "gagasan": forms.IdeaForm,
    "regulasi": inventory_forms.RegulationForm,
    "aplikasi": inventory_forms.ApplicationForm,
    "sdm-tik": inventory_forms.IctStaffForm,
    "belanja-tik": inventory_forms.IctSpendingForm,
    "kata-kunci": inventory_forms.VisionKeywordForm,
}


def form_of(kind: Kind) -> type[FindingForm]:
    """The form of a kind's rows."""
    return FORMS[kind.slug]
