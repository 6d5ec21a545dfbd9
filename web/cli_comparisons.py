"""The commands that put two things side by side: compare, better-off and sweep."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import click

import rules
from web.cli_input import Day, Pounds, household_from, refuse
from web.clock import today

_FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_ON = click.option("--on", type=Day(), default=None, help="Day of the calculation (default: today).")
_FILE = click.Path(dir_okay=False, allow_dash=True)
_NO_AWARD = "No award can be worked out for this household, so there is nothing to compare. Try `rightful estimate`."


@click.command()
@click.argument("first", type=_FILE)
@click.argument("second", type=_FILE, required=False)
@_ON
@click.option("--then", "second_on", type=Day(), default=None, help="Another day for the second award.")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="A reform laid over the second award.")
@_FORMAT
def compare(
    first: str, second: str | None, on: date | None, second_on: date | None, reforms: tuple[str, ...], form: str
) -> None:
    """Compare the household in FIRST with the one in SECOND, with itself on another day, or under a reform."""
    try:
        one = household_from(first)
        other = household_from(second) if second else one
        result = rules.compare(one, other, on or today(), second_on, (), reforms)
    except rules.RulesError as error:
        refuse(error, form)
    click.echo(json.dumps(result.as_json(), ensure_ascii=False) if form == "json" else comparison_text(result))


@click.command("better-off")
@click.argument("file", type=_FILE)
@click.option("--hours", type=Pounds(), required=True, metavar="HOURS", help="Hours a week of the other work.")
@click.option("--wage", type=Pounds(), required=True, metavar="AMOUNT", help="Hourly wage before tax.")
@click.option("--childcare", type=Pounds(), default=None, help="Childcare a month with that work.")
@click.option("--travel", type=Pounds(), default=None, help="Travel to that work, a month.")
@click.option("--travel-now", type=Pounds(), default=None, help="Travel to work now, a month.")
@click.option("--adult", type=click.IntRange(1, 2), default=1, show_default=True, help="Whose work it is.")
@_ON
@_FORMAT
def better_off(
    file: str,
    hours: Decimal,
    wage: Decimal,
    childcare: Decimal | None,
    travel: Decimal | None,
    travel_now: Decimal | None,
    adult: int,
    on: date | None,
    form: str,
) -> None:
    """What is left of more pay: the household in FILE as it is, and with other work."""
    work = rules.Work(hours, wage, _monthly(childcare), _monthly(travel))
    try:
        result = rules.better_off(_with_adult(file, adult), work, on or today(), adult - 1, _monthly(travel_now))
    except rules.RulesError as error:
        refuse(error, form)
    if result is None:
        click.echo(_NO_AWARD, err=True)
        sys.exit(1)
    click.echo(json.dumps(result.as_json(), ensure_ascii=False) if form == "json" else better_off_text(result))


@click.command()
@click.argument("file", type=_FILE)
@click.option("--top", type=Pounds(), default=Decimal(3000), show_default=True, help="Highest monthly pay before tax.")
@click.option("--points", type=click.IntRange(2, 2000), default=31, show_default=True)
@click.option("--adult", type=click.IntRange(1, 2), default=1, show_default=True, help="Whose pay it is.")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="Lay a proposed reform over the law.")
@_ON
@_FORMAT
def sweep(
    file: str, top: Decimal, points: int, adult: int, reforms: tuple[str, ...], on: date | None, form: str
) -> None:
    """How the award and the money that is left change with the pay of one adult."""
    try:
        result = rules.sweep(_with_adult(file, adult), on or today(), top, points, adult - 1, reforms)
    except rules.RulesError as error:
        refuse(error, form)
    if result is None:
        click.echo(_NO_AWARD, err=True)
        sys.exit(1)
    click.echo(json.dumps(result.as_json(), ensure_ascii=False) if form == "json" else sweep_text(result))


def comparison_text(result: rules.Comparison) -> str:
    """The two awards for people to read in a terminal."""
    rows = [f"{'':<44}{'first':>12}{'second':>12}{'difference':>12}"]
    for one in result.lines:
        first, second = one.amounts
        amounts = "".join(f"{rules.pounds(value):>12}" for value in (first, second, one.difference))
        rows.append(f"{one.line.label:<44.44}{amounts}")
        if one.reason:
            rows.append(f"    {one.reason}  ({one.line.law})")
    if result.changed_facts:
        rows += ["", "Facts that differ:"]
        rows += [f"    {fact}: {first} became {second}" for fact, first, second in result.changed_facts]
    return "\n".join(rows)


def better_off_text(result: rules.BetterOff) -> str:
    rows = [f"{'A month':<32}{'now':>12}{'then':>12}"]
    for label, now, then in (
        ("Pay before tax", result.now.gross, result.then.gross),
        ("Take-home pay", result.now.take_home, result.then.take_home),
        ("Universal Credit", result.now.universal_credit, result.then.universal_credit),
        ("Child Benefit", result.now.child_benefit, result.then.child_benefit),
        ("Childcare", -result.now.childcare, -result.then.childcare),
        ("Travel", -result.now.travel, -result.then.travel),
        ("Left", result.now.left, result.then.left),
    ):
        rows.append(f"{label:<32}{rules.pounds(now):>12}{rules.pounds(then):>12}")
    rows += ["", f"Difference: {rules.pounds(result.difference)} a month."]
    if result.kept_of_each_pound is not None:
        rows.append(f"Of each pound of pay more, {rules.pounds(result.kept_of_each_pound)} is kept.")
    return "\n".join(rows)


def sweep_text(result: rules.Sweep) -> str:
    rows = [f"{'pay':>12}{'take-home':>12}{'UC':>12}{'together':>12}{'kept of £1':>12}"]
    for point in result.points:
        amounts = (point.gross, point.take_home, point.award, point.total)
        kept = "" if point.kept is None else rules.pounds(point.kept)
        rows.append("".join(f"{rules.pounds(value):>12}" for value in amounts) + f"{kept:>12}")
    rows += ["", *(f"{rules.pounds(turn.gross):>12}  {turn.reason}" for turn in result.turns)]
    return "\n".join(rows)


def _with_adult(file: str, adult: int) -> Mapping[str, object]:
    """The household in a file. Raises HouseholdError where it has no such adult."""
    household = household_from(file)
    adults = household.get("adults") if isinstance(household, dict) else None
    if adult > max(len(adults) if isinstance(adults, list) else 0, 1):
        raise rules.HouseholdError(f"adults[{adult - 1}]", "There is no such adult.", "Give --adult 1.")
    return household


def _monthly(amount: Decimal | None) -> rules.Regular | None:
    return None if amount is None else rules.Regular(amount=amount, per="month")
