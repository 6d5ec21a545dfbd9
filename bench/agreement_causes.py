"""Why an award and PolicyEngine UK's can differ: each cause with the law that decides, and what it can come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bench.agreement_case import CAP, ZERO, Case, Json, worked_out

ROUNDING = Decimal("0.015")  # theirs is not rounded: a penny, and what their numbers with seven digits lose
TAX_ROUNDING = Decimal("0.10")

Interval = tuple[Decimal, Decimal]


@dataclass(frozen=True)
class Cause:
    """Why a part can differ. `by` gives the intervals in which theirs minus ours can then lie; none: not here."""

    name: str
    part: str
    law: str
    right: str
    by: Callable[[Case], Iterable[Interval]]


def _exactly(*amounts: Decimal) -> list[Interval]:
    return [(amount, amount) for amount in amounts if amount]


def _as_theirs(case: Case, part: str, **changed: Any) -> list[Interval]:
    """The difference there is when we are told the facts as PolicyEngine takes them."""
    money, _ = worked_out(case.household | changed, case.on)
    return _exactly(money[part] - case.ours[part])


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
    spared = any(
        "daily_living" in one or "care_" in one for adult in case.claimants for one in adult.get("receives", ())
    )
    others = len(case.housing.get("non_dependants", ())) + len(case.household["children"])
    if not spared or not others:
        return []
    one = case.rate("universal_credit.housing_cost_contribution")
    if not case.theirs["housing_costs_element"]:
        return [(-one * others, ZERO)]
    return _exactly(*(-one * number for number in range(1, others + 1)))


def _young_persons_room(case: Case) -> list[Interval]:
    children = case.household["children"]
    others = [child for child in children if not _is_young_person(child, case.on)]
    if "brma" not in case.housing or len(others) == len(children):
        return []
    return _as_theirs(case, "housing_costs_element", children=others)


def _is_young_person(child: Json, on: date) -> bool:
    """From 16 to 31 August after the last birthday that counts (reg 5), on a day after that."""
    last = 19 if child.get("in_education") else 16
    return f"{on.year - last}-08-31" < child["birth_date"] <= f"{on.year - 16}-{on:%m-%d}"


def _saved_lcw(case: Case) -> list[Interval]:
    saved = any(adult["health"].get("lcw_before_april_2017") for adult in case.claimants)
    return _exactly(-case.rate("universal_credit.lcw")) if saved else []


def _carer_with_lcwra(case: Case) -> list[Interval]:
    both_ill = len(case.claimants) == 2 and all(adult["health"]["group"] == "lcwra" for adult in case.claimants)
    if both_ill and any(adult["carer"] for adult in case.claimants):
        return _exactly(case.rate("universal_credit.carer"))
    return []


def _childcare_maximum(case: Case) -> list[Interval]:
    children = case.household["children"]
    paid = [child["childcare"]["amount"] for child in children if "childcare" in child]
    if len(paid) != 1 or len(children) == 1 or not case.ours["childcare_costs_element"]:
        return []
    share, most = (case.rate(f"universal_credit.childcare_{name}") for name in ("share", "maximum_two_or_more"))
    return _exactly(min(Decimal(str(paid[0])) * share, most) - case.ours["childcare_costs_element"])


def _tax_rounding(case: Case) -> list[Interval]:
    working = any(adult["earnings"] or "self_employment" in adult for adult in case.adults)
    return [(-TAX_ROUNDING, TAX_ROUNDING)] if working else []


def _several_jobs(case: Case) -> list[Interval]:
    if all(len(adult["earnings"]) < 2 for adult in case.adults):
        return []
    adults = [adult | {"earnings": _one_job(adult["earnings"])} for adult in case.adults]
    return _as_theirs(case, "earnings_reduction", adults=adults)


def _one_job(jobs: list[Json]) -> list[Json]:
    pay = float(sum(_a_year(job, "amount") for job in jobs))
    pension = float(sum(_a_year(job, "pension") for job in jobs if "pension" in job))
    return [{"amount": round(pay, 2), "pension": round(pension, 2), "per": "year", "basis": "gross"}] if jobs else []


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
