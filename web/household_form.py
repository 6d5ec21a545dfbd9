"""A short form about a household, for pages without a conversation: from its fields to the JSON of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]

# The lines that a statement can have, with the words that statements use for them.
LINES = (
    ("standard_allowance", "Standard allowance"),
    ("child_element", "Children (all together)"),
    ("disabled_child_addition", "Disabled children (all together)"),
    ("lcwra_element", "Limited capability for work and work-related activity"),
    ("lcw_element", "Limited capability for work"),
    ("carer_element", "Caring"),
    ("housing_costs_element", "Help with housing"),
    ("childcare_costs_element", "Childcare"),
    ("transitional_element", "Transitional protection"),
    ("earnings_reduction", "Taken off for take-home pay"),
    ("unearned_income_reduction", "Taken off for other income"),
    ("capital_reduction", "Taken off for savings"),
    ("benefit_cap_reduction", "Taken off by the benefit cap"),
    ("sanction_reduction", "Taken off by a sanction"),
    ("advance_repayment", "Advance paid back"),
    ("deductions", "Other deductions (all together)"),
    ("payable", "Your payment"),
)


def household(form: Mapping[str, str]) -> Json:
    """The household in the fields of the form. What is left empty is not known; words in place of an amount are kept,
    so that the rules can refuse them with their reason."""
    found: Json = {"adults": [_adult(form, "")], "other_income": []}
    if form.get("couple") == "yes":
        found["adults"].append(_adult(form, "partner_"))
    _put(found, "nation", form.get("nation"))
    _put(found, "claim_date", form.get("claim_date"))
    _put(found, "savings", form.get("savings"))
    found["children"] = [{"birth_date": born} for born in _listed(form.get("children", ""))]
    tenure = form.get("tenure", "")
    if tenure:
        found["housing"] = {"tenure": tenure, "non_dependants": []}
        if tenure in ("private", "social"):
            if form.get("rent"):
                found["housing"]["rent"] = {"amount": form["rent"], "per": form.get("rent_per", "month")}
            _put(found["housing"], "bedrooms", form.get("bedrooms"))
            if form.get("brma"):
                found["housing"]["brma"] = form["brma"]
    return found


def statement_lines(form: Mapping[str, str]) -> list[Json]:
    """The lines of the statement that were filled in."""
    filled = ((line_id, form.get(f"line_{line_id}", "").strip()) for line_id, _ in LINES)
    return [{"id": line_id, "amount": text.lstrip("£−-").replace(",", "")} for line_id, text in filled if text]


def _adult(form: Mapping[str, str], prefix: str) -> Json:
    adult: Json = {"health": {"group": form.get(f"{prefix}health") or "none"}}
    adult["carer"] = form.get(f"{prefix}carer") == "yes"
    _put(adult, "birth_date", form.get(f"{prefix}birth_date"))
    pay = form.get(f"{prefix}pay", "").strip()
    per = form.get(f"{prefix}pay_per", "month")
    adult["earnings"] = [{"amount": pay, "per": per, "basis": "net"}] if pay else []
    if adult["health"]["group"] == "lcwra" and form.get(f"{prefix}before_april_2026") == "yes":
        adult["health"]["protection"] = "award_before_april_2026"
    return adult


def _put(facts: Json, name: str, value: str | None) -> None:
    if value and value.strip():
        facts[name] = value.strip()


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]
