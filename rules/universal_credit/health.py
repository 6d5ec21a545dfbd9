"""LCW and LCWRA elements: UC Regs 2013 regs 27 to 28 and Schedule 5A, Universal Credit Act 2025 s.2 and Sch 1.

Since April 2026 the law makes two classes of LCWRA claimant. Which rate somebody gets is decided top down: terminal
illness, severe conditions, an award with the element before 6 April 2026, the four other routes of Schedule 5A, and
the lower rate for everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from rules.household import Adult, Health, Household
from rules.universal_credit.benefits import FOR_DISABILITY, HIGHEST_CARE
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import LEGISLATION, REGULATIONS, Line, Setting, nothing
from rules.universal_credit.pension_age import over_pension_age
from rules.universal_credit.timing import period_containing

TWO_RATES_FROM = date(2026, 4, 6)

_WAIT_LAW = "UC Regs 2013 reg 28"
_WAIT_URL = f"{REGULATIONS}/regulation/28"

_ROUTES = {
    "award_before_april_2026": "The award had the element before 6 April 2026 and has had it since",
    "awaiting_first_assessment": "A first assessment was awaited before 6 April 2026",
    "lcw_and_awaiting_further_assessment": "With LCW, a further assessment was awaited before 6 April 2026",
    "element_held_back": "LCWRA was decided before 6 April 2026 and only the relevant period held the element back",
    "esa_support_component": "ESA with the support component was held before 6 April 2026 and until this award",
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether one adult's LCWRA element is in this period, at which rate, and why."""

    adult: int
    in_payment: bool
    higher: bool
    why: str
    law: str
    url: str


def health_lines(claim: Claim, lcwra: Decision | None) -> list[Line]:
    """The health element of the award, or why there is none. There is never more than one LCWRA element."""
    if lcwra and lcwra.in_payment:
        return [_element(lcwra, claim.setting)]
    lines: list[Line] = []
    if lcwra:
        lines.append(nothing("no_lcwra_element", "No LCWRA element yet", lcwra.why, lcwra.law, lcwra.url))
    for _, adult in claim.claiming():
        if group(adult, claim.setting) == "lcw":
            lines.append(_lcw(adult.health or Health(), claim.setting))
            break
    return lines


def lcwra_decision(claim: Claim) -> Decision | None:
    """The adult in respect of whom the LCWRA element is paid.

    Where both partners have LCWRA there is one element, the higher amount (reg 27(4)). At the same rate it is put to
    the partner who is not a carer, because for the same person the carer element would give way (reg 29(4)).
    """
    decisions = [
        _decide(place, adult.health or Health(), claim.household, claim.setting)
        for place, adult in claim.claiming()
        if group(adult, claim.setting) == "lcwra"
    ]
    if not decisions:
        return None
    return max(decisions, key=lambda d: (d.in_payment, d.higher, not claim.adults[d.adult].carer))


def has_limited_capability(claim: Claim) -> bool:
    """Whether a claimant has LCW or LCWRA, which gives a work allowance (reg 22(1))."""
    return any(group(adult, claim.setting) != "none" for _, adult in claim.claiming())


def group(adult: Adult, setting: Setting) -> str:
    """The outcome of the work capability assessment: none, lcw or lcwra.

    Somebody over pension age is treated as having it because of a disability benefit (Sch 8 para 6, Sch 9 para 5).
    """
    found = adult.health.group if adult.health else None
    if found not in (None, "none") or not adult.receives or not over_pension_age(adult, setting):
        return found or "none"
    if not HIGHEST_CARE.isdisjoint(adult.receives):
        return "lcwra"
    return "none" if FOR_DISABILITY.isdisjoint(adult.receives) else "lcw"


def rate_undecided(health: Health, household: Household, setting: Setting) -> bool:
    """Whether the dates leave open which of the two rates applies."""
    if not two_rates(setting):
        return False
    settled = health.terminally_ill or health.severe_conditions or health.protection
    return not settled and _route_from_dates(health, household) is None


