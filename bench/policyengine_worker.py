"""Works households out with PolicyEngine UK. Run by the Python of its own environment, never imported by the programme.

Reads one JSON object a line from standard input, {"on": "2026-10-06", "household": {...}} with the household of
docs/contracts.md, and writes one a line, in order: {"parts": {...}}, pounds for a month by the ids of the estimate's
lines, money taken away negative. With --alone each household is a simulation of its own, answered at once, and the
line also has {"set_up": seconds, "calculation": seconds}; otherwise households that name the same variables share one
simulation, because making one takes seconds.

PolicyEngine reckons with tax years and asks for the age on 6 October, so the period that is compared should end then.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from policyengine_uk import Simulation

Json = dict[str, Any]

# Our line ids, and what PolicyEngine calls the same thing: pounds a year, of the benefit unit.
PARTS = {
    "standard_allowance": "uc_standard_allowance",
    "child_element": "uc_child_element",
    "lcwra_element": "uc_LCWRA_element",
    "carer_element": "uc_carer_element",
    "housing_costs_element": "uc_housing_costs_element",
    "childcare_costs_element": "uc_childcare_element",
    "maximum_award": "uc_maximum_amount",
    "award": "universal_credit",
}
DISABLED_CHILD = ("uc_individual_disabled_child_element", "uc_individual_severely_disabled_child_element")
TAKEN_AWAY = {
    "unearned_income": "uc_unearned_income",
    "capital": "uc_tariff_income",
    "cap": "uc_benefit_cap_reduction_after_floor",
    "earned": "uc_earned_income",
}

TIMES_A_YEAR = {"week": 52, "fortnight": 26, "four_weeks": 13, "month": 12, "year": 1}
TENURES = {"private": "RENT_PRIVATELY", "social": "RENT_FROM_HA"}
REGIONS = {
    "england": "NORTH_EAST",
    "wales": "WALES",
    "scotland": "SCOTLAND",
    "northern_ireland": "NORTHERN_IRELAND",
}
INCOMES = {
    "carers_allowance": "carers_allowance",
    "carer_support_payment": "carer_support_payment",
    "new_style_jsa": "jsa_contrib_reported",
    "new_style_esa": "esa_contrib_reported",
    "new_style_esa_support": "esa_contrib_reported",
    "maternity_allowance": "maternity_allowance_reported",
    "occupational_pension": "private_pension_income",
    "state_pension": "state_pension",
    "spousal_maintenance": "spousal_maintenance_income",
    "widowed_parents_allowance": "widowed_parents_allowance_reported",
}
DAILY_LIVING = {"standard": "STANDARD", "enhanced": "ENHANCED"}
CARE = {"lowest": "LOWER", "middle": "MIDDLE", "highest": "HIGHER"}
MOST_CARE = ("care_highest", "daily_living_enhanced", "attendance_allowance")
PENSION_AGE_RISES = date(1960, 4, 6)
TWO_LCWRA_RATES_FROM = "2026-04-06"
START_UP = timedelta(days=365)


class Situation:
    """Some households as one PolicyEngine situation. Every variable is set for everybody it can be set for, because
    a variable that is set for one has its default, not its formula, for the rest."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.people: Json = {}
        self.benefit_units: Json = {}
        self.households: Json = {}

    def add(self, name: str, household: Json, period_start: date) -> None:
        """Put a household in, with its non-dependants as benefit units of their own."""
        adults, children = household["adults"], household["children"]
        members = []
        for place in range(len(adults)):
            members.append(f"{name} adult {place}")
            self._person(members[-1], adult_facts(household, place, period_start, self.year))
        for place, child in enumerate(children):
            if not is_grown(child, self.year):
                members.append(f"{name} child {place}")
                self._person(members[-1], child_facts(child, self.year))
        home = home_facts(household)
        lha = household["housing"].get("lha")
        self._unit(
            name, members, claim_facts(household) | ({"uc_LHA_cap": min(home["rent"], a_year(lha))} if lha else {})
        )
        grown = [{"birth_date": child["birth_date"]} for child in children if is_grown(child, self.year)]
        self._non_dependants(name, [*household["housing"].get("non_dependants", ()), *grown], lha is not None, members)
        self.households[name] = {"members": members, **self._dated(home)}

    def _non_dependants(self, name: str, people: list[Json], lha_given: bool, members: list[str]) -> None:
        units: dict[int, list[str]] = defaultdict(list)
        pension_credit = set()
        for place, person in enumerate(people):
            unit = person.get("partner_of") if person.get("partner_of") is not None else place
            units[unit].append(f"{name} other {place}")
            self._person(units[unit][-1], non_dependant_facts(person, self.year))
            if person.get("child_under_5"):
                units[unit].append(f"{name} other {place} child")
                self._person(units[unit][-1], child_facts({"birth_date": f"{self.year - 2}-05-01"}, self.year))
            if "pension_credit" in person.get("receives", ()):
                pension_credit.add(unit)
        for unit, unit_members in units.items():
            facts = claim_facts(None) | {"uc_non_dep_receives_pension_credit": unit in pension_credit}
            facts |= {"uc_LHA_cap": 0} if lha_given else {}
            self._unit(f"{name} other {unit}", unit_members, facts)
            members += unit_members

    def _person(self, name: str, facts: Json) -> None:
        self.people[name] = self._dated(person_facts(facts))

    def _unit(self, name: str, members: list[str], facts: Json) -> None:
        self.benefit_units[name] = {"members": list(members), **self._dated(facts)}

    def _dated(self, facts: Json) -> Json:
        return {variable: {self.year: value} for variable, value in facts.items()}

    def as_json(self) -> Json:
        return {"people": self.people, "benunits": self.benefit_units, "households": self.households}


