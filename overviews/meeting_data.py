"""The bimtek of a plan as the annex of its book prints them: when, opened by whom, who came."""

from collections import Counter
from datetime import date

from exports import analysis_blocks as analysis
from indonesian import MONTHS, angka, daftar, rentang_hari


def meetings(data, place):
    """The bimtek as they were held, with who came."""
    yield from meeting_tables(data, place.captions)


def meeting_tables(data, captions):
    """A table of all bimtek, then the daftar hadir of each one that somebody came to."""
    meetings = data.snapshot.get("meetings", [])  # editions of before have none
    if not meetings:
        return
    yield analysis.InventoryTable(
        captions.table("Pelaksanaan bimtek"),
        "meetings",
        ("Bimtek", "Hari dan jam", "Tempat", "Dibuka oleh", "Hadir"),
        tuple(_meeting_row(meeting) for meeting in meetings),
    )
    for meeting in meetings:
        if meeting["people"]:
            yield _list(meeting, captions)


def _meeting_row(meeting):
    days = rentang_hari(_day(meeting["first_day"]), _day(meeting["last_day"]))
    return (
        meeting["name"],
        f"{days}\npukul {meeting['hours']}",
        "\n".join(filter(None, [meeting["place"], meeting["mode"]])),
        meeting["opener"],
        _came(meeting),
    )


def _came(meeting):
    """How many came, and on which day how many; before that how many are expected."""
    people = meeting["people"]
    if not people:
        return f"diperkirakan {angka(meeting['expected'])} orang" if meeting["expected"] else ""
    counted = Counter(day for person in people for day in person["days"])
    days = [f"{_short(day)}: {angka(count)}" for day, count in sorted(counted.items())]
    said = f"{angka(len(people))} orang"
    if meeting["expected"]:
        said += f" dari {angka(meeting['expected'])} yang diperkirakan"
    return "\n".join([said, *days]) if len(days) > 1 else said


def _list(meeting, captions):
    days = sorted({day for person in meeting["people"] for day in person["days"]})
    when = rentang_hari(_day(days[0]), _day(days[-1]))
    heads, several = ("Nama", "Instansi", "Jabatan"), len(days) > 1
    return analysis.InventoryTable(
        captions.table(f"Daftar hadir {meeting['name']}, {when}"),
        "attendance-days" if several else "attendance",
        (*heads, "Hari") if several else heads,
        tuple(
            (who["name"], who["institution"], who["position"])
            + ((_days(who["days"]),) if several else ())
            for who in meeting["people"]
        ),
    )


def _days(texts):
    """ "23 dan 24 September", "31 Juli dan 1 Agustus": a month stands once, behind its days."""
    months: dict[int, list[str]] = {}
    for day in map(_day, texts):
        months.setdefault(day.month, []).append(str(day.day))
    return daftar(f"{daftar(days)} {MONTHS[month - 1]}" for month, days in months.items())


def _day(text):
    return date.fromisoformat(text)


def _short(text):
    """ "5 Juli": the year stands in the caption."""
    day = _day(text)
    return f"{day.day} {MONTHS[day.month - 1]}"