def two_rates(setting: Setting) -> bool:
    """Whether there are two rates of the LCWRA element in this period (Universal Credit Act 2025 s.2)."""
    return setting.period.start >= TWO_RATES_FROM


def _decide(place: int, health: Health, household: Household, setting: Setting) -> Decision:
    starts = element_start(health, household, setting)
    if starts and starts > setting.period.start:
        why = (
            f"The element starts with the assessment period of {starts:%-d %B %Y}: it waits for a relevant period of "
            f"{setting.law('relevant_period').value} months from the first evidence"
        )
        return Decision(place, False, False, why, _WAIT_LAW, _WAIT_URL)
    higher, why, law, url = _rate(health, household, setting)
    return Decision(place, True, higher, why, law, url)


def element_start(health: Health, household: Household, setting: Setting) -> date | None:
    """First day of the first assessment period with the element; None where nothing says it is not there already.

    The relevant period is three months from the first evidence, and the element starts with the assessment period
    after the one in which it ends (reg 28(1) and (2)); there is no wait for the terminally ill (reg 28(3)).
    """
    if health.element_from:
        return health.element_from
    if health.evidence_date is None or health.terminally_ill:
        return None
    months = int(setting.law("relevant_period").value)
    begins = max(health.evidence_date, household.claim_date or health.evidence_date)
    last_day = begins + relativedelta(months=months) - timedelta(days=1)
    first_period = household.claim_date or setting.period.start
    if last_day < first_period:
        return first_period
    return period_containing(first_period, last_day).end + timedelta(days=1)


def _rate(health: Health, household: Household, setting: Setting) -> tuple[bool, str, str, str]:
    if not two_rates(setting):
        return (
            True,
            "Before 6 April 2026 there was one rate",
            "UC Regs 2013 reg 27",
            f"{REGULATIONS}/regulation/27",
        )
    act = f"{LEGISLATION}/ukpga/2025/22"
    if health.terminally_ill:
        return True, "Terminal illness: the higher rate", "Universal Credit Act 2025 s.2", f"{act}/section/2"
    if health.severe_conditions:
        return (
            True,
            "Severe conditions criteria are met: the higher rate",
            "UC Regs 2013 reg 40A",
            (f"{act}/schedule/1"),
        )
    route = health.protection or _route_from_dates(health, household)
    if route in _ROUTES:
        return (
            True,
            f"{_ROUTES[route]}: the higher rate",
            "UC Regs 2013 reg 27A and Sch 5A (SI 2026/113)",
            (f"{LEGISLATION}/uksi/2026/113/made"),
        )
    return (
        False,
        "None of the routes to the higher rate is known to apply: the lower rate",
        ("Universal Credit Act 2025 s.2"),
        f"{act}/section/2",
    )


def _route_from_dates(health: Health, household: Household) -> str | None:
    """The route that the dates alone decide: its name, "" for none of them, or None where they leave it open."""
    if health.element_from and health.element_from < TWO_RATES_FROM:
        return "award_before_april_2026"
    if household.claim_date and household.claim_date >= TWO_RATES_FROM:
        return ""
    if health.evidence_date is None:
        return None
    if health.evidence_date >= TWO_RATES_FROM:
        return ""
    return "awaiting_first_assessment" if household.claim_date else None


def _element(decision: Decision, setting: Setting) -> Line:
    key = "lcwra_higher" if decision.higher else "lcwra_lower"
    return Line("lcwra_element", "LCWRA element", setting.law(key), decision.law, decision.url, decision.why)


def _lcw(health: Health, setting: Setting) -> Line:
    law, url = "SI 2017/204 reg 7 and Sch 2 Part 2", f"{LEGISLATION}/uksi/2017/204/schedule/2"
    if not health.lcw_before_april_2017 and setting.has("universal_credit.lcw_closed"):
        return nothing(
            "no_lcw_element",
            "No LCW element",
            "LCW has given no extra money since April 2017, except to those who had it, or had asked for it, before "
            "then; it does give a work allowance",
            law,
            url,
        )
    why = "Protected since before 3 April 2017" if health.lcw_before_april_2017 else ""
    return Line("lcw_element", "LCW element", setting.law("lcw"), law, url, why)
