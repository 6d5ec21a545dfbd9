"""Works the same households out here and with PolicyEngine UK, and names the cause of every difference.

`.venv/bin/python -m bench.agreement [how many]` writes docs/agreement.md. A difference that no cause explains, in its
direction and size, is printed with its household, and the exit status is 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

from bench.agreement_case import CAP, PARTS, PENNY, ZERO, Case, worked_out
from bench.agreement_causes import CAUSES, ROUNDING, TAX, TAX_ROUNDING, Cause
from bench.households import DAY, households
from bench.policyengine import VERSION, parts_of

PAGE = Path("docs/agreement.md")
MANY = 4_000
DAYS = (DAY, date(2025, 10, 6))


@dataclass
class Tally:
    """What one cause came to."""

    cause: Cause
    households: int = 0
    largest: Decimal = ZERO


@dataclass
class Findings:
    """All cases, and what they came to."""

    cases: list[Case] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    unexplained: list[tuple[Case, str]] = field(default_factory=list)
    by_law: list[Case] = field(default_factory=list)


def compare(day: date, many: int) -> Iterator[Case]:
    """Households of a day, worked out here and there."""
    made = list(households(many, day))
    parts = parts_of([{"on": day.isoformat(), "household": household} for household in made])
    for household, theirs in zip(made, parts, strict=True):
        ours, reasons = worked_out(household, day)
        money = {part: Decimal(repr(theirs.get(part, 0.0))) for part in (*PARTS, "award")}
        yield Case(household, day, ours, money, reasons)


def findings(cases: Iterable[Case]) -> Findings:
    """Every part of every case, explained or not."""
    found = Findings(tallies={cause.name: Tally(cause) for cause in CAUSES})
    for case in cases:
        found.cases.append(case)
        used, problems = explained(case)
        found.unexplained += [(case, problem) for problem in problems]
        if set(used) <= {TAX.name}:
            found.by_law.append(case)
        for name, amount in used.items():
            tally = found.tallies[name]
            tally.households += 1
            tally.largest = max(tally.largest, amount)
    return found


def explained(case: Case) -> tuple[dict[str, Decimal], list[str]]:
    """The causes of what differs, with the difference where they are alone, and the parts that no cause explains."""
    used: dict[str, Decimal] = {}
    problems: list[str] = []
    if not case.ours["award"] and not case.theirs["award"]:
        return used, problems  # nothing is due either way: over the capital limit, or too much income
    for part in PARTS:
        more = case.more(part)
        if abs(more) <= ROUNDING:
            continue
        causes = _fewest_causes(part, more, case)
        if causes is None:
            problems.append(f"{part}: ours {case.ours[part]:.2f}, theirs {case.theirs[part]:.2f}")
        else:
            used |= {cause.name: abs(more) if len(causes) == 1 else ZERO for cause in causes}
    for whose, money in (("ours", case.ours), ("theirs", case.theirs)):
        award = max(case.before_cap(money) + money[CAP], ZERO)
        if abs(award - money["award"]) > PENNY * 3:
            problems.append(f"{whose}: the parts come to {award:.2f}, the award is {money['award']:.2f}")
    return used, problems


def _fewest_causes(part: str, more: Decimal, case: Case) -> tuple[Cause, ...] | None:
    ways = {cause: list(cause.by(case)) for cause in CAUSES if cause.part == part}
    able = [cause for cause, intervals in ways.items() if intervals]
    for number in range(1, len(able) + 1):
        for some in combinations(able, number):
            for intervals in product(*(ways[cause] for cause in some)):
                low = sum((interval[0] for interval in intervals), ZERO)
                high = sum((interval[1] for interval in intervals), ZERO)
                if low - 2 * ROUNDING <= more <= high + 2 * ROUNDING:
                    return some
    return None


# The page


def page(found: Findings) -> str:
    """docs/agreement.md."""
    awarded, alike = (
        [case for case in cases if case.ours["award"] or case.theirs["award"]] for cases in (found.cases, found.by_law)
    )
    days = " and ".join(f"{day:%-d %B %Y}" for day in DAYS)
    lines = [
        "# Agreement with PolicyEngine UK",
        "",
        f"{len(found.cases):,} made-up households (`bench/households.py`), every circumstance known, in the assessment",
        f"periods that end on {days}, worked out by `rightful` and by PolicyEngine UK {VERSION}.",
        "`.venv/bin/python -m bench.agreement` writes this page, and fails when the award or one of its parts differs",
        "and no cause below explains the difference in its direction and size.",
        "",
        "A cause is proved by the household's own facts and, where these give the amount, by that amount to the penny.",
        f"Two tolerances: {ROUNDING * 100:.1f}p for rounding, and {TAX_ROUNDING * 100:.0f}p in the earnings reduction",
        "for tax and National Insurance.",
        "",
        f"Nothing is due at either for {len(found.cases) - len(awarded):,} of them. For the others:",
        "",
        "| the award agrees to | all with an award | those without a difference of law |",
        "| --- | ---: | ---: |",
        *(
            f"| {words} | {_share(awarded, limit)} | {_share(alike, limit)} |"
            for words, limit in (("1p", PENNY), ("25p", PENNY * 25), ("£1", PENNY * 100))
        ),
        "",
        "## Why they differ",
        "",
        "The largest difference is that of the part where this is its only cause, in pounds for a month; a dash where",
        "it never is.",
        "",
        "| cause | part | households | largest | law | who is right |",
        "| --- | --- | ---: | ---: | --- | --- |",
        *(_row(tally) for tally in found.tallies.values() if tally.households),
        "",
        f"Not explained: {len(found.unexplained)}.",
        *(f"\n* {case.on:%-d %B %Y}, {problem.replace('_', ' ')}" for case, problem in found.unexplained),
        "",
    ]
    return "\n".join(lines)


def _share(cases: list[Case], limit: Decimal) -> str:
    close = sum(abs(case.more("award")) <= limit + ROUNDING / 3 for case in cases)
    return f"{close:,} of {len(cases):,} ({close * 100 // max(len(cases), 1)}%)"


def _row(tally: Tally) -> str:
    cause, largest = tally.cause, f"{tally.largest:,.2f}" if tally.largest else "–"
    part = cause.part.replace("_", " ")
    return f"| {cause.name} | {part} | {tally.households} | {largest} | {cause.law} | {cause.right} |"


def main() -> None:
    """Exit status 1 when something is not explained."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    found = findings(case for day in DAYS for case in compare(day, many // len(DAYS)))
    PAGE.write_text(page(found), encoding="utf-8")
    for case, problem in found.unexplained:
        print(f"{case.on} {problem}\n  {json.dumps(case.household)}", file=sys.stderr)
    print(f"{len(found.cases)} households, {len(found.unexplained)} differences without a cause: {PAGE}")
    sys.exit(bool(found.unexplained))


if __name__ == "__main__":
    main()
