"""The facts we may know about a household: the input of every calculation.

Absent is not the same as none. For a circumstance (age, health, earnings, children, housing, savings ...), absent means
not known, and the result is a range; an empty list means none. For an exception (a sanction, a protection, an
exemption ...), absent means none, and the result says so under `assumed`. Money is in pounds.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Per = Literal["week", "fortnight", "four_weeks", "month", "year"]
Tenure = Literal["private", "social", "owner", "none", "temporary"]
HealthGroup = Literal["none", "lcw", "lcwra"]
Protection = Literal[
    "award_before_april_2026",
    "awaiting_first_assessment",
    "lcw_and_awaiting_further_assessment",
    "element_held_back",
    "esa_support_component",
    "none",
]
Benefit = Literal[
    "pip_daily_living_standard",
    "pip_daily_living_enhanced",
    "pip_mobility_standard",
    "pip_mobility_enhanced",
    "dla_care_lowest",
    "dla_care_middle",
    "dla_care_highest",
    "dla_mobility_lower",
    "dla_mobility_higher",
    "attendance_allowance",
    "adp_daily_living_standard",
    "adp_daily_living_enhanced",
    "adp_mobility_standard",
    "adp_mobility_enhanced",
    "cdp_care_lowest",
    "cdp_care_middle",
    "cdp_care_highest",
    "cdp_mobility_lower",
    "cdp_mobility_higher",
    "blind_registered",
    "war_pension",
    "pension_credit",
    "child_benefit",
    "carers_allowance",
    "carer_support_payment",
]
IncomeKind = Literal[
    "carers_allowance",
    "carer_support_payment",
    "new_style_jsa",
    "new_style_esa",
    "new_style_esa_support",
    "maternity_allowance",
    "occupational_pension",
    "state_pension",
    "spousal_maintenance",
    "child_maintenance",
    "student_income",
    "widowed_parents_allowance",
    "bereavement_support_payment",
    "lodger",
    "rental",
    "insurance",
    "other",
]


CapitalKind = Literal[
    "lifetime_isa",
    "property",
    "home",
    "personal_possessions",
    "pension_pot",
    "business_assets",
    "compensation_trust",
    "benefit_arrears",
]
PensionRelief = Literal["net_pay", "relief_at_source", "salary_sacrifice"]


def _not_a_truth_value(value: object) -> object:
    if isinstance(value, bool):
        raise PydanticCustomError("money", "it is not an amount of money")
    return value


Money = Annotated[Decimal, BeforeValidator(_not_a_truth_value), Field(ge=0, le=10_000_000, allow_inf_nan=False)]
Age = Annotated[int, Field(ge=0, le=120)]
Hours = Annotated[Decimal, Field(gt=0, le=168, allow_inf_nan=False)]


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Regular(_Facts):
    """Money that comes or goes at an interval."""

    amount: Money
    per: Per


class Person(_Facts):
    birth_date: date | None = None
    age: Age | None = None

    @model_validator(mode="after")
    def _one_way_to_say_the_age(self) -> Person:
        if self.birth_date and self.age is not None:
            raise PydanticCustomError("age_twice", "both an age and a birth date are given")
        return self

    @property
    def age_known(self) -> bool:
        return self.birth_date is not None or self.age is not None

    def age_on(self, day: date) -> int | None:
        """Whole years on `day`; an age given in years is taken to hold on any day near it."""
        if self.birth_date is None:
            return self.age
        birthday_to_come = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - birthday_to_come


class Health(_Facts):
    """Limited capability for work, and what decides from when and at which rate (UC Regs 2013 regs 27 to 28)."""

    group: HealthGroup | None = None
    evidence_date: date | None = None
    element_from: date | None = None
    lcw_before_april_2017: bool = False
    severe_conditions: bool = False
    terminally_ill: bool = False
    protection: Protection | None = None


class Earnings(_Facts):
    """One job. `basis`: tax, National Insurance and pension are still in the amount (gross) or out of it (net)."""

    amount: Money
    per: Per | Literal["hour"]
    basis: Literal["gross", "net"] | None = None
    pension: Money = Decimal(0)
    pension_relief: PensionRelief = "net_pay"
    hours_per_week: Hours | None = None
    pay_dates: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _hours_with_an_hourly_rate(self) -> Earnings:
        if self.per == "hour" and self.hours_per_week is None:
            raise PydanticCustomError("hours_missing", "an hourly wage needs hours_per_week")
        return self


class SelfEmployment(_Facts):
    """A trade. `basis`: income tax and National Insurance are still in the profit (gross) or out of it (net)."""

    profit: Money
    per: Per
    basis: Literal["gross", "net"] = "gross"
    pension: Money = Decimal(0)
    started: date | None = None
    gainful: bool = True


class Adult(Person):
    sex: Literal["female", "male"] | None = None
    main_carer: bool | None = None
    health: Health | None = None
    carer: bool | None = None
    earnings: tuple[Earnings, ...] | None = None
    self_employment: SelfEmployment | None = None
    receives: tuple[Benefit, ...] = ()
    student: bool = False
    care_leaver: bool = False
    without_parental_support: bool = False
    immigration: Literal["settled", "pre_settled", "limited_leave", "no_recourse", "british_irish"] | None = None


class Child(Person):
    sex: Literal["female", "male"] | None = None
    disability: Literal["none", "lower", "higher"] = "none"
    in_education: bool | None = None
    needs_own_room: bool = False
    limit_exception: Literal["multiple_birth", "adoption", "kinship", "non_consensual"] | None = None
    childcare: Regular | None = None


class NonDependant(Person):
    """A grown-up who lives in the renter's home and is not in the benefit unit (UC Regs 2013 Sch 4 para 9(2))."""

    receives: tuple[Benefit, ...] = ()
    partner_of: int | None = None
    child_under_5: bool = False
    prisoner: bool = False
    armed_forces_on_operations: bool = False


