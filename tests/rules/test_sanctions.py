"""How long a sanction lasts, what it takes a day, and what a hardship payment gives."""

from datetime import date
from decimal import Decimal

import pytest

import rules
from rules.household import Household
from rules.parameters import law
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import setting_for
from rules.universal_credit.sanctions import daily_reduction, hardship_payment, length
from rules.universal_credit.timing import period_containing

SETTING = setting_for(period_containing(date(2026, 6, 10), date(2026, 6, 10)), law())
FAILED, COMPLIED = date(2026, 6, 3), date(2026, 6, 13)


@pytest.mark.parametrize(
    ("level", "complied", "earlier", "days"),
    [
        ("lowest", COMPLIED, 0, 10),
        ("low", COMPLIED, 0, 17),
        ("low", COMPLIED, 1, 24),
        ("low", COMPLIED, 2, 38),
        ("low", COMPLIED, 5, 38),
        ("low", None, 0, None),
        ("medium", None, 0, 28),
        ("medium", None, 1, 91),
        ("high", None, 0, 91),
        ("high", None, 1, 182),
        ("high", None, 4, 182),
    ],
)
def test_length(level, complied, earlier, days):
    assert length(level, FAILED, complied, earlier, SETTING) == days


@pytest.mark.parametrize(
    ("adults", "daily"),
    [
        ([{"age": 22}], "11.10"),
        ([{"age": 30}], "13.90"),
        ([{"age": 22}, {"age": 23}], "8.65"),
        ([{"age": 30}, {"age": 23}], "10.95"),
    ],
)
def test_a_day_in_2026_27(adults, daily):
    household = Household.model_validate({"adults": adults})
    claim = Claim(household, SETTING, tuple(range(len(adults))))
    assert daily_reduction(0, claim)[0].value == Decimal(daily)


def test_hardship_payment_is_sixty_per_cent_for_each_day():
    """389.20 was taken in the period before: 60% of it for a day is 7.68, so 20 days are 153.60."""
    assert hardship_payment(Decimal("389.20"), 20, SETTING).value == Decimal("153.60")


def test_a_missed_appointment_from_failure_to_end():
    """Missed on 3 June, done on 13 June, first in a year, single and 25 or over: 10 and 7 days, 236.30."""
    household = {"adults": [{"age": 30, "health": {"group": "none"}, "carer": False, "earnings": []}]}
    result = rules.sanction(household, "low", FAILED, COMPLIED)
    assert (result.days, f"{result.total:.2f}") == (17, "236.30")
    assert rules.sanction(household, "low", FAILED).total is None
    medium = rules.sanction(household, "medium", FAILED)
    assert (f"{medium.total:.2f}", f"{medium.hardship_daily:.2f}") == ("389.20", "7.68")


def test_dates_in_the_wrong_order_and_nobody_there_are_refused():
    with pytest.raises(rules.HouseholdError, match="before the failure"):
        rules.sanction({"adults": [{"age": 30}]}, "low", COMPLIED, FAILED)
    with pytest.raises(rules.HouseholdError, match="no such adult"):
        rules.sanction({"adults": [{"age": 30}]}, "low", FAILED, COMPLIED, 0, 1)
