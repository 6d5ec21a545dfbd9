"""Which lines of an award a reform changes: the award is worked out under the law too, and the lines are paired."""

from __future__ import annotations

from rules.household import Household
from rules.pairing import paired
from rules.parameters import law
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.line import Line, Setting, nothing, sentences, setting_for


def with_reforms_named(result: Award, household: Household, setting: Setting) -> Award:
    """The award under reforms, with their names in every line that differs from the law's.

    A line is put to the reforms that change it alone, or to all of them where only together they do. A line that is
    there by law and not under the reforms is shown as gone.
    """
    by_law = work_out(household, setting_for(setting.period, law())).lines
    alone = {
        name: work_out(household, setting_for(setting.period, law((name,)))).lines
        for name in setting.parameters.reforms
    }
    lines: list[Line] = []
    for before, after in paired(by_law, result.lines):
        names = _names(before, after, by_law, alone)
        if after and names:
            lines.append(after._replace(reforms=names, why=sentences((after.why, _words(names)))))
        elif after:
            lines.append(after)
        elif before and names and before.amount.value:
            lines.append(_gone(before, names))
    return result._replace(lines=tuple(lines))


def _names(
    before: Line | None, after: Line | None, by_law: tuple[Line, ...], alone: dict[str, tuple[Line, ...]]
) -> tuple[str, ...]:
    """The reforms because of which a line is not what it is by law; none where it is the same."""
    if before and after and before.amount.value == after.amount.value:
        return ()
    changing = tuple(name for name, lines in alone.items() if _differs(before, after, by_law, lines))
    return changing or tuple(alone)


def _differs(before: Line | None, after: Line | None, by_law: tuple[Line, ...], lines: tuple[Line, ...]) -> bool:
    """Whether one reform alone changes the line that `before` and `after` are."""
    for old, new in paired(by_law, lines):
        if (before and old is before) or (not before and after and new and _same_line(new, after)):
            return old is None or new is None or old.amount.value != new.amount.value
    return False


def _same_line(one: Line, other: Line) -> bool:
    return one.id == other.id and one.label == other.label


def _gone(line: Line, names: tuple[str, ...]) -> Line:
    gone = nothing(f"no_{line.id}", f"No longer: {line.label.lower()}", _words(names), line.law, line.url)
    return gone._replace(reforms=names)


def _words(names: tuple[str, ...]) -> str:
    listed = " and ".join(name.replace("_", " ") for name in names)
    return f"Changed by the reform{'s' if len(names) > 1 else ''} {listed}"
