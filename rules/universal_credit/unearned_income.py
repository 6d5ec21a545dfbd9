"""Income other than earnings: UC Regs 2013 regs 22(1)(a), 65, 66 and 73."""

from __future__ import annotations

from rules.household import Household
from rules.universal_credit.a_month import a_month
from rules.universal_credit.line import REGULATIONS, Excluded, Line, nothing

# What regulation 66 lists, with a name for people; anything it does not list is left out of account.
_COUNTS = {
    "carers_allowance": "Carer's Allowance",
    "carer_support_payment": "Carer Support Payment",
    "new_style_jsa": "new-style Jobseeker's Allowance",
    "new_style_esa": "new-style ESA",
    "new_style_esa_support": "new-style ESA with the support component",
    "maternity_allowance": "Maternity Allowance",
    "occupational_pension": "occupational pension",
    "state_pension": "State Pension",
    "spousal_maintenance": "maintenance for an adult",
    "widowed_parents_allowance": "Widowed Parent's Allowance",
    "insurance": "insurance for lost income",
}
_DOES_NOT_COUNT = {
    "child_maintenance": "child maintenance",
    "bereavement_support_payment": "Bereavement Support Payment",
    "lodger": "rent from a lodger",
}


def unearned_income_lines(household: Household) -> list[Line]:
    """Income that counts pound for pound (regs 22(1)(a), 65 and 66), and income that does not."""
    lines: list[Line] = []
    for income in household.other_income or ():
        if income.kind in _COUNTS:
            lines.append(
                Line(
                    "unearned_income_reduction",
                    f"Taken away for {_COUNTS[income.kind]}",
                    a_month(income, _COUNTS[income.kind]).pennies().taken_away(),
                    "UC Regs 2013 regs 22(1)(a) and 66",
                    f"{REGULATIONS}/regulation/66",
                )
            )
        elif income.kind in _DOES_NOT_COUNT:
            name = _DOES_NOT_COUNT[income.kind]
            lines.append(
                nothing(
                    "no_unearned_income_reduction",
                    f"Nothing taken away for {name}",
                    "It is not in the list of income that counts",
                    "UC Regs 2013 reg 66",
                    f"{REGULATIONS}/regulation/66",
                )
            )
    return lines


def not_worked_out(household: Household) -> list[Excluded]:
    """Income whose effect is not worked out here."""
    return [
        Excluded(
            f"other_income[{number}].kind",
            "Whether this income counts depends on where it comes from, so no figure is given with it.",
            "UC Regs 2013 regs 66 to 71",
            "unearned_income",
            blocks=True,
        )
        for number, income in enumerate(household.other_income or ())
        if income.kind in ("student_income", "rental", "other")
    ]
