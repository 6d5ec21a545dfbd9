"""Why the figure is what it is: from the very lines of this estimate, never from a text of its own."""

from __future__ import annotations

import re

import rules
from bot.actions.wording import assumed_text
from bot.languages import gettext

# The words of a question, and the lines that it is about; `no_` lines say why something is not there.
_SUBJECTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"child ?care|nursery|childminder", ("childcare_costs_element",)),
    (r"child|kid|son|daughter|bab(?:y|ies)|bairn|wean|twins?", ("child_element",)),
    (r"rent|housing|landlord|bedrooms?|room|flat|house|lha|council", ("housing_costs_element",)),
    (r"savings?|capital|bank|isa", ("capital_reduction", "no_award")),
    (r"cap|capped", ("benefit_cap_reduction",)),
    (r"pension|other income|carers? allowance|jsa|esa|maternity", ("unearned_income_reduction",)),
    (r"taper|wages?|pay|earn\w*|work(?:ing)?|job|allowance|hours", ("earnings_reduction",)),
    (r"lcwra|health|sick|ill|disab\w*", ("lcwra_element",)),
    (r"lcw", ("lcw_element",)),
    (r"car(?:e|er|ing)", ("carer_element",)),
    (r"standard|age|under 25|single|couple|partner|basic", ("standard_allowance",)),
    (r"sanction\w*", ("sanction_reduction",)),
)
_ORDINALS = {"first": 0, "1st": 0, "eldest": 0, "oldest": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3}


def explanation(result: rules.Estimate, question: str) -> tuple[str, list[rules.Line]]:
    """The answer in words, and the lines that it rests on: of what the question names, else of all that takes away."""
    wanted = _asked_about(question.lower())
    if wanted is None:
        return _of_the_whole(result)
    lines = [line for line in result.result.lines if line.id.removeprefix("no_") in wanted]
    lines = _the_one(lines, question.lower())
    if lines:
        return " ".join(map(_told, lines)), lines
    left_out = [one.reason for one in result.result.excluded if one.fact.rpartition(".")[2] in question.lower()]
    nothing = gettext("There is nothing for that in this figure, because nothing that you have told me brings it in.")
    return " ".join([nothing, *left_out]), []


def _asked_about(question: str) -> tuple[str, ...] | None:
    return next((lines for pattern, lines in _SUBJECTS if re.search(rf"\b(?:{pattern})\b", question)), None)


def _the_one(lines: list[rules.Line], question: str) -> list[rules.Line]:
    """The line of "my second child", where there are several of a kind."""
    place = next((place for word, place in _ORDINALS.items() if re.search(rf"\b{word}\b", question)), None)
    return lines if place is None or place >= len(lines) else [lines[place]]


def _of_the_whole(result: rules.Estimate) -> tuple[str, list[rules.Line]]:
    lines = list(result.result.lines)
    top = next((line for line in lines if line.id == "maximum_award"), None)
    taken = [line for line in lines if line.amount.value < 0 or line.id == "no_award"]
    if top is None or result.result.award is None:
        return " ".join(one.reason for one in result.result.excluded if one.blocks), lines
    start = gettext("Before anything is taken off, it is {amount}: {working}.").format(
        amount=rules.pounds(top.amount.value), working=top.working
    )
    ends = " ".join(map(_told, taken)) if taken else gettext("Nothing is taken off.")
    return f"{start} {ends}{_assumed(result)}", lines


def _told(line: rules.Line) -> str:
    amount = rules.pounds(abs(line.amount.value))
    sums = f" {line.working}." if line.working else ""
    return f"**{gettext(line.label)}: {amount}.**{sums} ({line.law})"


def _assumed(result: rules.Estimate) -> str:
    told = assumed_text(result)
    return f" {gettext('I have had to assume a few things: {told}.').format(told=told)}" if told else ""
