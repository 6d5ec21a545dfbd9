"""Money that comes in and money kept: earnings, self-employment, other income, savings, an advance.

Of a range the higher end is taken, because an estimate must not promise money that will not come. Where nobody said how
often earnings are paid, a month is assumed (a year for a sum that is a year's pay), and the fact says so; other income
without it is left to be asked.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from bot.components.dates import dates_said
from bot.components.money import Amount, pounds, usual_interval
from bot.components.reading import Fact, Item, Reading
from bot.components.subjects import MoneySaid

_FROM_WORK = ("EARN", "JOB", "BASIS", "HOURS", "PAID")
_HIGHEST_HOURLY_PAY = 200
_NOT_WHOLLY = {"much", "enough", "yet", "full", "weekends", "there"}
_IGNORED_VERBS = {"pay", "paying", "pays", "lose", "losing", "owe", "apply", "claim"}
_AFTER_PAY = {"and", "so", "but", "now", "atm", "x", "at", "he", "rn", "about", "plus", "thats"}
_HAD = {"got", "had", "took", "take", "taken", "have", "received", "gave", "given", "getting", "ive"}


def earnings_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    for adult in (0, 1):
        jobs: list[tuple[MoneySaid, dict[str, Any]]] = []
        for said in money:
            job = _job(reading, said) if said.owner == adult and _is_from_work(reading, said) else None
            if job:
                jobs = [*jobs, (said, job)] if _is_another_job(jobs, said) else _one_of_two(reading, jobs, (said, job))
        if jobs:
            yield _earnings(reading, adult, jobs)
            continue
        yield from _no_work(reading, adult)


_MINIMUM_WAGE = re.compile(
    r"\b(?P<hours>\d{1,2}(?:\.5)?) ?(?:hours|hrs|hr|h)\b(?: (?:a|per|each|every)? ?(?:week|wk)| pw)?"
    r" ?(?:a week )?(?:@|at|on|for)? ?(?:the )?"
    r"(?:nmw|nlw|min(?:imum)? wage|national (?:minimum|living) wage|living wage|minimum)\b"
)


def minimum_wage_facts(reading: Reading) -> Iterator[Fact]:
    """ "16hrs at NMW": hours at the minimum wage, whose amount depends on age and date and is put in by the actions."""
    said = _MINIMUM_WAGE.search(reading.text.lower())
    item = next((one for one in reading.items if said and one.start >= said.start()), None)
    if said and item and item.owner in (0, 1) and not reading.rule_question(item):
        hours = _number(Decimal(said.group("hours")))
        job = {"amount": "minimum_wage", "per": "hour", "hours_per_week": hours, "basis": "gross"}
        yield Fact(f"adults[{item.owner}].earnings", [job], said.group(), said.start())


def _earnings(reading: Reading, adult: int, jobs: list[tuple[MoneySaid, dict[str, Any]]]) -> Fact:
    first, last = jobs[0][0], jobs[-1][0]
    known = _adult(reading, adult).get("earnings") or []
    beside = known if _second_job(reading, first) else []
    how_often = all(
        said.amount.per or job["per"] == "hour" or _per_before(reading, said) or known for said, job in jobs
    )
    value = [*beside, *(job for _, job in jobs)]
    number, end = reading.items[first.amount.first], reading.items[last.amount.last]
    return reading.fact(
        f"adults[{adult}].earnings", value, first.subject or number, number, end, assumed=() if how_often else ("per",)
    )


def _is_from_work(reading: Reading, said: MoneySaid) -> bool:
    if said.subject is None:
        return said.amount.basis is not None or _is_of_a_person(reading, said.amount)
    if said.subject.is_a("PAID"):
        return _is_pay_received(reading, said.subject)
    return said.subject.is_a(*_FROM_WORK)


def _is_of_a_person(reading: Reading, amount: Amount) -> bool:
    """ "hubby 1200 a month", "me 800 a month him 900 a month", "im on 900 a month": right behind the person.

    What a partner "gets" is taken as pay; one's own may be the very benefit that is asked about.
    """
    after = reading.at(amount.last + 1)
    if amount.per is None or (after and after.is_a("WORD") and after.norm not in _AFTER_PAY):
        return False
    place = amount.first - 1 - (reading.norm(amount.first - 1) == "about")
    on = reading.norm(place) == "on"
    place -= on
    place -= on and reading.norm(place) in ("is", "am")
    gets = reading.norm(place) == "gets" and reading.items[place].owner == 1 and reading.partner_known
    place -= gets
    person, before = reading.at(place), reading.at(place - 1)
    if person is None or person.owner not in (0, 1) or person.norm in ("my", "mine", "id"):
        return False
    if not person.is_a("SELF", "PARTNER", "LOVER", "THIRD") and person.norm != "her":
        return False
    # "i give my partner 200 a month" and "me and hubby 1200 a month" are not what one of them earns.
    opens = gets or before is None or before.is_a("BREAK", "PER", "BASIS")
    return opens or on or (before is not None and before.norm == "and" and reading.kind(place - 2) != "SELF")


def _is_pay_received(reading: Reading, paid: Item) -> bool:
    """ "paid £412 every 4 wks" opens its clause; "they paid me 400" and "i paid 300 for gas" do not."""
    return reading.clause(paid)[0] is paid


def _is_another_job(jobs: list[tuple[MoneySaid, dict[str, Any]]], said: MoneySaid) -> bool:
    return not jobs or (jobs[-1][0].subject is said.subject and not said.corrects)


def _one_of_two(reading: Reading, jobs: list[Any], new: Any) -> list[Any]:
    """Two pays for one person: what they have now goes before what they try out, else the later word counts."""
    tried = reading.hypothetical(reading.items[new[0].amount.first]) and not reading.hypothetical(
        reading.items[jobs[-1][0].amount.first]
    )
    return jobs if tried else [new]


def _second_job(reading: Reading, said: MoneySaid) -> bool:
    words = {o.norm for o in reading.clause(reading.items[said.amount.first])}
    return bool({"second", "another", "other", "extra", "2nd"} & words and {"job", "jobs", "work"} & words)


def _job(reading: Reading, said: MoneySaid) -> dict[str, Any] | None:
    amount = said.amount
    if amount.high == 0 or _is_past(reading, said) or _is_of_one_month(reading, amount):
        return None
    if _is_hourly(reading, said):
        hours = _hours(reading, said)
        if hours is None or amount.high > _HIGHEST_HOURLY_PAY:
            return None
        return {
            "amount": pounds(amount.high),
            "per": "hour",
            "hours_per_week": _number(hours),
            **_basis(reading, said, "hour"),
        }
    if _from_to(reading, amount):
        return None
    per = amount.per or _per_before(reading, said) or _per_known(reading, said.owner) or usual_interval(amount.high)
    return {"amount": pounds(amount.high), "per": per, **_basis(reading, said, per)}


def _is_of_one_month(reading: Reading, amount: Amount) -> bool:
    """ "£1,250 one month and £600 the next": pay that is never the same."""
    return reading.norm(amount.last + 1) == "one" and reading.norm(amount.last + 2) in ("month", "week")


def _is_past(reading: Reading, said: MoneySaid) -> bool:
    """ "i used to earn 900"."""
    first = reading.items[said.amount.first]
    before = [o for o in reading.clause(first) if o.start < first.start]
    words = {o.norm for o in before}
    was = any(a.norm in ("was", "were") and b.is_a("EARN") for a, b in itertools.pairwise(before))
    over = _is_out_of_work(reading, said.owner) and bool({"got paid", "last", "final", "was"} & words)
    return was or over or bool({"used", "previously", "lost"} & words)


def _is_out_of_work(reading: Reading, adult: object) -> bool:
    """Known before, or said in this message."""
    told = any(item.is_a("NO_WORK") and item.owner == adult for item in reading.items)
    return told or _adult(reading, adult).get("earnings") == []


def _number(value: Decimal) -> int | float:
    return int(value) if value % 1 == 0 else float(value)


def _from_to(reading: Reading, amount: Amount) -> bool:
    """ "from 900 to 1400": a change, and not known which of the two is meant."""
    return reading.norm(amount.first - 1) == "to" and "from" in [
        o.norm for o in reading.clause(reading.items[amount.first])
    ]


def _is_hourly(reading: Reading, said: MoneySaid) -> bool:
    if said.amount.per:
        return said.amount.per == "hour"
    beside = reading.norm(said.amount.first - 1) in ("at", "@", "on")
    return beside and said.subject is not None and said.subject.is_a("HOURS") and said.amount.high < 100


def _hours(reading: Reading, said: MoneySaid) -> Decimal | None:
    """The one number of hours in the sentence; "from 16 to 25 hrs" is two, so none."""
    sentence = reading.sentence(reading.items[said.amount.first])
    hours = [o.value for o in sentence if o.is_a("HOURS") and o.owner == said.owner]
    going = any(o.norm in ("to", "-") and reading.kind(reading.items.index(o) + 1) == "HOURS" for o in sentence)
    return hours[0] if len(hours) == 1 and not going else None


def _basis(reading: Reading, said: MoneySaid, per: str) -> dict[str, str]:
    if said.amount.basis:
        return {"basis": said.amount.basis}
    clause = reading.clause(reading.items[said.amount.first])
    beside = {o.id for o in clause if o.is_a("BASIS") and not o.used}
    if len(beside) == 1:
        return {"basis": beside.pop()}
    if not beside and said.subject and said.subject.norm.startswith("take home"):
        return {"basis": "net"}
    # An hourly wage and a salary are named as the contract has them, before tax.
    before_tax = per in ("hour", "year") or any(o.norm == "salary" for o in clause)
    return {"basis": "gross"} if before_tax and not beside else {}


def _per_before(reading: Reading, said: MoneySaid) -> str | None:
    """ "my weekly wage is 300", "paid monthly 900"."""
    first = said.amount.first
    clause = reading.items[first].clause
    spans = [reading.items[p] for p in range(max(0, first - 4), first) if reading.items[p].clause == clause]
    said_per = [o.id for o in spans if o.is_a("PER") and o.id != "hour"]
    worded = [o for o in spans if o.norm in ("paid monthly", "paid weekly")]
    return (
        said_per[-1]
        if said_per
        else {"paid monthly": "month", "paid weekly": "week"}[worded[-1].norm]
        if worded
        else None
    )


def _adult(reading: Reading, adult: object) -> dict[str, Any]:
    adults = reading.household.get("adults") or []
    return adults[adult] if isinstance(adult, int) and adult < len(adults) else {}


def _per_known(reading: Reading, adult: object) -> str | None:
    known = _adult(reading, adult).get("earnings") or []
    per = known[0].get("per") if len(known) == 1 else None
    return per if per != "hour" else None


def _no_work(reading: Reading, adult: int) -> Iterator[Fact]:
    for place, item in enumerate(reading.items):
        whose = 1 if _is_behind_the_partners_age(reading, place) else item.owner
        if item.is_a("NO_WORK") and whose in (adult, "both") and _is_plain(reading, place):
            yield reading.fact(f"adults[{adult}].earnings", [], item)
            return


def _is_behind_the_partners_age(reading: Reading, place: int) -> bool:
    """ "partner 42, no job": a clause that is only the partner and their age."""
    age = reading.at(place - 2)
    if reading.items[place].owner != "unclear" or age is None or not age.is_a("NUMBER") or age.owner != 1:
        return False
    return reading.norm(place - 1) == "," and reading.clause(age)[0].is_a("PARTNER", "LOVER", "THIRD")


def _is_plain(reading: Reading, place: int) -> bool:
    """ "dont work", but not "dont work 20 hours", "dont earn much", "dont work weekends"."""
    item, after = reading.items[place], reading.at(place + 1)
    if reading.hypothetical(item) or reading.rule_question(item):
        return False
    return after is None or not (after.is_a("NUMBER", "HOURS") or after.norm in _NOT_WHOLLY)


def self_employment_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    started, told = _started(reading), False
    for said in money:
        if (
            said.subject
            and said.subject.is_a("SELF_EMPLOYED", "COSTS")
            and said.owner in (0, 1)
            and said.amount.high > 0
        ):
            per = said.amount.per or _per_before(reading, said)
            value = {"profit": pounds(said.amount.high), "per": per or "month", **started}
            first, last = reading.items[said.amount.first], reading.items[said.amount.last]
            yield reading.fact(
                f"adults[{said.owner}].self_employment",
                value,
                first,
                last,
                said.subject,
                assumed=() if per else ("per",),
            )
            told = True
    if not told:
        yield from _start_of_what_is_known(reading, started)


_SINCE_WHEN = re.compile(
    r"\b(?:started|began|set up|been going|trading)(?: it| up| trading| off| my business| the business| only| just)*"
    r" (?:since |in |on |about |last )*(?P<when>[a-z0-9 ]+)"
)
_MONTH_NAMED = re.compile(
    r"^(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)


def _started(reading: Reading) -> dict[str, str]:
    """When a business began: "started 8 months ago", "started in march" (its first day, which promises less)."""
    said = _SINCE_WHEN.search(reading.text.lower())
    if not said:
        return {}
    month = _MONTH_NAMED.match(said["when"])
    words = f"start of {month.group()}" if month else said["when"]
    dates = dates_said(words)
    day = dates[0].on(reading.today) if dates and dates[0].start == 0 else None
    return {"started": day.isoformat()} if day else {}


def _start_of_what_is_known(reading: Reading, started: dict[str, str]) -> Iterator[Fact]:
    for place, adult in enumerate(reading.household.get("adults") or []):
        trade = adult.get("self_employment")
        if started and trade and not trade.get("started"):
            item = next(item for item in reading.items)
            yield reading.fact(f"adults[{place}].self_employment", {**trade, **started}, item)


def other_income_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    """All other income: what was known before, with what was said now in place of the same kind."""
    new: list[dict[str, Any]] = []
    places: list[Item] = []
    for said in money:
        if (
            said.subject
            and said.subject.is_a("INCOME")
            and _whose(reading, said) in (0, 1)
            and said.amount.per in _INTERVALS
            and _comes_in(reading, said)
        ):
            income = {"kind": said.subject.id, "amount": pounds(said.amount.high), "per": said.amount.per}
            new.append({**income, "adult": 1} if _whose(reading, said) == 1 else income)
            places += [said.subject, reading.items[said.amount.first], reading.items[said.amount.last]]
    if new:
        kinds = {(one["kind"], one.get("adult", 0)) for one in new}
        known = [
            one
            for one in reading.household.get("other_income") or []
            if (one.get("kind"), one.get("adult", 0)) not in kinds
        ]
        first, last = min(places, key=lambda i: i.start), max(places, key=lambda i: i.end)
        yield reading.fact("other_income", [*known, *new], first, last)
        return
    for item in reading.items:
        if item.is_a("NO_OTHER_INCOME") and item.norm.startswith(("no other", "nothing else")) and item.owner == 0:
            yield reading.fact("other_income", [], item)


def _whose(reading: Reading, said: MoneySaid) -> object:
    """ "we have his state pension": the "his" before it says whose it is."""
    before = reading.norm(reading.items.index(said.subject) - 1) if said.subject else ""
    if not reading.partner_known:
        return None if said.owner == 1 else said.owner
    return 1 if before in ("his", "her") else said.owner


_INTERVALS = ("week", "fortnight", "four_weeks", "month", "year")


def _comes_in(reading: Reading, said: MoneySaid) -> bool:
    subject, amount = said.subject, reading.items[said.amount.first]
    words = {o.norm for o in reading.clause(amount) if o.start < max(amount.start, subject.start if subject else 0)}
    if subject and subject.id == "lodger":
        return not {"want", "if", "get"} & words
    asks = reading.kind(reading.items.index(subject) - 1) == "NO" if subject else True
    return not (_IGNORED_VERBS & words or asks or reading.hypothetical(amount))


def savings_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    """One sum: pots that are named differently are added, the same pot said again is a correction."""
    pots: dict[str, tuple[MoneySaid, Decimal]] = {}
    for said in money:
        if said.subject is None or _is_hypothetical_or_spent(reading, said):
            continue
        inherited = said.subject.is_a("INHERITED") and reading.household.get("savings") is None
        if inherited or (said.subject.is_a("SAVINGS") and said.owner is not None):
            pots = {} if said.corrects else pots
            pots[said.subject.norm] = (said, said.amount.high)
    if pots:
        items = [reading.items[p] for said, _ in pots.values() for p in (said.amount.first, said.amount.last)]
        items += [said.subject for said, _ in pots.values() if said.subject]
        total = sum((amount for _, amount in pots.values()), Decimal(0))
        yield reading.fact("savings", pounds(total), min(items, key=lambda i: i.start), max(items, key=lambda i: i.end))
        return
    for item in reading.items:
        if (
            item.is_a("NO_SAVINGS")
            and item.owner is not None
            and not reading.hypothetical(item)
            and not reading.rule_question(item)
        ):
            yield reading.fact("savings", "0", item)


def _is_hypothetical_or_spent(reading: Reading, said: MoneySaid) -> bool:
    words = {o.norm for o in reading.clause(reading.items[said.amount.first])}
    sentence = {o.norm for o in reading.sentence(reading.items[said.amount.first])}
    imagined = reading.hypothetical(reading.items[said.amount.first]) and bool(
        {"got", "won", "inherit", "inherited", "save"} & words
    )
    return (
        imagined or bool({"limit", "was", "used", "had"} & words) or "spent" in sentence or said.amount.per is not None
    )


def advance_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    """An advance that somebody has had; not one that they ask for or pay back."""
    for said in money:
        if said.subject and said.subject.is_a("ADVANCE") and said.owner in (0, "both") and said.amount.per is None:
            clause = reading.clause(reading.items[said.amount.first])
            before = {
                o.norm for o in clause if o.start < max(said.subject.start, reading.items[said.amount.first].start)
            }
            asked = {
                "can",
                "could",
                "want",
                "how",
                "if",
                "need",
                "repay",
                "back",
                "owe",
                "will",
                "apply",
                "ask",
                "asked",
                "max",
            } & before
            if _HAD & before and not asked and not any(o.is_a("IF") for o in clause):
                yield reading.fact(
                    "advance", {"amount": pounds(said.amount.high)}, reading.items[said.amount.first], said.subject
                )
