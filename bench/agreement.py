"""Works the same households out here and with PolicyEngine UK, and names the cause of every difference.

`.venv/bin/python -m bench.agreement [how many]` writes docs/agreement.md. A difference that no cause explains, in its
direction and size, is printed with its household, and the exit status is 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import combinations, product
from pathlib import Path
from typing import Any

import rules
from bench.households import DAY, households
from bench.policyengine import VERSION, parts_of

PAGE = Path("docs/agreement.md")
MANY = 1_000
DAYS = (DAY, date(2025, 10, 6))

PENNY = Decimal("0.01")
ROUNDING = Decimal("0.015")  # theirs is not rounded: a penny, and what their numbers with seven digits lose
TAX_ROUNDING = Decimal("0.10")
ZERO = Decimal(0)

ELEMENTS = (
    "standard_allowance",
    "child_element",
    "disabled_child_addition",
    "lcw_element",
    "lcwra_element",
    "carer_element",
    "housing_costs_element",
    "childcare_costs_element",
)
INCOME = ("earnings_reduction", "unearned_income_reduction", "capital_reduction")
CAP = "benefit_cap_reduction"
PARTS = (*ELEMENTS, *INCOME, CAP)

Json = dict[str, Any]
Money = dict[str, Decimal]
Interval = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Case:
    """One household worked out twice. Money taken away is negative; `excluded` is why we give no figure."""

    household: Json
    on: date
    ours: Money
    theirs: Money
    excluded: tuple[str, ...] = ()

    def more(self, part: str) -> Decimal:
        """How much more theirs is."""
        return self.theirs[part] - self.ours[part]

    def rate(self, name: str) -> Decimal:
        return Decimal(rules.rate(name, self.on).value)

    @cached_property
    def adults(self) -> list[Json]:
        return list(self.household["adults"])

    @cached_property
    def housing(self) -> Json:
        return dict(self.household["housing"])

    def before_cap(self, money: Money) -> Decimal:
        return max(sum((money[part] for part in (*ELEMENTS, *INCOME)), ZERO), ZERO)


@dataclass(frozen=True)
class Cause:
    """Why a part can differ. `by` gives the intervals in which theirs minus ours can then lie; none: not here."""

    name: str
    part: str
    law: str
    right: str
    by: Callable[[Case], Iterable[Interval]]


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


# What each cause can come to


def _exactly(*amounts: Decimal) -> list[Interval]:
    return [(amount, amount) for amount in amounts if amount]


def _rent(case: Case) -> Decimal:
    """Rent and service charges of a month."""
    weeks = 52 - case.housing.get("rent_free_weeks", 0)
    times = {"week": Decimal(weeks) / 12, "month": Decimal(1)}
    money = [case.housing[name] for name in ("rent", "service_charges") if name in case.housing]
    return sum((Decimal(str(one["amount"])) * times[one["per"]] for one in money), ZERO)


def _spare_rooms(case: Case) -> list[Interval]:
    if case.housing["tenure"] != "social" or case.housing.get("bedrooms", 1) < 2:
        return []
    amounts = [_rent(case) * case.rate(f"renting.spare_bedroom_{many}") for many in ("one", "two_or_more")]
    if not case.ours["housing_costs_element"]:
        return [(ZERO, max(amounts))]
    return _exactly(*amounts)


def _contribution_though_spared(case: Case) -> list[Interval]:
    spared = any("daily_living" in one or "care_" in one for adult in case.adults for one in adult.get("receives", ()))
    others = len(case.housing.get("non_dependants", ())) + len(case.household["children"])
    if not spared or not others:
        return []
    one = case.rate("universal_credit.housing_cost_contribution")
    if not case.theirs["housing_costs_element"]:
        return [(-one * others, ZERO)]
    return _exactly(*(-one * number for number in range(1, others + 1)))


def _young_persons_room(case: Case) -> list[Interval]:
    born = [date.fromisoformat(child["birth_date"]) for child in case.household["children"]]
    if "brma" in case.housing and any(day.replace(year=day.year + 16) <= case.on for day in born):
        return [(-case.ours["housing_costs_element"], ZERO)]
    return []


def _saved_lcw(case: Case) -> list[Interval]:
    saved = any(adult["health"].get("lcw_before_april_2017") for adult in case.adults)
    return _exactly(-case.rate("universal_credit.lcw")) if saved else []


def _carer_with_lcwra(case: Case) -> list[Interval]:
    both_ill = len(case.adults) == 2 and all(adult["health"]["group"] == "lcwra" for adult in case.adults)
    if both_ill and any(adult["carer"] for adult in case.adults):
        return _exactly(case.rate("universal_credit.carer"))
    return []


def _childcare_maximum(case: Case) -> list[Interval]:
    children = case.household["children"]
    paying = sum("childcare" in child for child in children)
    if paying == 1 and len(children) > 1:
        two, one = (case.rate(f"universal_credit.childcare_maximum_{name}") for name in ("two_or_more", "one_child"))
        return [(ZERO, two - one)]
    return []


def _tax_rounding(case: Case) -> list[Interval]:
    working = any(adult["earnings"] or "self_employment" in adult for adult in case.adults)
    return [(-TAX_ROUNDING, TAX_ROUNDING)] if working else []


def _several_jobs(case: Case) -> list[Interval]:
    more_jobs = sum(max(len(adult["earnings"]) - 1, 0) for adult in case.adults)
    if not more_jobs:
        return []
    # A threshold for each job here; theirs has one, and one upper limit, for all of them.
    names = ("main_rate", "primary_threshold", "upper_earnings_limit")
    main, low, high = (case.rate(f"national_insurance.{name}") for name in names)
    taper = case.rate("universal_credit.taper")
    return [(-high * main * taper * more_jobs, low * main * taper * more_jobs)]


def _class_4_maximum(case: Case) -> list[Interval]:
    """At most: the higher rate gives way to the lower on all that job and profit together have over the upper limit."""
    high, main, low = (
        case.rate(f"national_insurance.class_4_{name}")
        for name in ("upper_profits_limit", "main_rate", "additional_rate")
    )
    over = [
        sum((_a_year(job, "amount") for job in adult["earnings"]), _a_year(adult["self_employment"], "profit")) - high
        for adult in case.adults
        if adult["earnings"] and "self_employment" in adult
    ]
    most = sum((max(amount, ZERO) for amount in over), ZERO) * (main - low) / 12 * case.rate("universal_credit.taper")
    return [(-most, ZERO)] if most else []


def _a_year(money: Json, name: str) -> Decimal:
    times = {"hour": 52 * money.get("hours_per_week", 0), "week": 52, "fortnight": 26, "four_weeks": 13, "month": 12}
    return Decimal(str(money[name])) * times.get(money["per"], 1)


def _allowance_goes_by_housing(case: Case) -> list[Interval]:
    have = [bool(money["housing_costs_element"]) for money in (case.ours, case.theirs)]
    if have[0] == have[1]:
        return []
    allowances = [case.rate(f"universal_credit.work_allowance_{name}_housing") for name in ("with", "without")]
    most = (allowances[1] - allowances[0]) * case.rate("universal_credit.taper")
    return [(-most, ZERO)] if have[1] else [(ZERO, most)]


def _maternity_allowance_in_cap(case: Case) -> list[Interval]:
    if not case.ours[CAP]:
        return []
    a_week = [one["amount"] for one in case.household["other_income"] if one["kind"] == "maternity_allowance"]
    return [(ZERO, sum((Decimal(str(amount)) * 52 / 12 for amount in a_week), ZERO))] if a_week else []


def _grace(case: Case) -> list[Interval]:
    until = case.household.get("benefit_cap", {}).get("grace_until")
    return [(case.theirs[CAP], case.theirs[CAP])] if until and not case.ours[CAP] else []


def _cap_follows(case: Case) -> list[Interval]:
    """More award before the cap is more taken by it, less more childcare."""
    more = case.before_cap(case.theirs) - case.before_cap(case.ours)
    childcare = case.more("childcare_costs_element")
    if not more and not childcare:
        return []
    if case.ours[CAP] and case.theirs[CAP]:
        return _exactly(childcare - more)
    ends = (ZERO, childcare - more)
    return [(min(ends), max(ends))]


CAUSES = (
    Cause(
        "The reduction for spare bedrooms of social tenants",
        "housing_costs_element",
        "UC Regs 2013 Sch 4 para 36",
        "rightful; PolicyEngine has no such reduction",
        _spare_rooms,
    ),
    Cause(
        "The contribution of a non-dependant where a renter has a benefit for care",
        "housing_costs_element",
        "UC Regs 2013 Sch 4 para 15",
        "rightful: none is due; PolicyEngine takes it",
        _contribution_though_spared,
    ),
    Cause(
        "The bedroom of a young person of 16 to 19",
        "housing_costs_element",
        "UC Regs 2013 Sch 4 para 10(1)(b)",
        "rightful: one each; PolicyEngine counts children under 16 only",
        _young_persons_room,
    ),
    Cause(
        "The saved LCW element",
        "lcw_element",
        "SI 2017/204 Sch 2 Part 2",
        "rightful; PolicyEngine has no such element",
        _saved_lcw,
    ),
    Cause(
        "The carer of a couple who both have LCWRA, at two rates",
        "carer_element",
        "UC Regs 2013 regs 27(4) and 29(4)",
        "open: rightful counts the one LCWRA element as that of whom its rate is for, PolicyEngine as the other's",
        _carer_with_lcwra,
    ),
    Cause(
        "Which children the childcare maximum counts",
        "childcare_costs_element",
        "UC Regs 2013 reg 34",
        "open: rightful counts children with charges, PolicyEngine every child with an element",
        _childcare_maximum,
    ),
    Cause(
        "Tax and National Insurance of a month, or a twelfth of a year's",
        "earnings_reduction",
        "UC Regs 2013 regs 55(5) and 57(2)",
        "rightful is nearer to a payslip: monthly limits of National Insurance, each amount to the penny",
        _tax_rounding,
    ),
    Cause(
        "National Insurance of somebody with several jobs",
        "earnings_reduction",
        "Social Security Contributions and Benefits Act 1992 s.6; UC Regs 2013 reg 55(5)",
        "rightful: each job has its own limits; PolicyEngine puts the pay together",
        _several_jobs,
    ),
    Cause(
        "The most that class 4 comes to beside a job",
        "earnings_reduction",
        "SI 2001/1004 reg 100",
        "PolicyEngine for the year; rightful works out a month, which the yearly maximum does not touch",
        _class_4_maximum,
    ),
    Cause(
        "The work allowance, where one of the two leaves no housing costs",
        "earnings_reduction",
        "UC Regs 2013 reg 22(2)",
        "follows from the housing costs",
        _allowance_goes_by_housing,
    ),
    Cause(
        "Maternity Allowance in the benefit cap",
        CAP,
        "Welfare Reform Act 2012 s.96(10)",
        "rightful: it counts; PolicyEngine leaves it out",
        _maternity_allowance_in_cap,
    ),
    Cause(
        "The grace period of the benefit cap",
        CAP,
        "UC Regs 2013 reg 82(1)(b)",
        "rightful; PolicyEngine has no grace period",
        _grace,
    ),
    Cause(
        "The benefit cap on another amount",
        CAP,
        "UC Regs 2013 reg 81",
        "follows from the differences above",
        _cap_follows,
    ),
)
TAX = next(cause for cause in CAUSES if cause.by is _tax_rounding)


# Comparing


def compare(day: date, many: int) -> Iterator[Case]:
    """Households of a day, worked out here and there."""
    made = list(households(many, day))
    parts = parts_of([{"on": day.isoformat(), "household": household} for household in made])
    for household, theirs in zip(made, parts, strict=True):
        answer = rules.estimate(household, day).as_json()
        ours = dict.fromkeys((*PARTS, "award"), ZERO)
        for line in answer["lines"]:
            if line["id"] in PARTS:
                ours[line["id"]] += Decimal(line["amount"])
        ours["award"] = Decimal(answer["award"] or 0)
        reasons = tuple(one["reason"] for one in answer["excluded"]) if answer["award"] is None else ()
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
    cases = found.cases
    days = " and ".join(f"{day:%-d %B %Y}" for day in DAYS)
    shares = [("all households", cases), ("no difference of law between the two", found.by_law)]
    lines = [
        "# Agreement with PolicyEngine UK",
        "",
        f"{len(cases)} made-up households (`bench/households.py`), every circumstance known, in the assessment periods",
        f"that end on {days}, worked out by `rightful` and by PolicyEngine UK {VERSION}. `.venv/bin/python -m",
        "bench.agreement` writes this page, and fails when the award or one of its parts differs and no cause below",
        "explains the difference in its direction and size.",
        "",
        "A cause is proved by the household's own facts and, where the law gives the amount, by that amount to the",
        f"penny. Two tolerances: {ROUNDING * 100:.1f}p for rounding, and {TAX_ROUNDING * 100:.0f}p in the earnings",
        "reduction for tax and National Insurance.",
        "",
        "| the award agrees to | " + " | ".join(name for name, _ in shares) + " |",
        "| --- |" + " ---: |" * len(shares),
    ]
    for limit in (PENNY, Decimal("0.25"), Decimal(1)):
        lines.append(f"| {_words(limit)} | " + " | ".join(_share(some, limit) for _, some in shares) + " |")
    with_award = sum(bool(case.theirs["award"]) for case in cases)
    lines += [
        "",
        f"{with_award} of the households have an award at PolicyEngine, {_with_award(cases)} here, "
        f"{_capped(cases)} of these are lowered by the benefit cap.",
        "",
        "## Why they differ",
        "",
        "The largest difference is that of the part where this is its only cause, in pounds for a month.",
        "",
        "| cause | part | households | largest | law | who is right |",
        "| --- | --- | ---: | ---: | --- | --- |",
    ]
    for tally in found.tallies.values():
        cause = tally.cause
        lines.append(
            f"| {cause.name} | {cause.part.replace('_', ' ')} | {tally.households} | {tally.largest:,.2f} "
            f"| {cause.law} | {cause.right} |"
        )
    lines += ["", f"Not explained: {len(found.unexplained)}.", ""]
    return "\n".join(lines)


def _words(limit: Decimal) -> str:
    return f"{limit * 100:.0f}p" if limit < 1 else f"£{limit}"


def _share(cases: list[Case], limit: Decimal) -> str:
    close = sum(abs(case.more("award")) <= limit + ROUNDING / 3 for case in cases)
    return f"{close} of {len(cases)} ({close / max(len(cases), 1):.0%})"


def _with_award(cases: list[Case]) -> int:
    return sum(bool(case.ours["award"]) for case in cases)


def _capped(cases: list[Case]) -> int:
    return sum(bool(case.ours[CAP]) for case in cases)


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
