"""What the API takes and gives: requests are checked by these models, and the OpenAPI document is made from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema

# The rules read the household themselves, so that a refusal names the fact as everywhere else; in the document it is
# their model that stands here.
Household = Annotated[dict[str, Any], WithJsonSchema({"type": "object", "format": "household"})]
Nation = Literal["england", "wales", "scotland", "northern_ireland"]
Money = Annotated[Decimal, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
Day = Annotated[date, Field(ge=date(2013, 4, 29), le=date(2100, 1, 1))]
Word = Annotated[str, Field(max_length=60)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EstimateRequest(_Request):
    household: Household
    on: Day | None = None
    reforms: list[Word] = Field(default=[], max_length=10)


class EstimatesRequest(_Request):
    households: list[Household] = Field(min_length=1, max_length=100)
    on: Day | None = None
    reforms: list[Word] = Field(default=[], max_length=10)


class CompareRequest(_Request):
    first: Household
    second: Household
    on: Day | None = None
    second_on: Day | None = None
    reforms: list[Word] = Field(default=[], max_length=10)
    second_reforms: list[Word] = Field(default=[], max_length=10)


class Wage(_Request):
    date: Day
    amount: Money


class TimelineRequest(_Request):
    claim_date: Day
    nation: Nation | None = None
    advance: Money | None = None
    paydays: list[Wage] = Field(default=[], max_length=60)


class StatementLine(_Request):
    id: Word
    amount: Annotated[Decimal, Field(ge=-1_000_000, le=1_000_000, allow_inf_nan=False)]


class CheckStatementRequest(_Request):
    household: Household
    on: Day | None = None
    statement: list[StatementLine] = Field(min_length=1, max_length=40)


class SweepRequest(_Request):
    household: Household
    on: Day | None = None
    top: Annotated[Decimal, Field(gt=0, le=20_000, allow_inf_nan=False)] = Decimal(3000)
    points: Annotated[int, Field(ge=2, le=200)] = 61
    adult: Annotated[int, Field(ge=0, le=1)] = 0


class BetterOffRequest(_Request):
    household: Household
    on: Day | None = None
    hours: Annotated[Decimal, Field(gt=0, le=100, allow_inf_nan=False)]
    wage: Annotated[Decimal, Field(ge=0, le=1000, allow_inf_nan=False)]
    adult: Annotated[int, Field(ge=0, le=1)] = 0


class AskRequest(_Request):
    """The messages of one conversation, in order."""

    turns: list[Annotated[str, Field(max_length=2000)]] = Field(min_length=1, max_length=20)
    on: Day | None = None
    nation: Nation | None = None


class Refusal(BaseModel):
    """`fact` is the path of what cannot be right, where there is one."""

    fact: str | None = None
    problem: str
    instead: str


class Refused(BaseModel):
    error: Refusal


class Line(BaseModel):
    id: str
    label: str
    amount: str
    working: str
    law: str
    url: str


class EstimateResult(BaseModel):
    """The object of the output contract; `range` is there while something is not known."""

    on: date
    assessment_period: dict[str, date]
    award: str | None
    payable: str | None
    lines: list[Line]
    assumed: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    excluded: list[dict[str, Any]]
    rules_version: str
    range: dict[str, str | None] | None = None


class Results(BaseModel):
    """One for each household, in order: a result, or `{"line": number, "error": ...}`."""

    results: list[dict[str, Any]]


class Found(BaseModel):
    """An object whose keys the documentation of the endpoint names."""

    model_config = ConfigDict(extra="allow")
