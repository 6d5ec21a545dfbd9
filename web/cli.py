"""The command `rightful`: estimates, questions and calendars from the terminal.

Exit status: 0 fine, 1 some input refused, 2 wrong usage. Errors are one sentence on standard error, never a traceback.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TextIO

import click
import orjson

import rules
from bot.answer_files import AnswerFileError
from bot.answers import Library
from web import model, supervisor
from web.ask import OnlyReduced, converse
from web.calendar_file import as_ics
from web.charity import FOLDER, CharityFileError, read_charities
from web.cli_accounts import people
from web.cli_audit import audit, replay_estimates
from web.cli_charities import charity
from web.cli_claims import calendar, check_statement, five_weeks, lcwra, letter, sanction, transition
from web.cli_comparisons import better_off, compare, sweep
from web.cli_database import database
from web.cli_editors import links, preview, reviews
from web.cli_input import Day, error_object, from_json, money, opened, refuse
from web.cli_partners import partner
from web.cli_places import places
from web.cli_study import study
from web.clock import today
from web.demo import prepare
from web.gateway import Gateway
from web.places import FOLDER as PLACES
from web.places import read_places
from web.rasa import Rasa
from web.settings import Settings
from web.stack import KINDS, PortTaken, StackDidNotStart, conversation_stack
from web.store.sealed import BadKey, check_keys

NATIONS = click.Choice(["england", "wales", "scotland", "northern_ireland"])


class _Commands(click.Group):
    """Commands that say a mistake in an answer file in its own words."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AnswerFileError as mistakes:
            raise click.ClickException(str(mistakes)) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(rules.RULES_VERSION, prog_name="rightful", message="%(prog)s, rules %(version)s")
def main() -> None:
    """Universal Credit: estimates with the law for each line, answers with their sources, and payment calendars."""


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--on", type=Day(), default=None, help="Day of the calculation (default: today).")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="Lay a proposed reform over the law.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--lines", "by_line", is_flag=True, help="One household a line in, one result a line out.")
def estimate(file: str, on: date | None, reforms: tuple[str, ...], form: str, by_line: bool) -> None:
    """Estimate the award of the household in FILE (JSON; '-' for standard input; .jsonl for one a line)."""
    on = on or today()
    with opened(file) as source:
        if by_line or file.endswith(".jsonl"):
            sys.exit(_estimate_lines(source, on, reforms))
        try:
            result = rules.estimate(from_json(source.read()), on, reforms)
        except rules.RulesError as error:
            refuse(error, form)
    click.echo(json.dumps(result.as_json(), ensure_ascii=False) if form == "json" else estimate_text(result))


@main.command()
@click.option("--claim", "claim_date", type=Day(), required=True, help="First day of the claim.")
@click.option("--nation", type=NATIONS, default=None, help="For bank holidays (default: England's).")
@click.option("--advance", type=str, default=None, metavar="AMOUNT", help="A new claim advance, in pounds.")
@click.option("--paydays", default="", metavar="DATE:AMOUNT,...", help="Wages, to see which period counts them.")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="Lay a proposed reform over the law.")
@click.option("--format", "form", type=click.Choice(["text", "json", "ics"]), default="text", show_default=True)
def timeline(
    claim_date: date, nation: str | None, advance: str | None, paydays: str, reforms: tuple[str, ...], form: str
) -> None:
    """Assessment periods and payment days of a claim."""
    try:
        claim = rules.timeline(claim_date, nation, money(advance, "advance"), list(_wages(paydays)), reforms=reforms)
    except rules.RulesError as error:
        refuse(error, form)
    if form == "json":
        click.echo(json.dumps(claim.as_json(), ensure_ascii=False))
    elif form == "ics":
        click.echo(as_ics(claim), nl=False)
    else:
        click.echo(timeline_text(claim))


for _command in (
    compare,
    better_off,
    sweep,
    calendar,
    five_weeks,
    lcwra,
    transition,
    sanction,
    check_statement,
    letter,
    preview,
    reviews,
    links,
    charity,
    people,
    audit,
    replay_estimates,
    partner,
    places,
    study,
    database,
):
    main.add_command(_command)


@main.command()
@click.argument("text", required=False)
@click.option(
    "--batch", "file", type=click.Path(dir_okay=False, allow_dash=True), help="JSON lines, one conversation each."
)
@click.option("--on", type=Day(), default=None, help="Day of the question (default: today).")
@click.option("--nation", type=NATIONS, default=None)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def ask(text: str | None, file: str | None, on: date | None, nation: str | None, form: str) -> None:
    """Ask TEXT as in the chat, or a file of questions. Nothing is recorded."""
    if (text is None) == (file is None):
        raise click.UsageError("Give a question, or --batch with a file.")
    on = on or today()
    try:
        with conversation_stack(Settings.from_environment()) as settings:
            gateway = Gateway(
                Library.load(), Rasa(settings.rasa_urls, timeout=30.0), read_places(PLACES, settings.places)
            )
            if file:
                sys.exit(_ask_lines(gateway, file, on))
            result = converse(gateway, {"text": text, "nation": nation}, on)
    except (OnlyReduced, StackDidNotStart) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    if form == "json":
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        click.echo("\n\n".join(f"{reply['text']}\n[{reply['status']}]" for reply in result["replies"]))


