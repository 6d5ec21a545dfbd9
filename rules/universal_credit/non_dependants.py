"""Housing cost contributions of grown-ups who live in the renter's home: UC Regs 2013 Sch 4 paras 13 to 16."""

from __future__ import annotations

from rules.amount import Amount
from rules.household import NonDependant
from rules.universal_credit.benefits import FOR_CARE, FOR_CARERS
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import Setting

_NO_DEDUCTION_WITH = FOR_CARE | FOR_CARERS | {"pension_credit"}


def contributions(claim: Claim) -> tuple[Amount | None, str]:
    """What is taken off the rent for all non-dependants, or None; and why not more."""
    housing = claim.household.housing
    people = (*(housing.non_dependants if housing else ()), *claim.grown_children)
    if not people:
        return None, ""
    if any(_renter_is_spared(adult.receives) for _, adult in claim.claiming()):
        return None, "Nobody has to contribute, because of a disability benefit of yours or your partner's (para 15)"
    contributing = sum(not _is_spared(person, claim.setting) for person in people)
    spared = len(people) - contributing
    why = f"{spared} of the other grown-ups {'does' if spared == 1 else 'do'} not have to contribute" if spared else ""
    if not contributing:
        return None, why
    return claim.setting.law("housing_cost_contribution") * Amount.number(contributing), why


def _renter_is_spared(receives: tuple[str, ...]) -> bool:
    """Blind, or with a benefit for care (para 15)."""
    return "blind_registered" in receives or not FOR_CARE.isdisjoint(receives)


def _is_spared(person: NonDependant, setting: Setting) -> bool:
    """Under 21, with certain benefits, with a child under 5, a prisoner, or in the forces on operations (para 16)."""
    age = setting.age(person)
    return (
        (age is not None and age < setting.rate("renting.non_dependant_age").value)
        or not _NO_DEDUCTION_WITH.isdisjoint(person.receives)
        or person.child_under_5
        or person.prisoner
        or person.armed_forces_on_operations
    )