def person_facts(known: Json) -> Json:
    """Everything that is set for a person: what is known, and what the rest of them are."""
    return {
        "gender": "FEMALE",
        "is_claimant_or_partner": False,
        "is_household_head": False,
        "would_claim_marriage_allowance": False,
        "would_claim_carers_allowance": False,
        "uc_is_ineligible_partner": False,
        "employment_income": 0,
        "employee_pension_contributions": 0,
        "self_employment_income": 0,
        "uc_is_in_gainful_self_employment": False,
        "uc_is_in_startup_period": False,
        "uc_is_responsible_carer": False,
        "is_disabled_for_benefits": False,
        "uc_limited_capability_for_work": False,
        "uc_limited_capability_for_WRA": False,
        "esa_includes_support_component": False,
        "is_carer_for_benefits": False,
        "care_hours": 0,
        "pip_dl_category": "NONE",
        "pip_m_category": "NONE",
        "dla_sc_category": "NONE",
        "attendance_allowance": 0,
        "is_in_non_advanced_education": False,
        "age_started_or_accepted_current_education_or_training": 16,
        "is_before_universal_credit_qualifying_young_person_terminal_date": False,
        "childcare_expenses": 0,
        **dict.fromkeys(INCOMES.values(), 0),
        **known,
    }


def adult_facts(household: Json, place: int, period_start: date, year: int) -> Json:
    """A claimant or the partner."""
    adult = household["adults"][place]
    health = capability(adult, year)
    business = adult.get("self_employment")
    facts = age_facts(adult, year) | benefit_facts(adult.get("receives", ()))
    facts |= {
        "is_claimant_or_partner": True,
        "is_household_head": place == 0,
        "uc_is_ineligible_partner": place == 1 and adult.get("immigration") == "no_recourse",
        "uc_is_responsible_carer": bool(household["children"]) and bool(adult.get("main_carer")),
        "uc_limited_capability_for_work": health in ("lcw", "lcwra"),
        "uc_limited_capability_for_WRA": health == "lcwra",
        "is_carer_for_benefits": bool(adult.get("carer")),
        "employment_income": sum(a_year(job) for job in adult.get("earnings", ())),
        "employee_pension_contributions": sum(
            a_year(job | {"amount": job.get("pension", 0)}) for job in adult.get("earnings", ())
        ),
    }
    if business:
        started = business.get("started")
        facts |= {
            "self_employment_income": a_year(business | {"amount": business["profit"]}),
            "uc_is_in_gainful_self_employment": business.get("gainful", True),
            "uc_is_in_startup_period": bool(started) and period_start < date.fromisoformat(started) + START_UP,
        }
    for income in household["other_income"]:
        if income.get("adult", 0) == place and income["kind"] in INCOMES:
            facts[INCOMES[income["kind"]]] = facts.get(INCOMES[income["kind"]], 0) + a_year(income)
    facts["esa_includes_support_component"] = any(
        income["kind"] == "new_style_esa_support" and income.get("adult", 0) == place
        for income in household["other_income"]
    )
    return facts