@main.command()
def train() -> None:
    """Train the model when its inputs changed."""
    click.echo("Checking the model ...")
    try:
        needed = model.train()
    except model.TrainingFailed as error:
        click.echo(f"{error}\nTraining stopped.", err=True)
        sys.exit(1)
    click.echo("The model is trained." if needed else "The model is up to date.")


@main.command()
@click.option("--part", "kinds", multiple=True, type=click.Choice(KINDS), help="Only this part; may be repeated.")
def serve(kinds: tuple[str, ...]) -> None:
    """Run Rasa, its action server and the web server in the foreground."""
    settings = Settings.from_environment()
    try:
        # A mistake in these is said here, not in the web server's log.
        read_charities(FOLDER, settings.charities)
        check_keys()
        supervisor.run(settings, click.echo, kinds)
    except (PortTaken, CharityFileError, BadKey) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@main.command()
def demo() -> None:
    """Run everything with made-up people, scenarios and chats, in a database of its own."""
    try:
        settings = prepare(Settings.from_environment(), click.echo)
        os.environ["RIGHTFUL_DATABASE"] = settings.database  # the web server is a process of its own
        supervisor.run(settings, click.echo)
    except (PortTaken, StackDidNotStart) as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def estimate_text(result: rules.Estimate) -> str:
    """The estimate for people to read in a terminal."""
    rows = [f"Universal Credit from {result.period.start:%-d %B %Y} to {result.period.end:%-d %B %Y}", ""]
    for line in result.result.lines:
        rows.append(f"{line.label:<60.60} {rules.pounds(line.amount.value):>12}")
        if line.working:
            rows.append(f"    {line.working}")
        rows.append(f"    {line.law}  {line.url}")
    if result.result.award is None:
        rows.append("No estimate can be given:")
    if result.range:
        high = "no limit" if result.range.high is None else rules.pounds(result.range.high)
        rows += ["", f"Between {rules.pounds(result.range.low)} and {high}, depending on what is not known:"]
        rows += [f"    {one.question}" for one in result.missing]
    if result.result.excluded:
        rows += ["", "Not worked out here:"]
        rows += [f"    {one.fact}: {one.reason} ({one.law})" for one in result.result.excluded]
    rows += ["", "Assumed: " + "; ".join(f"{one.label}: {one.value}" for one in (*result.unknown, *result.exceptions))]
    return "\n".join(rows)


def timeline_text(claim: rules.Timeline) -> str:
    """The calendar for people to read in a terminal."""
    rows = [f"Claim from {claim.claim_date:%-d %B %Y}", "", "Assessment period                     Paid"]
    for day in claim.paydays:
        rows.append(f"{day.period.start:%d %b %Y} to {day.period.end:%d %b %Y}        {day.paid:%a %-d %B %Y}")
    rows += ["", *(f"{event.date:%d %b %Y}  {event.label}" for event in claim.events)]
    return "\n".join(rows)


def _estimate_lines(source: TextIO, on: date, reforms: tuple[str, ...]) -> int:
    """One result for each line, in order; a line that is refused never stops the others."""
    refused = 0
    out = sys.stdout.buffer
    gc.freeze()  # the modules and rates stay: looking through them again and again for garbage costs a tenth
    for number, text in enumerate(source, start=1):
        try:
            result = rules.estimate(from_json(text), on, reforms).as_json()
        except rules.UnknownReform as error:
            refuse(error, "json")
        except rules.RulesError as error:
            refused += 1
            result = {"line": number, "error": error_object(error)}
        out.write(orjson.dumps(result, option=orjson.OPT_APPEND_NEWLINE))
    return 1 if refused else 0


def _ask_lines(gateway: Gateway, file: str, on: date) -> int:
    """One result for each line, in order; a line that is no question never stops the others."""
    refused = 0
    with opened(file) as source:
        for number, line in enumerate(source, start=1):
            try:
                row = from_json(line)
                day = date.fromisoformat(row["on"]) if row.get("on") else on
                result = converse(gateway, row, day)
            except rules.RulesError as error:
                refused += 1
                result = {"line": number, "error": error_object(error)}
            except (ValueError, TypeError, AttributeError):
                refused += 1
                result = {"line": number, "error": _NO_QUESTION}
            click.echo(json.dumps(result, ensure_ascii=False))
    return 1 if refused else 0


_NO_QUESTION = {
    "fact": "line",
    "problem": "This is not a question.",
    "instead": "Give id, text (or turns) and, if you like, on and nation.",
}


def _wages(text: str) -> Iterator[tuple[date, Decimal]]:
    for pair in filter(None, text.split(",")):
        day, _, amount = pair.partition(":")
        try:
            paid = date.fromisoformat(day.strip())
        except ValueError:
            raise rules.HouseholdError(
                "paydays", f"{pair} does not start with a date.", "Write date:amount, like 2026-11-28:640."
            ) from None
        yield paid, money(amount.strip(), "paydays") or Decimal(0)
