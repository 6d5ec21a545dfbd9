"""Income other than earnings: UC Regs 2013 regs 22(1)(a), 65, 66, 68 to 71 and 73."""

from __future__ import annotations

from rules.amount import Amount
from rules.household import Household, OtherIncome
from rules.universal_credit.a_month import a_month, to_a_month
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import REGULATIONS, Excluded, Line, nothing

_LAW = "UC Regs 2013 regs 22(1)(a) and 66"

# What regulation 66 lists, with a name for people; anything it does not list is left out of account.
COUNTS = {
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
    "student_income": "student income",
}
_DOES_NOT_COUNT = {
    "child_maintenance": ("child maintenance", "It is not in the list of income that counts"),
    "bereavement_support_payment": ("Bereavement Support Payment", "It is not in the list of income that counts"),
    "lodger": ("rent from a lodger", "It is not in the list of income that counts"),
    "rental": (
        "rent from a property",
        "The property counts as capital instead, and so does the rent from when it is due (reg 72(3))",
    ),
    "other": ("other income", "Only income in the list counts; whether this is, depends on where it comes from"),
}


def unearned_income_lines(claim: Claim) -> list[Line]:
    """Income that counts pound for pound (regs 22(1)(a), 65 and 66), and income that does not."""
    lines: list[Line] = []
    for income in claim.household.other_income or ():
        if income.kind not in COUNTS:
            name, why = _DOES_NOT_COUNT[income.kind]
            lines.append(
                nothing(
                    "no_unearned_income_reduction",
                    f"Nothing taken away for {name}",
                    why,
                    "UC Regs 2013 reg 66",
                    f"{REGULATIONS}/regulation/66",
                )
            )
        elif income.amount:
            lines.append(
                Line(
                    "unearned_income_reduction",
                    f"Taken away for {COUNTS[income.kind]}",
                    counted(income, claim).taken_away(),
                    "UC Regs 2013 regs 68 to 71" if income.kind == "student_income" else _LAW,
                    f"{REGULATIONS}/regulation/{68 if income.kind == 'student_income' else 66}",
                )
            )
    return lines


def counted(income: OtherIncome, claim: Claim) -> Amount:
    """What counts of an income in a month.

    Of student income all but a fixed amount (reg 71); of Carer Support Payment no more than Carer's Allowance would
    be (reg 66(1)(b)).
    """
    amount = a_month(income, COUNTS[income.kind])
    if income.kind == "student_income":
        return (amount - claim.setting.rate("young_people.student_income_left_out")).not_below_nil()
    if income.kind == "carer_support_payment":
        return amount.at_most(to_a_month(claim.setting.rate("carers.allowance"), "week"))
    return amount


def not_worked_out(household: Household) -> list[Excluded]:
    """Income of which nobody said where it comes from."""
    return [
        Excluded(
            f"other_income[{number}].kind",
            "Whether this income counts depends on where it comes from. It is left out here.",
            "UC Regs 2013 reg 66",
            "unearned_income",
        )
        for number, income in enumerate(household.other_income or ())
        if income.kind == "other" and income.amount
    ]
