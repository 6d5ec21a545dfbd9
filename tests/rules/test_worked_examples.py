"""Every example that was collected from officials and advisers: where it is tested, or why it is not."""

from datetime import date
from decimal import Decimal

import pytest

import rules
from rules.household_reading import read_household
from rules.parameters import law
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import setting_for
from rules.universal_credit.timing import AssessmentPeriod, period_containing
from rules.universal_credit.work_requirements import individual_threshold
from tests.examples import conformance

# Number of the example and the beginning of the case in tests/examples that is it.
IN_THE_SUITE = {
    1: "Savings of 6,300:",
    2: "Savings of 14,500:",
    3: "A penny over a step counts as a step",
    4: "In 2025/26 the floor for 35 hours at 12.21",
    10: "A couple: he has 400.00 and a floor",
    11: "A couple over their threshold together",
    12: "2017/18: maximum 1,623.12",
    14: "2023/24: a lone parent of two with 1,631.00",
    15: "2018/19: maximum 594.90",
    16: "The same in 2023/24: 950.92",
    17: "Rent of 100.00 a week for one person with two bedrooms",
    18: "A couple of 27 and 24 who live with the renter",
    19: "A couple, one with the daily living component of PIP",
    20: "A couple who are responsible for a child of 2",
    25: "Turn2us: 100.00",
    26: "The sum of a rightsnet thread in 2024/25",
    28: "One works and the other is a full-time carer",
    29: "A Lifetime ISA of 10,000.00",
    30: "GOV.UK example Penny",
}
IN_THIS_FILE = {7, 8, 9, 22}
IN_ANOTHER_FILE = {23: "test_payment_calendar.py", 24: "test_payment_calendar.py"}
NOT_TESTED = {
    5: "2015/16: the tax and National Insurance of that year are not among the rates",
    6: "2016/17: the minimum wage of that year for the age of 20 is not among the rates",
    13: "The make-up of the award of 1,686.25 is not given; the sum is that of number 12",
    21: "The grace period is a date that the household gives; how it begins is an answer, not a calculation",
    27: "2013/14: the rates of that year are not among the parameters",
}


def test_every_example_is_accounted_for_once():
    groups = (IN_THE_SUITE, IN_THIS_FILE, IN_ANOTHER_FILE, NOT_TESTED)
    assert sorted(number for group in groups for number in group) == list(range(1, 31))


@pytest.mark.parametrize("number", IN_THE_SUITE)
def test_the_case_is_in_the_suite(number):
    assert [case for case in conformance.cases() if case["case"].startswith(IN_THE_SUITE[number])]


def threshold(on, adult, children=()):
    household = read_household({"adults": [adult], "children": list(children)}, on)
    setting = setting_for(period_containing(on, on), law())
    return individual_threshold(0, Claim(household, setting, (0,)))


ON = date(2017, 11, 10)


def test_7_richard_lone_parent_of_a_child_of_three():
    """ADM J2086 example 1 has 16 hours for such a child: 520.00. Since October 2023 guidance expects up to 30."""
    wage = rules.rate("minimum_wage.living_wage", ON).value
    hours = rules.rate("work_requirements.fewer_hours", ON).value
    assert wage * hours * 52 / 12 == Decimal(520)


def test_8_laura_and_9_louise_at_the_wages_of_2017():
    assert rules.rate("minimum_wage.aged_21_to_24", ON).value * 25 * 52 / 12 == Decimal("763.75")
    assert rules.rate("minimum_wage.living_wage", ON).value * 30 * 52 / 12 == Decimal("975.00")
    assert threshold(ON, {"age": 30}) == Decimal("7.50") * 35 * 52 / 12
    assert threshold(ON, {"age": 22}) == Decimal("7.05") * 35 * 52 / 12


def test_22_jack_claims_on_18_september():
    periods = [period_containing(date(2026, 9, 18), day) for day in (date(2026, 9, 18), date(2026, 10, 18))]
    assert periods == [
        AssessmentPeriod(date(2026, 9, 18), date(2026, 10, 17)),
        AssessmentPeriod(date(2026, 10, 18), date(2026, 11, 17)),
    ]
