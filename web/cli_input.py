"""What commands read: files and standard input, dates, money; and how a refusal is said."""

from __future__ import annotations

import json
import sys
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

import rules


class Day(click.ParamType[date]):
    """A date written year-month-day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value} is not a date that exists. Write it as year-month-day, like 2026-11-23.", param, ctx)


class Pounds(click.ParamType[Decimal]):
    """An amount of money, like 300 or £88.50."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        if isinstance(value, Decimal):
            return value
        try:
            return money(value, param.name if param and param.name else "amount") or Decimal(0)
        except rules.HouseholdError as error:
            self.fail(f"{error.problem} {error.instead}", param, ctx)


def opened(file: str) -> TextIO:
    """The file, or standard input for '-'. Ends the command where it cannot be read."""
    if file == "-":
        return sys.stdin
    try:
        return Path(file).open(encoding="utf-8")
    except OSError as error:
        click.echo(f"{file} cannot be read: {error.strerror}.", err=True)
        sys.exit(1)


def household_from(file: str) -> dict[str, Any]:
    """The household in a file of JSON. Raises HouseholdError where it is none."""
    with opened(file) as source:
        return from_json(source.read())


def from_json(text: str) -> dict[str, Any]:
    try:
        household: dict[str, Any] = json.loads(text, parse_float=Decimal)
    except ValueError:
        raise rules.HouseholdError("household", "This is not JSON.", "Check the quotes, commas and brackets.") from None
    return household


def money(text: str | None, fact: str) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(text.lstrip("£").replace(",", ""))
    except InvalidOperation:
        amount = Decimal(-1)
    if not amount.is_finite() or amount < 0:
        raise rules.HouseholdError(fact, f"{text} is not an amount of money.", "Give pounds, like 300 or 88.50.")
    return amount


def error_object(error: rules.RulesError) -> dict[str, str]:
    """The error object of the contract."""
    if isinstance(error, rules.HouseholdError):
        return error.as_json()
    return {"fact": "on", "problem": str(error), "instead": "Ask for another date."}


def refuse(error: rules.RulesError, form: str) -> NoReturn:
    """One sentence on standard error, the error object as JSON where that was asked for, and exit status 1."""
    if form == "json":
        click.echo(json.dumps({"error": error_object(error)}, ensure_ascii=False))
    click.echo(str(error), err=True)
    sys.exit(1)
