"""The commands about a claim over time: its payments, the first wait, LCWRA, transition, and a statement to check."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal

import click

import rules
from web import letters
from web.calendar_file import five_weeks_as_ics, payments_as_ics
from web.cli_input import Day, Pounds, from_json, household_from, opened, refuse
from web.clock import today
from web.drawing import budget_svg

_FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_AND_ICS = click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True
)
_AND_SVG = click.option(
    "--format", "form", type=click.Choice(["text", "json", "ics", "svg"]), default="text", show_default=True
)
_ON = click.option("--on", type=Day(), default=None, help="Day of the calculation (default: today).")
_FILE = click.Path(dir_okay=False, allow_dash=True)


@click.command("calendar")
@click.argument("file", type=_FILE)
@click.option("--payments", type=click.IntRange(1, 36), default=12, show_default=True)
@click.option("--twice-monthly/--monthly", default=None, help="Default: twice a month in Northern Ireland.")
@_ON
@_AND_ICS
def calendar(file: str, payments: int, twice_monthly: bool | None, on: date | None, form: str) -> None:
    """The next payments of the household in FILE, with the wages that count in each."""
    try:
        result = rules.payment_calendar(household_from(file), on or today(), payments, twice_monthly)
    except rules.RulesError as error:
        refuse(error, form)
    if result is None:
        click.echo("No award can be worked out for this household. Try `rightful estimate` to see why.", err=True)
        sys.exit(1)
    if form == "ics":
        click.echo(payments_as_ics(result), nl=False)
    else:
        _show(result.as_json(), calendar_text(result), form)


@click.command("five-weeks")
@click.argument("file", type=_FILE)
@click.option("--at-hand", type=Pounds(), default=Decimal(0), help="Money there is on the first day.")
@click.option("--spending", type=Pounds(), default=Decimal(0), help="Spending in a usual week.")
@click.option("--comes", multiple=True, metavar="DATE:AMOUNT:WHAT", help="Money that comes, such as a last wage.")
@click.option("--goes", multiple=True, metavar="DATE:AMOUNT:WHAT", help="A bill, such as the rent.")
@click.option("--advance", type=Pounds(), default=Decimal(0), help="An advance to try out.")
@click.option("--advance-on", type=Day(), default=None, help="Day the advance comes (default: the first day).")
@_ON
@_AND_SVG
def five_weeks(
    file: str,
    at_hand: Decimal,
    spending: Decimal,
    comes: tuple[str, ...],
    goes: tuple[str, ...],
    advance: Decimal,
    advance_on: date | None,
    on: date | None,
    form: str,
) -> None:
    """The wait for the first payment of the household in FILE as a budget, day by day."""
    try:
        dated = (*_dated(comes, 1), *_dated(goes, -1))
        plan = rules.Plan(at_hand, spending, dated, advance, advance_on)
        result = rules.five_weeks(household_from(file), plan, on or today())
    except rules.RulesError as error:
        refuse(error, form)
    if form == "ics":
        click.echo(five_weeks_as_ics(result), nl=False)
    elif form == "svg":
        click.echo(budget_svg(result))
    else:
        _show(result.as_json(), five_weeks_text(result), form)


@click.command("lcwra")
@click.argument("file", type=_FILE)
@click.option("--decided", type=Day(), default=None, help="Day of the decision, to see what is owed from before it.")
@click.option("--adult", type=click.IntRange(1, 2), default=1, show_default=True)
@_ON
@_FORMAT
def lcwra(file: str, decided: date | None, adult: int, on: date | None, form: str) -> None:
    """When the LCWRA element starts for the household in FILE, at which rate, and what is owed."""
    try:
        result = rules.lcwra_calendar(household_from(file), on or today(), decided, adult - 1)
    except rules.RulesError as error:
        refuse(error, form)
    _show(result.as_json(), lcwra_text(result), form)


@click.command("transition")
@click.argument("file", type=_FILE)
@_ON
@_FORMAT
def transition(file: str, on: date | None, form: str) -> None:
    """The transitional element of the household in FILE, month by month."""
    try:
        result = rules.transition(household_from(file), on or today())
    except rules.RulesError as error:
        refuse(error, form)
    _show(result.as_json(), transition_text(result), form)


@click.command("sanction")
@click.argument("file", type=_FILE)
@click.option("--level", type=click.Choice(["lowest", "low", "medium", "high"]), required=True)
@click.option("--failed", type=Day(), required=True, help="Day of what was not done.")
@click.option("--complied", type=Day(), default=None, help="Day on which it was done after all.")
@click.option("--earlier", type=click.IntRange(0, 20), default=0, help="Sanctions of that level in the year before.")
@click.option("--adult", type=click.IntRange(1, 2), default=1, show_default=True)
@_FORMAT
def sanction(
    file: str,
    level: Literal["lowest", "low", "medium", "high"],
    failed: date,
    complied: date | None,
    earlier: int,
    adult: int,
    form: str,
) -> None:
    """How long a sanction lasts and what it takes from the household in FILE."""
    try:
        result = rules.sanction(household_from(file), level, failed, complied, earlier, adult - 1)
    except rules.RulesError as error:
        refuse(error, form)
    _show(result.as_json(), sanction_text(result), form)


@click.command("check-statement")
@click.argument("file", type=_FILE)
@_ON
@_FORMAT
def check_statement(file: str, on: date | None, form: str) -> None:
    """Check the statement in FILE (JSON with household, on and statement) line by line."""
    try:
        result = _checked(file, on or today())
    except rules.RulesError as error:
        refuse(error, form)
    _show(result.as_json(), check_text(result), form)


@click.command("letter")
@click.argument("name", required=False)
@click.option("--check", "file", type=_FILE, default=None, help="A statement to check: fills the letter from it.")
@click.option("--line", default=None, help="The line of the statement that the letter is about.")
@click.option("--format", "form", type=click.Choice(["text", "html"]), default="text", show_default=True)
@_ON
def letter(name: str | None, file: str | None, line: str | None, form: str, on: date | None) -> None:
    """Write the letter NAME, or list the letters; with --check, about the first line that differs (or --line)."""
    if name is None:
        click.echo("\n".join(f"{one.id:<26}{one.title}" for one in letters.letters().values()))
        return
    try:
        found = letters.letter(name)
    except letters.UnknownLetter:
        click.echo(f"There is no letter called {name}. `rightful letter` lists them.", err=True)
        sys.exit(1)
    try:
        facts = _facts_for_letter(file, line, on or today()) if file else {}
    except rules.RulesError as error:
        refuse(error, form)
    text = letters.filled(found, facts, on or today())
    click.echo(letters.as_html(text) if form == "html" else text)


def calendar_text(result: rules.PaymentCalendar) -> str:
    """The payments for people to read in a terminal."""
    rows = ["Assessment period                  Award        Paid"]
    for one in result.payments:
        paid = ", ".join(f"{rules.pounds(amount)} on {day:%a %-d %b %Y}" for day, amount in one.paid)
        forecast = "  (at the rates of now)" if one.forecast else ""
        days = f"{one.period.start:%d %b %Y} to {one.period.end:%d %b %Y}"
        rows.append(f"{days}  {rules.pounds(one.award):>12}  {paid}{forecast}")
        rows += [f"    {note}" for note in one.notes]
    return "\n".join(rows)


def five_weeks_text(result: rules.FiveWeeks) -> str:
    rows = [f"From {result.claim_date:%-d %B} to the first payment on {result.first_payment:%A %-d %B %Y}", ""]
    for day in result.days:
        if day.money:
            what = ", ".join(f"{one.label} {rules.pounds(one.amount)}" for one in day.money)
            rows.append(f"{day.date:%d %b}  {what:<50}  left {rules.pounds(day.left):>12}")
    if result.runs_out:
        rows += ["", f"The money runs out on {result.runs_out:%A %-d %B}; {rules.pounds(result.short_by)} is missing."]
    if result.most_advance is not None:
        rows += ["", f"An advance can be up to {rules.pounds(result.most_advance)}."]
    if result.repayments:
        each, months = rules.pounds(result.repayments[0]), len(result.repayments)
        rows.append(f"It is paid back with {each} from each of {months} payments.")
    return "\n".join(rows)


def lcwra_text(result: rules.LcwraCalendar) -> str:
    rows = [f"{step.date:%d %b %Y}  {step.label}  ({step.law})" for step in result.steps]
    rows += ["", f"{result.element.label} {rules.pounds(result.element.amount.value)}: {result.element.why}"]
    rows.append(f"With it the payment is {rules.pounds(result.more)} higher.")
    if result.arrears:
        rows.append(f"Owed from before the decision: {rules.pounds(result.owed)}")
    return "\n".join(rows)


def transition_text(result: rules.Transition) -> str:
    rows = [
        f"{one.period.start:%d %b %Y} to {one.period.end:%d %b %Y}  {rules.pounds(one.element):>12}  {one.working}"
        for one in result.months
    ]
    if result.capital_until:
        rows.append(f"Capital over the limit is left out until {result.capital_until:%-d %B %Y}")
    return "\n".join(rows)


def sanction_text(result: rules.SanctionResult) -> str:
    days = "open until you do what was asked" if result.days is None else f"{result.days} days"
    rows = [f"{days}, {rules.pounds(result.daily)} a day. {result.why}."]
    if result.total is not None:
        rows.append(f"In all {rules.pounds(result.total)}, in a month never more than the standard allowance.")
    if result.hardship_daily:
        rows.append(f"A hardship payment is about {rules.pounds(result.hardship_daily)} a day after such a month.")
    return "\n".join([*rows, *result.as_json()["what_to_do"]])


def check_text(result: rules.Checked) -> str:
    rows = ["The statement agrees." if result.agrees else "The statement differs.", ""]
    rows.append(f"{'':<30}{'statement':>12}{'expected':>12}{'difference':>12}")
    for line in result.lines:
        given = "" if line.statement is None else rules.pounds(line.statement)
        name = line.id.replace("_", " ")
        rows.append(f"{name:<30}{given:>12}{rules.pounds(line.expected):>12}{rules.pounds(line.difference):>12}")
        for one in line.reasons:
            by = f" by {one.by:%-d %B %Y}" if one.by else ""
            rows += [f"    {one.reason} ({one.law})", f"    {one.next_step}{by}"]
    return "\n".join([*rows, *result.problems])


def _checked(file: str, on: date) -> rules.Checked:
    """The check of the statement in a file. Raises RulesError for what cannot be read."""
    with opened(file) as source:
        given = from_json(source.read())
    if not isinstance(given, dict) or "household" not in given:
        raise rules.HouseholdError("household", "There is no household.", "Give household, on and statement.")
    day = _day(given.get("on"), "on") or on
    return rules.check_statement(given["household"], day, given.get("statement"), _day(given.get("dated"), "dated"))


def _facts_for_letter(file: str, line: str | None, on: date) -> dict[str, str]:
    """What a check found about one line, for a letter. Raises HouseholdError where no such line differs."""
    differing = [one for one in _checked(file, on).lines if one.reasons and line in (None, one.id)]
    if not differing:
        raise rules.HouseholdError("line", "No such line of the statement differs.", "Try `rightful check-statement`.")
    return letters.facts_of(differing[0], differing[0].reasons[0])


def _show(content: dict[str, object], text: str, form: str) -> None:
    click.echo(json.dumps(content, ensure_ascii=False) if form == "json" else text)


def _day(value: object, fact: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise rules.HouseholdError(
            fact, f"{value} is not a date that exists.", "Write it as year-month-day, like 2026-11-23."
        ) from None


def _dated(texts: Iterable[str], sign: int) -> list[rules.Money]:
    """Dated sums from DATE:AMOUNT:WHAT; what goes out is negative."""
    found = []
    for text in texts:
        day, _, rest = text.partition(":")
        amount, _, what = rest.partition(":")
        paid = _day(day.strip(), "dated")
        pounds = Pounds().convert(amount.strip(), None, None)
        found.append(rules.Money(paid or today(), what.strip() or "Money", pounds * sign))
    return found
