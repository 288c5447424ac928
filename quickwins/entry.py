"""What the profile of a quick win holds, as plain parts: to write, to join, to tell apart."""

from typing import Any

from quickwins.models import QuickWin

KIND = "quickwin"  # of its revisions
Parts = dict[str, Any]


def parts_of(quickwin: QuickWin) -> Parts:
    """The texts by name, the risks and the milestones as wholes."""
    risks = [(row.text, row.likelihood, row.impact, row.mitigation) for row in quickwin.risks.all()]
    return {name: getattr(quickwin, name) for name in QuickWin.PROFILE_FIELDS} | {
        "risks": tuple(risks),
        "milestones": tuple((row.month, row.text) for row in quickwin.milestones.all()),
    }


def told(parts: Parts) -> list[tuple[str, str]]:
    """A profile as pairs of label and words; what is empty is left out."""
    texts = [(label_of(name), parts[name]) for name in QuickWin.PROFILE_FIELDS]
    risks = [
        (
            f"Risiko {number}",
            f"{text}; kemungkinan {likelihood} dari 5; dampak {impact} dari 5;"
            f" penanganan: {mitigation}",
        )
        for number, (text, likelihood, impact, mitigation) in enumerate(parts["risks"] or (), 1)
    ]
    months = [
        (f"Tonggak {number}", f"Bulan {month}: {text}")
        for number, (month, text) in enumerate(parts["milestones"] or (), 1)
    ]
    return [pair for pair in [*texts, *risks, *months] if pair[1]]


def label_of(name: str) -> str:
    """What a reader calls a text of the profile."""
    label = str(QuickWin._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def belongs_to(part: str):
    """Whether a label of a told profile speaks of this part."""
    starts = {"risks": "Risiko ", "milestones": "Tonggak "}
    if part in starts:
        return lambda label: label.startswith(starts[part])
    own = label_of(part)
    return lambda label: label == own
