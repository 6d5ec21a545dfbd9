"""A household in the words of somebody who checks it: each fact with its label and its value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import rules
from bot.languages import N_, day_in_words, gettext

Json = dict[str, Any]

NATIONS = {
    "england": N_("England"),
    "wales": N_("Wales"),
    "scotland": N_("Scotland"),
    "northern_ireland": N_("Northern Ireland"),
}

_PER = {
    "week": N_("a week"),
    "fortnight": N_("every two weeks"),
    "four_weeks": N_("every four weeks"),
    "month": N_("a month"),
    "year": N_("a year"),
    "hour": N_("an hour"),
}
_GROUP = {"none": N_("no limited capability"), "lcw": "LCW", "lcwra": "LCWRA"}
_TENURE = {
    "social": N_("council or housing association"),
    "private": N_("private landlord"),
    "owner": N_("own home"),
    "none": N_("no rent"),
    "temporary": N_("temporary or supported housing"),
}


def told(household: Json) -> list[dict[str, str]]:
    """What somebody has told us, each as fact, label and value."""
    return [{"fact": fact, "label": label, "value": value} for fact, label, value in _told(household)]


def _told(household: Json) -> Iterator[tuple[str, str, str]]:
    adults = household.get("adults") or []
    if adults and household.get("adults_complete", True):
        yield "partner", gettext("Partner"), gettext("yes") if len(adults) == 2 else gettext("no")
    for place, adult in enumerate(adults):
        yield from _adult(place, adult)
    children = household.get("children")
    if children is not None:
        ages = ", ".join(_age(child) for child in children if child)
        yield (
            "children",
            gettext("Children"),
            (f"{len(children)}" + (f": {ages}" if ages else "")) if children else gettext("none"),
        )
    for place, child in enumerate(children or []):
        yield from _child(place, child)
    yield from _home(household.get("housing") or {})
    if household.get("savings") is not None:
        yield "savings", gettext("Savings"), _money(household["savings"])
    income = household.get("other_income")
    if income is not None:
        named = ", ".join(f"{one['kind'].replace('_', ' ')} {regular(one)}" for one in income)
        yield "other_income", gettext("Other income"), named or gettext("none")
    if household.get("nation"):
        yield "nation", gettext("Nation"), gettext(NATIONS[household["nation"]])
    yield from _london(household.get("in_greater_london"))
    if household.get("place"):
        yield "place", gettext("Town or council area"), household["place"]
    if household.get("claim_date"):
        yield "claim_date", gettext("Claim date"), day_in_words(date.fromisoformat(household["claim_date"]))


def _london(lives_there: bool | None) -> Iterator[tuple[str, str, str]]:
    if lives_there is not None:
        yield "in_greater_london", gettext("In Greater London"), gettext("yes") if lives_there else gettext("no")


def _adult(place: int, adult: Json) -> Iterator[tuple[str, str, str]]:
    path, own = f"adults[{place}]", place == 0
    if _age(adult):
        yield f"{path}.age", gettext("Your age") if own else gettext("Partner's age"), _age(adult)
    if adult.get("earnings") is not None:
        pay = gettext(" and ").join(regular(job) + _basis(job) for job in adult["earnings"])
        yield f"{path}.earnings", gettext("Your pay") if own else gettext("Partner's pay"), pay or gettext("none")
    if adult.get("self_employment"):
        profit = gettext("Your profit") if own else gettext("Partner's profit")
        yield f"{path}.self_employment", profit, _trade(adult["self_employment"])
    if (adult.get("health") or {}).get("group"):
        yield f"{path}.health", gettext("Your health") if own else gettext("Partner's health"), _health(adult["health"])
    if adult.get("receives"):
        named = ", ".join(one.replace("_", " ") for one in adult["receives"])
        yield f"{path}.receives", gettext("Your other benefits") if own else gettext("Partner's other benefits"), named
    if adult.get("carer") is not None:
        yield (
            f"{path}.carer",
            gettext("Your caring") if own else gettext("Partner's caring"),
            gettext("35 hours a week or more") if adult["carer"] else gettext("no"),
        )


def _trade(trade: Json) -> str:
    """A profit, and since when."""
    since = trade.get("started")
    words = gettext(", since {day}").format(day=day_in_words(date.fromisoformat(since))) if since else ""
    return ("" if trade.get("profit") is None else regular(trade)) + words


def _health(health: Json) -> str:
    kept = health.get("protection") == "award_before_april_2026"
    return gettext(_GROUP[health["group"]]) + (gettext(", since before 6 April 2026") if kept else "")


def _child(place: int, child: Json) -> Iterator[tuple[str, str, str]]:
    if child.get("age") is not None:
        which = gettext("Child aged {age}").format(age=child["age"])
    else:
        which = gettext("Child {n}").format(n=place + 1)
    if child.get("disability", "none") != "none":
        yield (
            f"children[{place}].disability",
            gettext("{child}: disability").format(child=which),
            f"{child['disability']} addition",
        )
    if child.get("childcare"):
        yield (
            f"children[{place}].childcare",
            gettext("{child}: childcare").format(child=which),
            regular(child["childcare"]),
        )


def _home(housing: Json) -> Iterator[tuple[str, str, str]]:
    if housing.get("tenure"):
        yield "housing.tenure", gettext("Home"), gettext(_TENURE[housing["tenure"]])
    if housing.get("rent"):
        yield "housing.rent", gettext("Rent"), regular(housing["rent"])
    if housing.get("bedrooms") is not None:
        yield "housing.bedrooms", gettext("Bedrooms"), f"{housing['bedrooms']}"
    if housing.get("non_dependants"):
        ages = ", ".join(_age(person) or gettext("age not told") for person in housing["non_dependants"])
        yield "housing.non_dependants", gettext("Other adults living there"), ages
    if housing.get("brma"):
        yield "housing.brma", gettext("Area"), f"{housing['brma']}".title()


def _age(person: Json) -> str:
    if person.get("birth_date"):
        return gettext("born {day}").format(day=day_in_words(date.fromisoformat(person["birth_date"])))
    return f"{person['age']}" if person.get("age") is not None else ""


def regular(money: Json) -> str:
    """An amount, or a profit, and how often it comes: £600.00 a month."""
    return f"{_money(money.get('amount', money.get('profit')))} {gettext(_PER[money['per']])}"


def _basis(job: Json) -> str:
    words = {"net": gettext("after tax"), "gross": gettext("before tax")}.get(job.get("basis") or "")
    return f" {words}" if words else ""


def _money(amount: object) -> str:
    return rules.pounds(Decimal(str(amount)))
