"""One household worked out twice, here and by PolicyEngine UK, by the parts that both have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import rules

PENNY = Decimal("0.01")
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
    def claimants(self) -> list[Json]:
        """Without a partner who cannot be part of the claim (reg 3(3))."""
        return [adult for adult in self.adults if adult.get("immigration") != "no_recourse"]

    @cached_property
    def housing(self) -> Json:
        return dict(self.household["housing"])

    def before_cap(self, money: Money) -> Decimal:
        return max(sum((money[part] for part in (*ELEMENTS, *INCOME)), ZERO), ZERO)


def worked_out(household: Json, on: date) -> tuple[Money, tuple[str, ...]]:
    """Our parts and award, and why there is no figure."""
    answer = rules.estimate(household, on).as_json()
    money = dict.fromkeys((*PARTS, "award"), ZERO)
    for line in answer["lines"]:
        if line["id"] in PARTS:
            money[line["id"]] += Decimal(line["amount"])
    money["award"] = Decimal(answer["award"] or 0)
    return money, tuple(one["reason"] for one in answer["excluded"]) if answer["award"] is None else ()