class Housing(_Facts):
    tenure: Tenure | None = None
    rent: Regular | None = None
    rent_free_weeks: Annotated[int, Field(ge=0, le=52)] = 0
    service_charges: Regular | None = None
    bedrooms: Annotated[int, Field(ge=0, le=20)] | None = None
    brma: str | None = None
    lha: Regular | None = None
    overnight_carer: bool = False
    foster_parent: bool = False
    couple_cannot_share: bool = False
    shared_rate_exempt: bool = False
    bedroom_tax_exempt: bool = False
    non_dependants: tuple[NonDependant, ...] = ()


class OtherIncome(Regular):
    kind: IncomeKind
    adult: Annotated[int, Field(ge=0, le=1)] = 0


class Capital(_Facts):
    """Something owned besides savings: its market value, and the debts that are secured on it."""

    kind: CapitalKind
    amount: Money
    debts: Money = Decimal(0)


class BenefitCap(_Facts):
    exempt: bool = False
    grace_until: date | None = None


class Advance(_Facts):
    amount: Money
    months: Annotated[int, Field(ge=1, le=24)] | None = None


class Deduction(_Facts):
    """Money taken off for a debt, in pounds per assessment period."""

    kind: Annotated[str, Field(min_length=1, max_length=60)]
    amount: Money


class Sanction(_Facts):
    """A sanction of one adult. `days` from `starts` on, or all of them in the period where no first day is given."""

    level: Literal["lowest", "low", "medium", "high"]
    days: Annotated[int, Field(ge=0, le=1100)]
    adult: Annotated[int, Field(ge=0, le=1)] = 0
    starts: date | None = None


class Household(_Facts):
    """Everybody and everything that one award of Universal Credit looks at (the benefit unit and its home).

    `place` is a town or council area, for finding help near it: no award looks at it.
    `adults_complete` is False while a partner may exist who has not been described yet: then whether there is a couple
    is a circumstance that is not known. `transitional_element` is the amount of the period that contains
    `transitional_element_on`, and without that date the amount of the period that is calculated.
    `capital_disregarded` is the transitional disregard of capital over the limit after tax credits, and
    `surplus_earnings` what is carried forward from an earlier award that ended because of earnings.
    """

    nation: Nation | None = None
    place: Annotated[str, Field(max_length=80)] | None = None
    claim_date: date | None = None
    adults: Annotated[tuple[Adult, ...], Field(min_length=1, max_length=2)] | None = None
    adults_complete: bool = True
    carers_share_one_person: bool = False
    children: Annotated[tuple[Child, ...], Field(max_length=20)] | None = None
    housing: Housing | None = None
    savings: Money | None = None
    capital: tuple[Capital, ...] = ()
    child_benefit: bool = True
    in_greater_london: bool | None = None
    other_income: tuple[OtherIncome, ...] | None = None
    benefit_cap: BenefitCap | None = None
    transitional_element: Money = Decimal(0)
    transitional_element_on: date | None = None
    capital_disregarded: bool = False
    surplus_earnings: Money = Decimal(0)
    advance: Advance | None = None
    deductions: tuple[Deduction, ...] = ()
    sanction: Sanction | None = None

    @property
    def is_couple(self) -> bool:
        return self.adults is not None and len(self.adults) == 2
