"""A statement against the law: each of the seven faults is found, and a right statement has a clean bill."""

from datetime import date
from decimal import Decimal

import pytest

import rules

ON = date(2026, 11, 23)
FAMILY = {
    "nation": "england",
    "claim_date": "2025-01-12",
    "in_greater_london": False,
    "adults": [
        {
            "birth_date": "1990-01-01",
            "sex": "female",
            "health": {"group": "lcwra", "protection": "award_before_april_2026"},
            "carer": False,
            "earnings": [{"amount": 900, "per": "month", "basis": "net"}],
            "receives": ["pip_daily_living_standard"],
        },
        {
            "birth_date": "1988-01-01",
            "sex": "male",
            "health": {"group": "none"},
            "carer": True,
            "earnings": [],
        },
    ],
    "children": [
        {"birth_date": "2015-05-01", "sex": "female", "childcare": {"amount": 0, "per": "month"}},
        {"birth_date": "2018-05-01", "sex": "female", "childcare": {"amount": 0, "per": "month"}},
    ],
    "housing": {
        "tenure": "social",
        "rent": {"amount": 120, "per": "week"},
        "bedrooms": 3,
        "overnight_carer": True,
        "non_dependants": [],
    },
    "savings": 0,
    "other_income": [],
    "deductions": [{"kind": "overpayment", "amount": 40}],
}
WITH_SON = {
    **FAMILY,
    "housing": {**FAMILY["housing"], "bedrooms": 4, "non_dependants": [{"birth_date": "2000-01-01"}]},
}


def lines_of(household, on=ON, **changes):
    """The right statement, with the lines named changed, or left out where None."""
    result = rules.estimate(household, on).as_json()
    kept = [
        {"id": line["id"], "amount": line["amount"]}
        for line in result["lines"]
        if not line["id"].startswith("no_") and line["id"] not in changes
    ]
    return kept + [{"id": key, "amount": amount} for key, amount in changes.items() if amount is not None]


def checked(household=FAMILY, on=ON, **changes):
    return rules.check_statement(household, on, lines_of(household, on, **changes))


def reasons(result, line_id):
    return next(line.reasons for line in result.lines if line.id == line_id)


@pytest.mark.parametrize("household", [FAMILY, WITH_SON], ids=["family", "with a son"])
def test_a_right_statement_has_a_clean_bill(household):
    result = checked(household)
    assert result.as_json()["verdict"] == "agrees"
    assert all(line.reasons == () for line in result.lines)
    assert result.problems == ()


# 900.00 counts twice: 55% of 1,800 - 427; without the work allowance 55% of 900.00. LCWRA at the lower rate. A child
# of two is missing; the carer element is missing. 520.00 of rent less 14% for a spare bedroom; less 96.55 for the son.
FAULTS = {
    "earnings reported twice": ({"earnings_reduction": "-755.15"}, "earnings_reduction", "counted twice"),
    "wrong LCWRA rate": ({"lcwra_element": "217.26"}, "lcwra_element", "other of the two rates"),
    "missing child element": ({"child_element": "351.88"}, "child_element", "A child is missing"),
    "missing carer element": ({"carer_element": None}, "carer_element", "carer element is missing"),
    "work allowance missing": ({"earnings_reduction": "-495.00"}, "earnings_reduction", "work allowance is missing"),
    "bedroom tax wrongly applied": (
        {"housing_costs_element": "447.20"},
        "housing_costs_element",
        "wrongly counted as spare",
    ),
    "deduction above the cap": ({"deductions": "-120.00"}, "deductions", "more than 15%"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_the_first_reason_with_its_law_and_a_last_day(fault):
    changes, line_id, words = FAULTS[fault]
    result = checked(**changes)
    assert not result.agrees
    first = reasons(result, line_id)[0]
    assert words in first.reason
    assert first.exact
    assert first.law
    assert first.letter
    assert first.by == date(2027, 1, 18)  # a month after the payment of 18 December
    others = [line for line in result.lines if line.reasons and line.id != line_id]
    assert others == []


def test_a_non_dependant_wrongly_counted():
    result = checked(WITH_SON, housing_costs_element="423.45")
    assert "does not have to contribute" in reasons(result, "housing_costs_element")[0].reason or (
        "wrongly counted as having to contribute" in reasons(result, "housing_costs_element")[0].reason
    )


def test_a_wage_of_another_period():
    """Weekly pay, four times in this period; the statement has five."""
    weekly = {"amount": 200, "per": "week", "basis": "net", "pay_dates": ["2026-11-13"]}
    household = {**FAMILY, "adults": [{**FAMILY["adults"][0], "earnings": [weekly]}, FAMILY["adults"][1]]}
    on = date(2026, 12, 20)
    result = checked(household, on, earnings_reduction=f"-{Decimal('0.55') * (1000 - 427):.2f}")
    assert "another assessment period" in reasons(result, "earnings_reduction")[0].reason


def test_the_rates_of_last_year():
    result = checked(standard_allowance="628.10")
    assert "rates of the year before" in reasons(result, "standard_allowance")[0].reason


def test_a_total_that_follows_from_a_line_is_said_to_follow():
    expected = rules.estimate(FAMILY, ON).result
    less = expected.award.value - Decimal("209.34")
    result = checked(carer_element=None, award=f"{less:.2f}")
    assert reasons(result, "award")[0].reason == "This follows from: carer element"


def test_lines_that_do_not_add_up_are_said_and_compared_as_they_are():
    result = checked(award="999.00")
    assert any("come to" in problem and "as it is given" in problem for problem in result.problems)


def test_what_nothing_explains_leads_to_written_reasons():
    result = checked(standard_allowance="600.00")
    *possible, last = reasons(result, "standard_allowance")
    assert all(one.reason.startswith("Possibly: ") and not one.exact for one in possible)
    assert last.letter == "written_reasons"
    assert "Nothing that is checked here explains exactly £600.00" in last.reason


def test_money_taken_away_may_be_written_without_a_sign():
    result = checked(deductions="40.00")
    assert result.agrees
    assert result.problems == ("Deductions was taken as money taken away.",)


def test_what_is_not_known_is_said():
    household = {key: value for key, value in FAMILY.items() if key != "savings"}
    result = rules.check_statement(household, ON, lines_of(FAMILY))
    assert any(problem.startswith("Savings is not known") for problem in result.problems)


@pytest.mark.parametrize(
    ("lines", "fact"),
    [
        (None, "statement"),
        ([], "statement"),
        (["standard_allowance"], "statement[0]"),
        ([{"id": "bonus", "amount": 1}], "statement[0].id"),
        ([{"id": "award", "amount": 1}, {"id": "payable", "amount": "lots"}], "statement[1].amount"),
        ([{"id": "award", "amount": True}], "statement[0].amount"),
    ],
)
def test_lines_that_cannot_be_read_are_refused_with_their_place(lines, fact):
    with pytest.raises(rules.HouseholdError) as refused:
        rules.check_statement(FAMILY, ON, lines)
    assert refused.value.fact == fact
