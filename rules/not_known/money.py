"""Savings and other income."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.household import Household, OtherIncome
from rules.not_known.unknown import PLENTY, Change, Unknown, unchanged, with_fact


def unknown_money(household: Household) -> Iterator[Unknown]:
    yield from _savings(household)
    yield from _other_income(household)
    yield from _kinds(household)


def _savings(household: Household) -> Iterator[Unknown]:
    if household.savings is None:
        none = with_fact(savings=Decimal(0))
        yield Unknown(
            "savings",
            "Savings",
            "How much do you have in savings and investments?",
            "0.00",
            none,
            (with_fact(savings=PLENTY),),
            (none,),
        )


def _other_income(household: Household) -> Iterator[Unknown]:
    """A pension could take the whole award.

    However little is paid of them, Carer's Allowance would lift the benefit cap, and Maternity Allowance would count as
    work for childcare costs.
    """
    if household.other_income is None:
        none = with_fact(other_income=())
        plenty = OtherIncome(kind="occupational_pension", amount=PLENTY, per="month")
        for_caring = OtherIncome(kind="carers_allowance", amount=Decimal(0), per="month")
        on_leave = OtherIncome(kind="maternity_allowance", amount=Decimal(0), per="month")
        with_childcare = any(child.childcare for child in household.children or ())
        yield Unknown(
            "other_income",
            "Other income",
            "Do you get any other money, such as a pension, Carer's Allowance, new-style JSA or ESA?",
            "none",
            none,
            (with_fact(other_income=(plenty,)),),
            (none, with_fact(other_income=(for_caring, on_leave) if with_childcare else (for_caring,))),
        )


def _kinds(household: Household) -> Iterator[Unknown]:
    for number, income in enumerate(household.other_income or ()):
        if income.kind == "other" and income.amount:
            yield Unknown(
                f"other_income[{number}].kind",
                "Where other income comes from",
                f"Where does the {income.amount:.2f} a {income.per.replace('_', ' ')} come from?",
                "something that does not count",
                unchanged,
                (_of_kind(number, "occupational_pension"),),
                (unchanged,),
            )


def _of_kind(number: int, kind: str) -> Change:
    def change(household: Household) -> Household:
        incomes = list(household.other_income or ())
        incomes[number] = incomes[number].model_copy(update={"kind": kind})
        return household.model_copy(update={"other_income": tuple(incomes)})

    return change