def capability(adult: Json, year: int) -> str:
    """None, lcw or lcwra. PolicyEngine is told what a benefit for disability means over pension age, as it is told the
    outcome of an assessment (UC Regs 2013 Sch 8 para 6 and Sch 9 para 5)."""
    found: str = adult.get("health", {}).get("group", "none")
    receives = adult.get("receives", ())
    if found != "none" or not receives or not over_pension_age(adult, year):
        return found
    return "lcwra" if any(one.endswith(MOST_CARE) for one in receives) else "lcw"


def over_pension_age(adult: Json, year: int) -> bool:
    """On 6 October: 66, and from births of 6 April 1960 a month later for each month of birth, to 67."""
    born = date.fromisoformat(adult["birth_date"])
    months_later = min(max((born - PENSION_AGE_RISES).days // 30 + 1, 0), 12)
    birthday = date(born.year + 66, born.month, min(born.day, 28))  # the days left out do not matter on a 6th
    return date(year, 10, 6) >= birthday + timedelta(days=round(months_later * 30.44))


def child_facts(child: Json, year: int) -> Json:
    """A child or young person: the benefit that gives the addition is DLA, or PIP from 16."""
    facts = age_facts(child, year)
    disability, grown = child.get("disability", "none"), facts["age"] >= 16
    facts |= {
        "is_disabled_for_benefits": disability != "none",
        "dla_sc_category": "NONE" if grown else {"none": "NONE", "lower": "MIDDLE", "higher": "HIGHER"}[disability],
        "pip_dl_category": {"none": "NONE", "lower": "STANDARD", "higher": "ENHANCED"}[disability] if grown else "NONE",
        "is_in_non_advanced_education": grown,
        "is_before_universal_credit_qualifying_young_person_terminal_date": turned_since_september(facts),
    }
    if child.get("childcare"):
        facts["childcare_expenses"] = a_year(child["childcare"])
    return facts


def is_grown(child: Json, year: int) -> bool:
    """Whether somebody no longer counts as a child, so is a non-dependant: PolicyEngine leaves that to who asks."""
    facts = age_facts(child, year)
    last_age = 19 if child.get("in_education") else 16
    return facts["age"] > last_age or (facts["age"] == last_age and not turned_since_september(facts))


def turned_since_september(facts: Json) -> bool:
    """Whether the last birthday was on 1 September or later, so that a 19-year-old is still a young person."""
    return 901 <= facts["date_of_birth"] % 10000 <= 1006


def non_dependant_facts(person: Json, year: int) -> Json:
    """Somebody else who lives there, in a benefit unit of their own."""
    receives = person.get("receives", ())
    facts = age_facts(person, year) | benefit_facts(receives) | {"is_claimant_or_partner": True}
    return facts | {INCOMES[kind]: 1 for kind in ("carers_allowance", "carer_support_payment") if kind in receives}


def benefit_facts(receives: list[str] | tuple[()]) -> Json:
    """Benefits for disability; the Scottish ones stand for those they replaced."""
    facts: Json = {}
    for benefit in receives:
        kind, _, rate = benefit.rpartition("_")
        if kind in ("pip_daily_living", "adp_daily_living"):
            facts["pip_dl_category"] = DAILY_LIVING[rate]
        elif kind in ("pip_mobility", "adp_mobility"):
            facts["pip_m_category"] = DAILY_LIVING[rate]
        elif kind in ("dla_care", "cdp_care"):
            facts["dla_sc_category"] = CARE[rate]
        elif benefit == "attendance_allowance":
            facts["attendance_allowance"] = 1
    return facts


def age_facts(person: Json, year: int) -> Json:
    """Birth date, sex, and the age on 6 October, which PolicyEngine wants to be told as well."""
    born = date.fromisoformat(person.get("birth_date") or f"{year - person['age']}-04-06")
    age = year - born.year - ((born.month, born.day) > (10, 6))
    return {
        "age": age,
        "date_of_birth": born.year * 10000 + born.month * 100 + born.day,
        "gender": "MALE" if person.get("sex") == "male" else "FEMALE",
    }


def claim_facts(household: Json | None) -> Json:
    """The benefit unit of the claim, or one beside it that has nothing."""
    household = household or {}
    sick = [adult["health"] for adult in household.get("adults", ()) if adult["health"]["group"] == "lcwra"]
    return {
        "is_married": False,
        "would_claim_child_benefit": household.get("child_benefit", True),
        "benunit_reported_capital": household.get("savings", 0),
        "partners_care_for_same_severely_disabled_person": household.get("carers_share_one_person", False),
        "uc_receives_new_claimant_health_element": not any(keeps_the_higher_rate(health) for health in sick),
        "uc_non_dep_receives_pension_credit": False,
    }


def keeps_the_higher_rate(health: Json) -> bool:
    """Whether the facts say so; the route to the rate is the law's matter, and not PolicyEngine's."""
    return bool(
        health.get("severe_conditions")
        or health.get("terminally_ill")
        or health.get("protection", "none") != "none"
        or health.get("element_from", TWO_LCWRA_RATES_FROM) < TWO_LCWRA_RATES_FROM
    )


def home_facts(household: Json) -> Json:
    """Where they live and what it costs. A given Local Housing Allowance takes the place of the area's table."""
    housing = household["housing"]
    renting = housing["tenure"] in TENURES
    weeks = 52 - housing.get("rent_free_weeks", 0)
    rent = a_year(housing["rent"]) * weeks / 52 if renting else 0
    rent += a_year(housing["service_charges"]) if renting and "service_charges" in housing else 0
    return {
        "region": "LONDON" if household.get("in_greater_london") else REGIONS[household["nation"]],
        "tenure_type": TENURES.get(housing["tenure"], "OWNED_OUTRIGHT"),
        "rent": rent,
        "brma": re.sub(r"\W+", "_", housing.get("brma", "Leeds").upper()),
        "other_residential_property_value": sum(
            one["amount"] for one in household.get("capital", ()) if one["kind"] == "property"
        ),
    }


def a_year(money: Json) -> float:
    """An amount at an interval, for a year."""
    if money["per"] == "hour":
        return money["amount"] * money["hours_per_week"] * 52
    return money["amount"] * TIMES_A_YEAR[money["per"]]


def period_start(household: Json, on: date) -> date:
    """First day of the assessment period, for claims whose day is in every month."""
    day = date.fromisoformat(household["claim_date"]).day
    first = on.replace(day=day)
    return first if first <= on else (on.replace(day=1) - timedelta(days=1)).replace(day=day)


def tax_year(day: date) -> int:
    """The calendar year in which the tax year of the day starts."""
    return day.year - ((day.month, day.day) < (4, 6))


def simulated(lines: list[Json], year: int) -> tuple[list[Json], float, float]:
    """The parts of each, and the seconds that setting up and calculating took."""
    began = time.perf_counter()
    situation = Situation(year)
    for number, line in enumerate(lines):
        situation.add(f"{number}", line["household"], period_start(line["household"], date.fromisoformat(line["on"])))
    simulation = Simulation(situation=situation.as_json())
    ready = time.perf_counter()
    places = {name: place for place, name in enumerate(situation.benefit_units)}

    def yearly(variable: str) -> Any:
        return simulation.calculate(variable, year, map_to="benunit").tolist()

    amounts = {name: yearly(variable) for name, variable in (PARTS | TAKEN_AWAY).items()}
    disabled = [sum(pair) for pair in zip(*(yearly(variable) for variable in DISABLED_CHILD), strict=True)]
    taper = simulation.tax_benefit_system.parameters(f"{year}").gov.dwp.universal_credit.means_test.reduction_rate
    parts = []
    for number in range(len(lines)):
        place = places[f"{number}"]
        month = {name: values[place] / 12 for name, values in amounts.items()}
        capital = month.pop("capital")
        parts.append(
            {
                **{name: month[name] for name in PARTS},
                "disabled_child_addition": disabled[place] / 12,
                "earnings_reduction": -month["earned"] * taper,
                "unearned_income_reduction": capital - month["unearned_income"],
                "capital_reduction": -capital,
                "benefit_cap_reduction": -month["cap"],
            }
        )
    return parts, ready - began, time.perf_counter() - ready


def together(lines: list[Json]) -> list[Json]:
    """The parts of many, in as few simulations as the variables they name allow."""
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        groups[tax_year(date.fromisoformat(line["on"])), "lha" in line["household"]["housing"]].append(number)
    answers: list[Json] = [{} for _ in lines]
    for (year, _), numbers in groups.items():
        parts, *_ = simulated([lines[number] for number in numbers], year)
        for number, one in zip(numbers, parts, strict=True):
            answers[number] = {"parts": one}
    return answers


def main() -> None:
    """Until the input ends."""
    if "--alone" in sys.argv:
        for text in sys.stdin:
            line = json.loads(text)
            (parts,), set_up, calculation = simulated([line], tax_year(date.fromisoformat(line["on"])))
            print(json.dumps({"parts": parts, "set_up": set_up, "calculation": calculation}), flush=True)
    else:
        for answer in together([json.loads(text) for text in sys.stdin]):
            print(json.dumps(answer))


if __name__ == "__main__":
    main()
