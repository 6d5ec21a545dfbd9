"""Sentences around figures and dates that are worked out for one person. Standing texts are answer files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import rules
from bot.answers.told import regular, told
from bot.languages import N_, day_in_words, gettext, weekday_in_words


def estimate_text(result: rules.Estimate) -> str:
    """The estimate in a few sentences: never "you are entitled".

    The first paragraph is the figure; the second, what it rests on, which a browser shows in its own way.
    """
    award = result.result.award
    if award is None:
        reasons = [one.reason for one in result.result.excluded if one.blocks]
        return " ".join([gettext("I cannot give you a figure for this."), *reasons])
    figure = [
        gettext("You may get about **{amount}** a month from Universal Credit.").format(
            amount=rules.pounds(award.value)
        )
    ]
    figure += [_taken(line) for line in result.result.lines if line.amount.value < 0 and line.id in _TAKEN]
    figure += [f"{line.why}." for line in result.result.lines if line.id == "no_award"]
    if result.result.payable and result.result.payable.value != award.value:
        paid = rules.pounds(result.result.payable.value)
        figure.append(gettext("After what is taken from it, **{amount}** is paid.").format(amount=paid))
    rests_on = [*_range(result), *_start_of_business(result), *(one.reason for one in result.result.excluded)]
    return "\n\n".join(filter(None, (" ".join(figure), " ".join(rests_on))))


def _start_of_business(result: rules.Estimate) -> list[str]:
    """When somebody began to work for themselves can change the figure more than all that is asked."""
    assumed = any(one.fact.endswith(".self_employment.started") for one in result.exceptions)
    words = N_(
        "I have taken it that the business began over a year ago, so that a minimum income floor can count. "
        "If it is newer, tell me when it started."
    )
    return [gettext(words)] if assumed else []


_TAKEN = {
    "earnings_reduction": N_("Earnings take {amount} off it."),
    "unearned_income_reduction": N_("Other income takes {amount} off it."),
    "capital_reduction": N_("Savings take {amount} off it."),
    "benefit_cap_reduction": N_("The benefit cap takes {amount} off it."),
}


def _taken(line: rules.Line) -> str:
    return gettext(_TAKEN[line.id]).format(amount=rules.pounds(-line.amount.value))


def _range(result: rules.Estimate) -> list[str]:
    if not result.range or result.result.award is None or result.range.low == result.range.high:
        return []
    low, high = rules.pounds(result.range.low), result.range.high
    if high is None:
        only = gettext("I have assumed: {assumed}. Tell me more and I can be more exact.")
        return [only.format(assumed=assumed_text(result))]
    words = gettext("It could be from {low} to {high}. I have assumed: {assumed}.")
    return [words.format(low=low, high=rules.pounds(high), assumed=assumed_text(result))]


def assumed_text(result: rules.Estimate) -> str:
    """What an estimate takes for granted, each thing once."""
    assumed = (_ASSUMED.get(one.fact.rpartition(".")[2], "{value}") for one in result.unknown)
    words = (gettext(one).format(value=unknown.value) for one, unknown in zip(assumed, result.unknown, strict=True))
    return "; ".join(dict.fromkeys(words))


# How an assumption reads in a sentence, by the last part of the fact's path; the others say enough themselves.
_ASSUMED = {
    "other_income": N_("no other income"),
    "savings": N_("no savings"),
    "carer": N_("no caring for somebody disabled"),
    "health": N_("no decision that illness or disability limits your work"),
    "protection": N_("the lower health rate"),
    "brma": N_("a rent within the Local Housing Allowance"),
    "bedrooms": N_("no spare bedroom"),
    "childcare": N_("no childcare costs"),
    "in_greater_london": N_("a home outside London"),
    "basis": N_("pay after tax"),
    "birth_date": N_("an age of {value}"),
}


NOT_ENOUGH_YET = N_("I can work that out when I know a little more.")
NOT_UNDERSTOOD = N_("I did not understand that, so nothing has changed.")


def no_rate_text(error: rules.NoRate) -> str:
    """The law of that day is not known here."""
    return f"{error} {gettext('So I cannot work out a figure for that day.')}"


def why_asked_text(asked: rules.Missing) -> str:
    """What the answer to a question changes."""
    change = asked.changes_award_by_up_to
    if change is None:
        return gettext("I ask because your answer can change the figure a lot. You can say that you do not know.")
    return gettext(
        "I ask because your answer can change the figure by up to {amount} a month. You can say that you do not know."
    ).format(amount=rules.pounds(change))


def period_assumed_text(path: str, value: Any) -> str:
    """For an amount whose period was not said: which one was taken, and how to put it right."""
    money = value[-1] if isinstance(value, list) else value
    rent = gettext("I have taken the rent as {amount}. If that is wrong, tell me how often.")
    pay = gettext("I have taken the pay as {amount}. If that is wrong, tell me how often.")
    return (rent if path.endswith("rent") else pay).format(amount=regular(money))


def refusal_text(error: rules.HouseholdError) -> str:
    """A fact that cannot be right: what is wrong with it and what would be right."""
    return f"{gettext('I have not taken that in.')} {error.problem} {error.instead}"


def first_payment_text(calendar: rules.Timeline, today: date) -> str:
    """When the first payment comes, for a claim date."""
    first = calendar.paydays[0]
    due = gettext("With a claim on {claim}, your first payment is due on **{paid}**.")
    was_due = gettext("With a claim on {claim}, your first payment was due on **{paid}**.")
    text = (due if first.paid >= today else was_due).format(
        claim=day_in_words(calendar.claim_date), paid=weekday_in_words(first.paid)
    )
    period = gettext("Your first assessment period is {start} to {end}.")
    text += " " + period.format(start=day_in_words(first.period.start), end=day_in_words(first.period.end))
    if first.paid != first.due:
        moved = gettext("The seventh day after it, {due}, is not a working day, so it is paid before.")
        text += " " + moved.format(due=day_in_words(first.due))
    if first.paid < today:
        text += " " + gettext("If it has not come, put a note in your journal or ring the helpline today.")
    return text


def lcwra_text(calendar: rules.LcwraCalendar, today: date) -> str:
    """From when the LCWRA element is paid, how much it is and why that much."""
    first, element = calendar.first_period, calendar.element
    paid = gettext(
        "If you are found to have LCWRA, the element starts with your assessment period of {start} and is first paid "
        "on **{paid}**."
    )
    was_paid = gettext(
        "If you are found to have LCWRA, the element starts with your assessment period of {start} and was first paid "
        "on **{paid}**."
    )
    begins = (paid if calendar.first_payment >= today else was_paid).format(
        start=day_in_words(first.start), paid=day_in_words(calendar.first_payment)
    )
    amount = gettext("It is {amount} a month.").format(amount=rules.pounds(element.amount.value))
    arrears = gettext("If the decision comes later, what is owed since then is paid with it.")
    return f"{begins} {amount} {element.why}. {arrears}"


def comparison_text(found: rules.Comparison) -> str:
    """What a change would do: the difference of two estimates, and the reason for each line that differs."""
    before, after = found.first.result.award, found.second.result.award
    if before is None or after is None:
        return estimate_text(found.second)
    amounts = {"after": rules.pounds(after.value), "before": rules.pounds(before.value)}
    amounts["difference"] = rules.pounds(abs(after.value - before.value))
    later = found.second.on if found.second.on != found.first.on else None
    figure = gettext(_compared(after.value - before.value, later)).format(
        **amounts, day=day_in_words(later) if later else ""
    )
    reasons = [_reason(one) for one in found.lines if one.reason and one.line.id not in _SUMS]
    forecast = [one.reason for one in found.second.result.excluded if one.fact == "on"]
    return "\n\n".join([figure, *(["\n".join(reasons)] if reasons else []), *forecast])


def _compared(difference: Decimal, later: date | None) -> str:
    if not difference:
        return _THE_SAME_LATER if later else _THE_SAME
    if difference > 0:
        return _MORE_LATER if later else _MORE
    return _LESS_LATER if later else _LESS


_MORE = N_(
    "With that, Universal Credit may be about **{after}** a month, {difference} more than the {before} without it."
)
_LESS = N_(
    "With that, Universal Credit may be about **{after}** a month, {difference} less than the {before} without it."
)
_THE_SAME = N_("With that, Universal Credit may be about **{after}** a month, the same as the {before} without it.")
_MORE_LATER = N_(
    "With that from {day}, Universal Credit may be about **{after}** a month, {difference} more than the {before} "
    "without it."
)
_LESS_LATER = N_(
    "With that from {day}, Universal Credit may be about **{after}** a month, {difference} less than the {before} "
    "without it."
)
_THE_SAME_LATER = N_(
    "With that from {day}, Universal Credit may be about **{after}** a month, the same as the {before} without it."
)


# Lines that only add up others.
_SUMS = {"maximum_award", "award", "payable"}


def _reason(one: Any) -> str:
    words = (
        gettext("- {line}: {amount} more ({reason}).")
        if one.difference > 0
        else gettext("- {line}: {amount} less ({reason}).")
    )
    return words.format(line=gettext(one.line.label), amount=rules.pounds(abs(one.difference)), reason=one.reason)


def contradiction_text(label: str, before: str, now: str) -> str:
    """Two things that cannot both be right."""
    words = gettext("{label}: before, you told me {before}. Now you say {now}. Which is right?")
    return words.format(label=label, before=before, now=now)


def changed_text(before: dict[str, Any], after: dict[str, Any], facts: Iterable[Any]) -> list[str]:
    """What a correction changed, so that nothing changes in silence; nothing for what is told for the first time."""
    old = {one["fact"]: one for one in told(before)}
    new = {one["fact"]: one for one in told(after)}
    paths = dict.fromkeys("children" if fact.path.startswith("children") else fact.path for fact in facts)
    sentences = []
    for path in paths:
        if path in old and path not in new:
            sentences.append(gettext("I have forgotten this: {label}.").format(label=old[path]["label"]))
        elif path in old and old[path]["value"] != new[path]["value"]:
            sentences.append(gettext("{label}: I have changed this to {value}.").format(**new[path]))
    return sentences
