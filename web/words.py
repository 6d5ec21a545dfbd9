"""Text for the browser: answers as safe HTML, and a household in the words of somebody who checks it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import nh3
from markdown_it import MarkdownIt

import rules

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "br", "blockquote"}

Json = dict[str, Any]


def html(markdown: str) -> str:
    """Markdown as HTML in which nothing can run: only text tags and https, mailto and tel links are left."""
    return nh3.clean(
        _MARKDOWN.render(markdown),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )


_PER = {
    "week": "a week",
    "fortnight": "every two weeks",
    "four_weeks": "every four weeks",
    "month": "a month",
    "year": "a year",
    "hour": "an hour",
}
_TENURE = {
    "social": "council or housing association",
    "private": "private landlord",
    "owner": "own home",
    "none": "no rent",
    "temporary": "temporary or supported housing",
}


def known(household: Json) -> list[dict[str, str]]:
    """What somebody has told us, each as fact, label and value."""
    return [{"fact": fact, "label": label, "value": value} for fact, label, value in _known(household)]


def _known(household: Json) -> Iterator[tuple[str, str, str]]:
    adults = household.get("adults") or []
    if adults and household.get("adults_complete", True):
        yield "partner", "Partner", "yes" if len(adults) == 2 else "no"
    for place, adult in enumerate(adults):
        yield from _adult(place, adult)
    children = household.get("children")
    if children is not None:
        ages = ", ".join(_age(child) for child in children if child)
        yield "children", "Children", f"{len(children) or 'none'}" + (f": {ages}" if ages else "")
    yield from _home(household.get("housing") or {})
    if household.get("savings") is not None:
        yield "savings", "Savings", _money(household["savings"])
    income = household.get("other_income")
    if income is not None:
        named = ", ".join(f"{one['kind'].replace('_', ' ')} {_regular(one)}" for one in income)
        yield "other_income", "Other income", named or "none"
    if household.get("nation"):
        yield "nation", "Nation", household["nation"].replace("_", " ").title()
    if household.get("claim_date"):
        yield "claim_date", "Claim date", f"{date.fromisoformat(household['claim_date']):%-d %B %Y}"


def _adult(place: int, adult: Json) -> Iterator[tuple[str, str, str]]:
    path, whose = f"adults[{place}]", "Your" if place == 0 else "Partner's"
    if _age(adult):
        yield f"{path}.age", f"{whose} age", _age(adult)
    if adult.get("earnings") is not None:
        pay = " and ".join(_regular(job) + _basis(job) for job in adult["earnings"])
        yield f"{path}.earnings", f"{whose} pay", pay or "none"
    if (adult.get("health") or {}).get("group"):
        group = adult["health"]["group"]
        yield f"{path}.health", f"{whose} health", "no limited capability" if group == "none" else group.upper()
    if adult.get("carer") is not None:
        yield f"{path}.carer", f"{whose} caring", "35 hours a week or more" if adult["carer"] else "no"


def _home(housing: Json) -> Iterator[tuple[str, str, str]]:
    if housing.get("tenure"):
        yield "housing.tenure", "Home", _TENURE[housing["tenure"]]
    if housing.get("rent"):
        yield "housing.rent", "Rent", _regular(housing["rent"])
    if housing.get("bedrooms") is not None:
        yield "housing.bedrooms", "Bedrooms", f"{housing['bedrooms']}"
    if housing.get("brma"):
        yield "housing.brma", "Area", f"{housing['brma']}".title()


def _age(person: Json) -> str:
    if person.get("birth_date"):
        return f"born {date.fromisoformat(person['birth_date']):%-d %B %Y}"
    return f"{person['age']}" if person.get("age") is not None else ""


def _regular(money: Json) -> str:
    return f"{_money(money['amount'])} {_PER[money['per']]}"


def _basis(job: Json) -> str:
    return {"net": " after tax", "gross": " before tax"}.get(job.get("basis") or "", "")


def _money(amount: object) -> str:
    return rules.pounds(Decimal(str(amount)))
