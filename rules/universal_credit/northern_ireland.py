"""Lines of an award in Northern Ireland, which has its own regulations."""

from rules.universal_credit.line import Line


def with_its_own_law(line: Line) -> Line:
    return line
