"""Made-up households in which every circumstance is known, as many and as different as one likes, the same every time.

Each assessment period ends on the day that is asked for, so that an age on that day holds for the whole of it.
`python -m bench.households [how many] [day]` writes them as JSON lines.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]

DAY = date(2026, 10, 6)
SEED = 2013_376
CHILD_AMOUNTS_CHANGED = date(2017, 4, 6)

# Areas whose name is the same in every list of Local Housing Allowance; all others are made with their rate given.
AREAS = {
    "england": ("Leeds", "Bristol", "Inner East London", "Outer South London", "Ashford"),
    "wales": ("Cardiff", "Swansea"),
    "scotland": ("Greater Glasgow", "Lothian"),
    "northern_ireland": ("Belfast",),
}
ADULT_BENEFITS = (
    "pip_daily_living_standard",
    "pip_daily_living_enhanced",
    "pip_mobility_standard",
    "dla_care_middle",
    "dla_care_highest",
    "adp_daily_living_standard",
)
NON_DEPENDANT_BENEFITS = (*ADULT_BENEFITS, "attendance_allowance", "pension_credit", "carers_allowance")
A_WEEK = {
    "new_style_jsa": (72.90, 92.05, 95.55),
    "new_style_esa": (92.05, 95.55),
    "new_style_esa_support": (140.55, 145.90),
    "maternity_allowance": (120.00, 187.18, 194.32),
    "widowed_parents_allowance": (150.90, 156.65),
}
A_MONTH = {
    "occupational_pension": (85.50, 310.0, 742.25),
    "spousal_maintenance": (120.0, 400.0),
    "child_maintenance": (90.0, 275.5),
    "bereavement_support_payment": (100.0, 350.0),
}
CARERS_ALLOWANCE = {2025: 83.30, 2026: 86.45}


def households(many: int, day: date = DAY, seed: int = SEED) -> Iterator[Json]:
    """So many households, each on its own, whatever came before it."""
    for number in range(many):
        yield _Household(random.Random(f"{seed} {day} {number}"), day).made()  # noqa: S311


class _Household:
    """One household in the making: the dice, and the day."""

    def __init__(self, dice: random.Random, day: date) -> None:
        self.dice, self.day = dice, day

    def made(self) -> Json:
        self.nation = self._one_of(england=70, wales=9, scotland=13, northern_ireland=8)
        self.claim_date = self._one_of_these(self._year_back(2), self._year_back(0, month=5))
        parent_age = self.dice.randint(18, 60)
        self.children = self._children(parent_age)
        self.adults = self._adults(parent_age)
        household: Json = {
            "nation": self.nation,
            "claim_date": self.claim_date.isoformat(),
            "adults": self.adults,
            "children": self.children,
            "housing": self._housing(),
            "savings": self._savings(),
            "other_income": self._other_income(),
        }
        household["in_greater_london"] = self.nation == "england" and self._in_london(household["housing"])
        if all(adult["carer"] for adult in self.adults) and len(self.adults) == 2:
            household["carers_share_one_person"] = self._chance(0.5)
        if self.children and self._chance(0.06):
            household["child_benefit"] = False
        if self._chance(0.06):
            household["benefit_cap"] = {"grace_until": (self.day + timedelta(days=90)).isoformat()}
        if self._chance(0.05):
            household["capital"] = [{"kind": "pension_pot", "amount": 25_000}]
        elif self._chance(0.03) and self._no_other_grown_up(household):
            household["capital"] = [{"kind": "property", "amount": self.dice.randrange(4_000, 15_000, 500)}]
        return household

    def _adults(self, first_age: int) -> list[Json]:
        ages = [first_age]
        if self._chance(0.42):
            ages.append(min(79, max(18, first_age + self.dice.randint(-9, 12))))
        adults = [self._adult(age) for age in ages]
        carer_of_children = self.dice.randrange(len(adults))
        for place, adult in enumerate(adults):
            adult["main_carer"] = place == carer_of_children
        if len(adults) == 2 and self._chance(0.05):
            adults[1]["immigration"] = "no_recourse"
        return adults

    def _adult(self, age: int) -> Json:
        adult: Json = {
            "birth_date": self._born(age),
            "sex": self._one_of_these("female", "male"),
            "health": self._health(),
            "carer": self._chance(0.12),
            "earnings": [],
        }
        if self._chance(0.42):
            adult["earnings"] = [self._job() for _ in range(self._one_of_these(1, 1, 1, 1, 1, 2))]
        if self._chance(0.13):
            adult["self_employment"] = self._business()
        if self._chance(0.15) or (adult["health"]["group"] == "lcwra" and self._chance(0.5)):
            adult["receives"] = [self._one_of_these(*ADULT_BENEFITS)]
        return adult

    def _health(self) -> Json:
        group = self._one_of(none=78, lcw=9, lcwra=13)
        health: Json = {"group": group}
        if group == "lcw":
            health["lcw_before_april_2017"] = self._chance(0.25)
        if group == "lcwra":
            after = date(self.day.year, self.day.month - 1, self.claim_date.day)
            health["element_from"] = max(self._one_of_these(self._year_back(1), after), self.claim_date).isoformat()
            health["severe_conditions"] = self._chance(0.1)
        return health

    def _job(self) -> Json:
        per = self._one_of(month=50, week=20, four_weeks=10, fortnight=5, year=5, hour=10)
        if per == "hour":
            return {
                "amount": self._pounds(10, 22),
                "per": per,
                "basis": "gross",
                "hours_per_week": self.dice.randint(4, 40),
            }
        a_year = self.dice.choice((2_400, 6_000, 11_000, 14_000, 19_000, 26_000, 34_000, 52_000)) * self.dice.uniform(
            0.7, 1.3
        )
        times = {"month": 12, "week": 52, "four_weeks": 13, "fortnight": 26, "year": 1}[per]
        job: Json = {"amount": round(a_year / times, 2), "per": per, "basis": "gross"}
        if self._chance(0.25):
            job["pension"] = round(job["amount"] * self.dice.uniform(0.03, 0.08), 2)
        return job

    def _business(self) -> Json:
        per = self._one_of(month=60, year=30, week=10)
        a_year = self.dice.choice((1_500, 5_000, 9_000, 16_000, 24_000, 40_000)) * self.dice.uniform(0.7, 1.3)
        started = self._one_of_these(self._year_back(4), self._year_back(4), self._year_back(0, month=3))
        return {
            "profit": round(a_year / {"month": 12, "year": 1, "week": 52}[per], 2),
            "per": per,
            "started": started.isoformat(),
            "gainful": self._chance(0.85),
        }

    def _children(self, parent_age: int) -> list[Json]:
        many = int(self._one_of(**{"0": 34, "1": 24, "2": 20, "3": 13, "4": 6, "5": 3}))
        children = [self._child(self.dice.randint(0, min(19, parent_age - 16))) for _ in range(many)]
        if children and parent_age > 30 and self._chance(0.1):
            children[0]["birth_date"] = (CHILD_AMOUNTS_CHANGED - timedelta(days=self.dice.randint(0, 1))).isoformat()
        return children

    def _child(self, age: int) -> Json:
        child: Json = {
            "birth_date": self._born(age),
            "sex": self._one_of_these("female", "male"),
            "disability": self._one_of(none=86, lower=8, higher=6),
        }
        if age >= 16:
            child["in_education"] = self._chance(0.85)
        if age < 13 and self._chance(0.25):
            child["childcare"] = {"amount": self._pounds(60, 1_300), "per": "month"}
        return child

    def _housing(self) -> Json:
        tenure = self._one_of(private=36, social=36, owner=11, none=14, temporary=3)
        housing: Json = {"tenure": tenure}
        if tenure not in ("private", "social"):
            return housing
        high = 2_200 if tenure == "private" else 900
        if self._chance(0.6):
            housing["rent"] = {"amount": self._pounds(300, high), "per": "month"}
        else:
            housing["rent"] = {"amount": self._pounds(75, high // 4), "per": "week"}
            if self._chance(0.15):
                housing["rent_free_weeks"] = self._one_of_these(2, 4)
        if self._chance(0.15):
            housing["service_charges"] = {"amount": self._pounds(5, 60), "per": "month"}
        housing["bedrooms"] = self.dice.randint(1, 5)
        if tenure == "private":
            if self._chance(0.5):
                housing["brma"] = self._one_of_these(*AREAS[self.nation])
            else:
                housing["lha"] = {"amount": self._pounds(320, 1_700), "per": "month"}
        housing["non_dependants"] = self._non_dependants()
        return housing

    def _non_dependants(self) -> list[Json]:
        if not self._chance(0.2):
            return []
        people: list[Json] = [{"birth_date": self._born(self.dice.choice((17, 19, 20, 23, 24, 40, 62, 75)))}]
        if self._chance(0.35):
            people[0]["receives"] = [self._one_of_these(*NON_DEPENDANT_BENEFITS)]
        if self._chance(0.3):
            people.append({"birth_date": self._born(self.dice.choice((22, 31, 45)))})
            if "receives" not in people[0] and self._chance(0.5):
                people[1]["partner_of"] = 0
        if self._chance(0.15):
            for parent in people if "partner_of" in people[-1] else people[:1]:
                parent["child_under_5"] = True
        return people

    def _savings(self) -> float:
        kind = self._one_of(none=30, few=40, some=26, many=4)
        return {
            "none": 0,
            "few": self._pounds(1, 6_000),
            "some": self._one_of_these(self._pounds(6_000, 16_000), 6_250, 6_250.01, 16_000),
            "many": self._pounds(16_000, 40_000),
        }[kind]

    def _other_income(self) -> list[Json]:
        incomes: list[Json] = []
        for place, adult in enumerate(self.adults):
            if adult["carer"] and self._chance(0.6):
                kind = "carer_support_payment" if self.nation == "scotland" else "carers_allowance"
                incomes.append(self._income(kind, CARERS_ALLOWANCE[self.day.year], "week", place))
            if self._chance(0.12):
                kind = self._one_of_these(*A_WEEK, "maternity_allowance")
                incomes.append(self._income(kind, self._one_of_these(*A_WEEK[kind]), "week", place))
            if self._chance(0.12):
                kind = self._one_of_these(*A_MONTH)
                incomes.append(self._income(kind, self._one_of_these(*A_MONTH[kind]), "month", place))
            if self.day.year - int(adult["birth_date"][:4]) > 67:
                incomes.append(self._income("state_pension", self._pounds(140, 241), "week", place))
        return incomes

    def _income(self, kind: str, amount: float, per: str, adult: int) -> Json:
        return {"kind": kind, "amount": amount, "per": per, "adult": adult}

    def _no_other_grown_up(self, household: Json) -> bool:
        young = all("in_education" not in child for child in household["children"])
        return young and not household["housing"].get("non_dependants")

    def _in_london(self, housing: Json) -> bool:
        return housing["brma"].endswith("London") if "brma" in housing else self._chance(0.15)

    def _born(self, age: int) -> str:
        birthday = self.day.replace(year=self.day.year - age)
        return (birthday - timedelta(days=self.dice.randint(0, 364))).isoformat()

    def _year_back(self, years: int, month: int = 10) -> date:
        """A first day of an assessment period, some years ago."""
        return (self.day + timedelta(days=1)).replace(year=self.day.year - years, month=month)

    def _pounds(self, low: int, high: int) -> float:
        return round(self.dice.uniform(low, high), 2)

    def _chance(self, share: float) -> bool:
        return self.dice.random() < share

    def _one_of(self, **weights: int) -> str:
        return self.dice.choices(list(weights), list(weights.values()))[0]

    def _one_of_these(self, *values: Any) -> Any:
        return self.dice.choice(values)


def main() -> None:
    """Write them."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    day = date.fromisoformat(sys.argv[2]) if len(sys.argv) > 2 else DAY
    for household in households(many, day):
        print(json.dumps(household))


if __name__ == "__main__":
    main()
