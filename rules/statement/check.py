"""The lines of a statement against those of the law: what differs, why, and what to do by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rules.amount import pounds
from rules.circumstances import assume, described
from rules.errors import HouseholdError, RulesError
from rules.household import Household, Housing
from rules.household_reading import read_household
from rules.not_known import unknowns
from rules.parameters import law
from rules.statement.reading import ELEMENTS, ORDER, TOTALS, Statement, read_statement
from rules.statement.suspicions import Suspicion, about
from rules.time_limits import time_limit
from rules.universal_credit import deductions
from rules.universal_credit.award import Award, work_out
from rules.universal_credit.claim import Claim
from rules.universal_credit.entitlement import claimants
from rules.universal_credit.line import Setting, setting_for
from rules.universal_credit.timing import payment_date, payment_due, period_containing

_NIL = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line may differ. `exact`: to the penny. `by` is the last day for the next step."""

    reason: str
    law: str
    next_step: str
    by: date | None
    letter: str | None
    exact: bool


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line: amounts in pounds; None where the statement does not have it."""

    id: str
    statement: Decimal | None
    expected: Decimal
    reasons: tuple[Reason, ...]

    @property
    def difference(self) -> Decimal:
        """Statement less expected: negative where less is paid than should be."""
        return (self.statement or _NIL) - self.expected


@dataclass(frozen=True, slots=True)
class Checked:
    """`problems` is what was odd about the statement itself, and what was not known and taken as something."""

    lines: tuple[CheckedLine, ...]
    problems: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return all(not line.difference or (line.statement is None and line.id in TOTALS) for line in self.lines)

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": "agrees" if self.agrees else "differs",
            "lines": [
                {
                    "id": line.id,
                    "statement": None if line.statement is None else f"{line.statement:.2f}",
                    "expected": f"{line.expected:.2f}",
                    "difference": f"{_difference(line):.2f}",
                    "reasons": [
                        {
                            "reason": one.reason,
                            "law": one.law,
                            "next_step": one.next_step,
                            "by": one.by.isoformat() if one.by else None,
                            "letter": one.letter,
                            "exact": one.exact,
                        }
                        for one in line.reasons
                    ],
                }
                for line in self.lines
            ],
            "problems": list(self.problems),
        }


def _difference(line: CheckedLine) -> Decimal:
    return _NIL if line.statement is None and line.id in TOTALS else line.difference


def check_statement(facts: Mapping[str, Any], on: date, lines: Any, dated: date | None = None) -> Checked:
    """Each line of a statement for the assessment period that contains `on`, and each that it should have.

    `dated` is the day of the statement, from which time limits count; without it, the day of the payment. Raises
    HouseholdError for lines that cannot be read, where no award can be worked out, and for whatever `estimate` refuses.
    """
    statement = read_statement(lines)
    household = described(read_household(facts, on))
    setting = setting_for(period_containing(household.claim_date or on, on), law())
    unknown = unknowns(household, setting)
    known = assume(household, unknown)
    result = work_out(known, setting)
    if result.award is None:
        raise HouseholdError("household", result.excluded[0].reason, "Ask an adviser to look at the statement.")
    decided = dated or payment_date(payment_due(setting.period, law()), household.nation)
    by = time_limit("mandatory_reconsideration", decided).last_day
    expected = sums(result)
    checked = [
        CheckedLine(line_id, statement.sums.get(line_id), expected.get(line_id, _NIL), ())
        for line_id in ORDER
        if line_id in statement.sums or expected.get(line_id)
    ]
    explained = []
    for line in checked:
        reasons = tuple(_reasons(line, checked, statement, known, setting, by))
        explained.append(CheckedLine(line.id, line.statement, line.expected, reasons))
    not_known = tuple(f"{one.label} is not known and was taken as: {one.assumed_value}." for one in unknown)
    return Checked(tuple(explained), (*statement.problems, *not_known))


def sums(result: Award) -> dict[str, Decimal]:
    """The lines of an award by id."""
    found: dict[str, Decimal] = {}
    for line in result.lines:
        if not line.id.startswith("no_"):
            found[line.id] = found.get(line.id, _NIL) + line.amount.value
    return found


def _reasons(
    line: CheckedLine,
    checked: list[CheckedLine],
    statement: Statement,
    household: Household,
    setting: Setting,
    by: date,
) -> Iterator[Reason]:
    """Why a line differs: what explains it to the penny first, then what else could; nothing where it agrees."""
    if not _difference(line):
        return
    if line.id in TOTALS:
        yield _follows(line, checked, by)
        return
    if line.id in ("deductions", "advance_repayment"):
        yield from _about_deductions(line, statement, household, setting, by)
        return
    exact, possible = [], []
    for suspicion in about(line.id):
        matches, different = _tried(suspicion, line, household, setting)
        if matches:
            exact.append(_reason(suspicion, by, exact=True))
        elif different:
            possible.append(_reason(suspicion, by, exact=False))
    other = _follows_from_elements(line, statement, household, setting)
    yield from exact
    yield from other
    if not exact and not other:
        yield from possible
        yield _unexplained(line, by)


def _tried(suspicion: Suspicion, line: CheckedLine, household: Household, setting: Setting) -> tuple[bool, bool]:
    """Whether a change gives the amount of the statement, and whether it changes the line in that direction at all."""
    different = False
    for other, then in suspicion.wrong_awards(household, setting):
        try:
            amount = sums(work_out(other, then)).get(line.id, _NIL)
        except RulesError:
            continue
        if amount == (line.statement or _NIL):
            return True, True
        different = different or (amount - line.expected) * line.difference > 0
    return False, different


def _reason(suspicion: Suspicion, by: date, *, exact: bool) -> Reason:
    words = f"{suspicion.reason}. That gives exactly this amount" if exact else f"Possibly: {suspicion.reason}"
    return Reason(words, suspicion.law, suspicion.next_step, by, suspicion.letter, exact)


def _follows(line: CheckedLine, checked: list[CheckedLine], by: date) -> Reason:
    above = [one for one in checked[: checked.index(line)] if one.id not in TOTALS and one.difference]
    total = sum((one.difference for one in above), _NIL)
    if above and (total == line.difference or line.statement == _NIL or line.expected == _NIL):
        names = ", ".join(one.id.replace("_", " ") for one in above)
        return Reason(f"This follows from: {names}", "Welfare Reform Act 2012 s.8", "See those lines", None, None, True)
    return Reason(
        "The total is not the sum of the lines",
        "Welfare Reform Act 2012 s.8",
        "Ask in the journal how the total was worked out",
        by,
        "written_reasons",
        False,
    )


def _follows_from_elements(
    line: CheckedLine, statement: Statement, household: Household, setting: Setting
) -> list[Reason]:
    """The cap and the taper go by other lines: where those are as on the statement, this one may be right."""
    if line.id == "earnings_reduction" and "housing_costs_element" not in statement.sums:
        without = household.model_copy(update={"housing": Housing(tenure="none")})
        if sums(work_out(without, setting)).get(line.id, _NIL) == (line.statement or _NIL):
            return [_because("housing costs element", "UC Regs 2013 reg 22(2)")]
    if line.id == "benefit_cap_reduction":
        before = sum((statement.sums.get(one, _NIL) for one in ELEMENTS), _NIL)
        expected = sums(work_out(household, setting))
        more = before - sum((expected.get(one, _NIL) for one in ELEMENTS), _NIL)
        if more and line.difference == -more:
            return [_because("elements above", "UC Regs 2013 reg 81")]
    return []


def _because(what: str, law_: str) -> Reason:
    return Reason(f"This follows from the {what}", law_, "See that line", None, None, True)


def _about_deductions(
    line: CheckedLine, statement: Statement, household: Household, setting: Setting, by: date
) -> Iterator[Reason]:
    claim = Claim(household, setting, claimants(household, setting))
    cap = deductions.cap(claim)
    together = -sum((statement.sums.get(one, _NIL) for one in ("advance_repayment", "deductions")), _NIL)
    share = setting.rate("sanctions_and_deductions.deductions_cap").shown
    if together > cap.value:
        yield Reason(
            f"{pounds(together)} is taken in all, more than {share} of the standard allowance, {pounds(cap.value)}. "
            "Only child maintenance, and as a last resort rent arrears, service charges and fuel, can go over it",
            deductions.LAW,
            "Ask for less to be taken: in the journal, or from Debt Management",
            by,
            "deduction_too_high",
            True,
        )
    elif line.difference < 0:
        yield Reason(
            "More is taken than you named: a debt may be missing among the facts, or more is taken than was agreed",
            deductions.LAW,
            "Ask in the journal which debts these are and what is left of each",
            by,
            "deduction_too_high",
            False,
        )
    else:
        words = "Less is taken than you named: a debt may be paid off, or put off"
        yield Reason(words, deductions.LAW, "Nothing has to be done", None, None, False)


def _unexplained(line: CheckedLine, by: date) -> Reason:
    return Reason(
        f"Nothing that is checked here explains exactly {pounds(line.statement or _NIL)}",
        "Decisions and Appeals Regs 2013 reg 7",
        "Ask for written reasons for this line",
        by,
        "written_reasons",
        False,
    )
