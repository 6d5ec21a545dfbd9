"""Which lines of an award a reform changes: the award is worked out under the law too, and the lines are paired."""

from __future__ import annotations

from rules.household import Household
from rules.pairing import paired
from rules.parameters import law
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.line import Line, Setting, nothing, sentences, setting_for


def with_reforms_named(result: Award, household: Household, setting: Setting) -> Award:
    """The award under reforms, with their names in every line that differs from the law's.

    A line is put to each reform without which it would be another, or to all of them where none alone makes it so. A
    line that is there by law and not under the reforms is shown as gone.
    """
    by_law = work_out(household, setting_for(setting.period, law())).lines
    names = setting.parameters.reforms
    without = {
        name: work_out(household, setting_for(setting.period, law(tuple(other for other in names if other != name))))
        for name in names
    }
    lines: list[Line] = []
    for before, after in paired(by_law, result.lines):
        if before and after and before.amount.value == after.amount.value:
            lines.append(after)
            continue
        responsible = tuple(name for name, other in without.items() if _differs(before, after, result, other)) or names
        if after:
            lines.append(after._replace(reforms=responsible, why=sentences((after.why, _words(responsible)))))
        elif before and before.amount.value:
            lines.append(_gone(before, responsible))
    return result._replace(lines=tuple(lines))


def _differs(before: Line | None, after: Line | None, result: Award, other: Award) -> bool:
    """Whether a line of `result` is another in `other`; where it is gone from `result`, whether it is back there."""
    if after:
        counterpart = next(new for old, new in paired(result.lines, other.lines) if old is after)
        return counterpart is None or counterpart.amount.value != after.amount.value
    return before is not None and any((one.id, one.label) == (before.id, before.label) for one in other.lines)


def _gone(line: Line, names: tuple[str, ...]) -> Line:
    gone = nothing(f"no_{line.id}", f"No longer: {line.label.lower()}", _words(names), line.law, line.url)
    return gone._replace(reforms=names)


def _words(names: tuple[str, ...]) -> str:
    listed = " and ".join(name.replace("_", " ") for name in names)
    return f"Changed by the reform{'s' if len(names) > 1 else ''} {listed}"
