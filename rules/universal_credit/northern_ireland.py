"""Awards in Northern Ireland: the same sums under its own regulations, and what is paid beside them.

The rates that a line was made from keep Great Britain's references; the amounts are the same.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypedDict

import yaml

from rules.amount import Amount
from rules.universal_credit.claim import Claim
from rules.universal_credit.line import Excluded, Line, sentences

_FILE = Path(__file__).parents[1] / "northern_ireland.yaml"


class Citation(TypedDict):
    law: str
    url: str


@lru_cache(maxsize=1)
def citations() -> dict[str, Citation]:
    """Northern Ireland's law by the citation of Great Britain's."""
    found: dict[str, Citation] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return found


def with_its_own_law(line: Line, claim: Claim) -> Line:
    """A line as Northern Ireland's law has it. A proposal keeps the citation of the proposal."""
    found = citations().get(line.law)
    if found is None:
        return line
    return line._replace(law=found["law"], url=found["url"], why=sentences((line.why, _paid_beside(line, claim))))


def excluded_by_its_own_law(one: Excluded) -> Excluded:
    found = citations().get(one.law)
    return one if found is None else one._replace(law=found["law"])


def _paid_beside(line: Line, claim: Claim) -> str:
    """Where a mitigation makes up what is taken: it is paid beside the award, which it does not change.

    For the benefit cap only with children, and until the scheme ends.
    """
    made_up = claim.children and claim.setting.has("northern_ireland.benefit_cap_made_up")
    if line.id == "benefit_cap_reduction" and made_up:
        return "A Welfare Supplementary Payment may make this up, beside the award: ask the Department for Communities"
    if line.id == "housing_costs_element" and _has_spare_bedroom(line.amount):
        return "A Welfare Supplementary Payment usually makes up the reduction for spare bedrooms, beside the award"
    return ""


def _has_spare_bedroom(amount: Amount) -> bool:
    return any(rate.name.startswith("renting.spare_bedroom") for rate in amount.rates)
