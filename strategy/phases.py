"""Phases divide the years of a masterplan, without gap and without overlap."""


def phase_mistakes(phases: list[list], first: int, last: int) -> list[str]:
    """What is wrong with phases (name, first year, last year), in sentences.

    They must follow each other from the first year to the last: otherwise the roadmap would have a
    year that belongs to no phase, or to two.
    """
    if not phases:
        return ["Tulis paling sedikit satu jangka."]
    mistakes, expected = [], first
    for name, begins, ends in phases:
        if begins != expected:
            mistakes.append(
                f"{name} seharusnya mulai tahun {expected}, menyambung yang sebelumnya."
            )
        expected = ends + 1
    if expected != last + 1:
        mistakes.append(f"Jangka yang terakhir seharusnya berakhir tahun {last}.")
    return mistakes
