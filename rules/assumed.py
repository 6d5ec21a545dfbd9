"""Exceptions that nobody mentioned and that are therefore taken not to apply: said with every estimate."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rules.household import Adult, Health, Household, Housing


class Assumption(NamedTuple):
    """What is taken instead of a fact that was not given; `label` names the fact for people."""

    fact: str
    value: str
    label: str


def exceptions(household: Household) -> Iterator[Assumption]:
    """In the order of the household; only those that could make a difference here."""
    for place, adult in enumerate(household.adults or ()):
        yield from _of_adult(f"adults[{place}]", adult, "You" if place == 0 else "Your partner")
    for place, child in enumerate(household.children or ()):
        if (child.age or 0) >= 16 and child.in_education is None:
            yield Assumption(f"children[{place}].in_education", "no", "A child of 16 or over is in education")
    if household.housing and household.housing.tenure in ("private", "social"):
        yield from _of_rent(household.housing)
    for fact, label, given in (
        ("benefit_cap", "Exemption from the benefit cap, or a grace period", household.benefit_cap),
        ("transitional_element", "Protection from a move to Universal Credit", household.transitional_element),
        ("surplus_earnings", "Earnings carried forward from an earlier award", household.surplus_earnings),
        ("advance", "An advance to pay back", household.advance),
        ("deductions", "Deductions for debts", household.deductions),
        ("sanction", "A sanction", household.sanction),
    ):
        if not given:
            yield Assumption(fact, "none", label)
    if household.children and household.child_benefit:
        yield Assumption("child_benefit", "yes", "Child Benefit is received for every child")


def _of_adult(path: str, adult: Adult, who: str) -> Iterator[Assumption]:
    if not adult.student:
        yield Assumption(f"{path}.student", "no", f"{who}: a full-time student")
    if adult.immigration is None:
        yield Assumption(f"{path}.immigration", "none", f"{who}: limits on claiming because of immigration status")
    if not adult.receives:
        yield Assumption(f"{path}.receives", "none", f"{who}: benefits for disability")
    if adult.health:
        yield from _of_health(f"{path}.health", adult.health, who)
    if adult.earnings and not any(job.pay_dates for job in adult.earnings):
        yield Assumption(f"{path}.earnings[0].pay_dates", "none", f"{who}: pay spread evenly over the year")
    if adult.self_employment and adult.self_employment.started is None:
        yield Assumption(f"{path}.self_employment.started", "over a year ago", f"{who}: the start of the business")


def _of_health(path: str, health: Health, who: str) -> Iterator[Assumption]:
    if health.group == "lcwra":
        if not health.terminally_ill:
            yield Assumption(f"{path}.terminally_ill", "no", f"{who}: terminally ill")
        if not health.severe_conditions:
            yield Assumption(f"{path}.severe_conditions", "no", f"{who}: the severe conditions criteria")
        if health.evidence_date is None and health.element_from is None:
            yield Assumption(f"{path}.element_from", "already there", f"{who}: the wait for the element is over")
    if health.group == "lcw" and not health.lcw_before_april_2017:
        yield Assumption(f"{path}.lcw_before_april_2017", "no", f"{who}: LCW since before April 2017")


def _of_rent(housing: Housing) -> Iterator[Assumption]:
    if not housing.non_dependants:
        yield Assumption("housing.non_dependants", "none", "Other grown-ups who live there")
    if not (housing.overnight_carer or housing.foster_parent or housing.couple_cannot_share):
        yield Assumption("housing.overnight_carer", "no", "A need for an extra room")
    if housing.tenure == "social" and not housing.bedroom_tax_exempt:
        yield Assumption("housing.bedroom_tax_exempt", "no", "Exemption from the reduction for spare bedrooms")
    if housing.tenure == "private" and not housing.shared_rate_exempt:
        yield Assumption("housing.shared_rate_exempt", "no", "Exemption from the rate for shared homes")
    if housing.rent and housing.rent.per != "month" and not housing.rent_free_weeks:
        yield Assumption("housing.rent_free_weeks", "0", "Weeks without rent")
    if housing.service_charges is None:
        yield Assumption("housing.service_charges", "none", "Service charges besides the rent")
