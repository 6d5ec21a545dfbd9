"""Sentences around figures and dates that are worked out for one person. Standing texts are answer files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import rules


def estimate_text(result: rules.Estimate) -> str:
    """The estimate in a few sentences: never "you are entitled".

    The first paragraph is the figure; the second, what it rests on, which a browser shows in its own way.
    """
    award = result.result.award
    if award is None:
        reasons = [one.reason for one in result.result.excluded if one.blocks]
        return "I cannot give you a figure for this. " + " ".join(reasons)
    figure = [f"You may get about **{rules.pounds(award.value)}** a month from Universal Credit."]
    figure += [_taken(line) for line in result.result.lines if line.amount.value < 0 and line.id in _TAKEN]
    figure += [f"{line.why}." for line in result.result.lines if line.id == "no_award"]
    if result.result.payable and result.result.payable.value != award.value:
        figure.append(f"After what is taken from it, **{rules.pounds(result.result.payable.value)}** is paid.")
    rests_on = [*_range(result), *(one.reason for one in result.result.excluded)]
    return "\n\n".join(filter(None, (" ".join(figure), " ".join(rests_on))))


_TAKEN = {
    "earnings_reduction": "Earnings take {amount} off it.",
    "unearned_income_reduction": "Other income takes {amount} off it.",
    "capital_reduction": "Savings take {amount} off it.",
    "benefit_cap_reduction": "The benefit cap takes {amount} off it.",
}


def _taken(line: rules.Line) -> str:
    return _TAKEN[line.id].format(amount=rules.pounds(-line.amount.value))


def _range(result: rules.Estimate) -> list[str]:
    if not result.range or result.result.award is None or result.range.low == result.range.high:
        return []
    unknown = "; ".join(_ASSUMED.get(one.fact.rpartition(".")[2], one.value) for one in result.unknown)
    low, high = rules.pounds(result.range.low), result.range.high
    if high is None:
        return [f"I have assumed: {unknown}. Tell me more and I can be more exact."]
    return [f"It could be from {low} to {rules.pounds(high)}. I have assumed: {unknown}."]


# How an assumption reads in a sentence, by the last part of the fact's path; the others say enough themselves.
_ASSUMED = {
    "other_income": "no other income",
    "savings": "no savings",
    "carer": "no caring for somebody disabled",
    "health": "no decision that illness or disability limits your work",
    "protection": "the lower health rate",
    "brma": "a rent within the Local Housing Allowance",
    "bedrooms": "no spare bedroom",
    "childcare": "no childcare costs",
}


def why_asked_text(asked: rules.Missing) -> str:
    """What the answer to a question changes."""
    change = asked.changes_award_by_up_to
    by = "a lot" if change is None else f"by up to {rules.pounds(change)} a month"
    return f"I ask because your answer can change the figure {by}. You can say that you do not know."


def period_assumed_text(path: str, value: Any) -> str:
    """For an amount whose period was not said: which one was taken, and how to put it right."""
    money = value[-1] if isinstance(value, list) else value
    what = "rent" if path.endswith("rent") else "pay"
    amount = rules.pounds(Decimal(str(money["amount"])))
    return f"I have taken the {what} as {amount} a {money['per']}. If that is wrong, tell me how often."


def refusal_text(error: rules.HouseholdError) -> str:
    """A fact that cannot be right: what is wrong with it and what would be right."""
    return f"I have not taken that in. {error.problem} {error.instead}"


def first_payment_text(calendar: rules.Timeline, today: date) -> str:
    """When the first payment comes, for a claim date."""
    first = calendar.paydays[0]
    when = "is due" if first.paid >= today else "was due"
    text = (
        f"With a claim on {_day(calendar.claim_date)}, your first payment {when} on **{first.paid:%A} "
        f"{_day(first.paid)}**. Your first assessment period is {_day(first.period.start)} to {_day(first.period.end)}."
    )
    if first.paid != first.due:
        text += f" The seventh day after it, {_day(first.due)}, is not a working day, so it is paid before."
    if first.paid < today:
        text += " If it has not come, put a note in your journal or ring the helpline today."
    return text


def lcwra_text(calendar: rules.LcwraCalendar, today: date) -> str:
    """From when the LCWRA element is paid, how much it is and why that much."""
    first, element = calendar.first_period, calendar.element
    paid = "is" if calendar.first_payment >= today else "was"
    return (
        f"If you are found to have LCWRA, the element starts with your assessment period of {_day(first.start)} "
        f"and {paid} first paid on **{_day(calendar.first_payment)}**. "
        f"It is {rules.pounds(element.amount.value)} a month. {element.why}. "
        "If the decision comes later, what is owed since then is paid with it."
    )


def comparison_text(before: rules.Estimate, after: rules.Estimate) -> str:
    """What a change would do, as a difference of two estimates."""
    if before.result.award is None or after.result.award is None:
        return estimate_text(after)
    difference = after.result.award.value - before.result.award.value
    direction = "more than" if difference > 0 else "less than"
    change = f"{rules.pounds(abs(difference))} {direction}" if difference else "the same as"
    return (
        f"With that, Universal Credit may be about **{rules.pounds(after.result.award.value)}** a month, {change} "
        f"the {rules.pounds(before.result.award.value)} without it."
    )


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
