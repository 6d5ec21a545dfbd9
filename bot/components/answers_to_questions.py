"""The bare answer to the question asked last: "about 2k" to savings, "no" to partner, "two, 4 and 9" to children.

Only for a fact that the message does not state by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.components.children import MOST_CHILDREN, OLDEST_CHILD
from bot.components.money import pounds, usual_interval
from bot.components.people import OLDEST, YOUNGEST_ADULT
from bot.components.reading import Fact, Item, Reading
from bot.components.subjects import MoneySaid

_NO = {"no", "none", "nope", "nah", "nothing", "na", "nac", "nage", "dim", "naw", "nowt", "nout", "never", "not"}
_YES = {"yes", "yeah", "yep", "yea", "yup", "aye", "y", "ye", "yh", "oes", "ydw", "ydyn", "ie", "yess"}
_AFTER_NO = {
    "",
    "i",
    "im",
    "ive",
    "just",
    "thanks",
    "thank",
    "ta",
    "sorry",
    "x",
    "nothing",
    "none",
    "not",
    "at",
    "any",
    "mate",
    "havent",
    "dont",
    "we",
    "never",
    "really",
    "yet",
    "currently",
    "and",
    "one",
    "coming",
}
_HAVE_NONE = re.compile(
    r"^(?:i |ive |we )?(?:dont|havent|not)(?: have| got| get| earn)?(?: any| one| none| anything| a thing)?$"
    r"|^(?:i |we |ive )?(?:get|gets|getting|got|have|receive) (?:nothing|none|nowt)(?: else| at all)?$"
)
_MEANS_ANOTHER = {"i meant", "meant", "should be", "should say", "wrong", "typo", "my mistake", "i mean"}

_RECEIVES = ("get", "gets", "getting", "make", "makes", "receive", "receives")

_SEXES = {
    "girl": "female",
    "daughter": "female",
    "female": "female",
    "boy": "male",
    "son": "male",
    "male": "male",
    "lad": "male",
}
_CARERS_HOURS = 35
_BEFORE_TAX = re.compile(r"\b(before|gross)\b")
_AFTER_TAX = re.compile(r"\b(after|net|take home|takehome|clear|in my hand|into my bank|into my account)\b")

_Answer = Callable[[Reading, list[MoneySaid], str], Iterator[Fact]]


def answer_facts(reading: Reading, money: list[MoneySaid]) -> Iterator[Fact]:
    asking = reading.asking
    if not asking or not reading.items or any(item.norm in _MEANS_ANOTHER for item in reading.items):
        return
    for pattern, answer in _ANSWERS:
        if re.fullmatch(pattern, asking):
            yield from answer(reading, money, asking)
            return


def _words(reading: Reading) -> list[Item]:
    return [item for item in reading.items if not item.is_a("BREAK")]


def _says_no(reading: Reading) -> bool:
    """A no to the question. With an amount beside it ("no, i earn 800") it may correct something else."""
    words = _words(reading)
    if not words or any(item.is_a("NUMBER") and not item.used for item in words):
        return False
    first, then = words[0], words[1].norm.split(" ")[0] if len(words) > 1 else ""
    if first.norm in _NO - {"not"} and (then in _AFTER_NO or reading.kind(1) == "BREAK"):
        return not any(o.norm in ("idea", "clue", "sure") or o.is_a("CORRECTION") for o in words[:4])
    return bool(_HAVE_NONE.match(" ".join(word.norm for word in words[:5])))


def _says_yes(reading: Reading) -> bool:
    words = _words(reading)
    return bool(words) and words[0].norm in _YES


def _amount(money: list[MoneySaid]) -> MoneySaid | None:
    """The one amount that no word in the message takes."""
    bare = [said for said in money if said.subject is None and said.owner is not None]
    return bare[0] if len(bare) == 1 else None


def _own_amount(reading: Reading, money: list[MoneySaid]) -> MoneySaid | None:
    """The same, unless a question or an "if" holds it."""
    said = _amount(money)
    item = reading.items[said.amount.first] if said else None
    return None if item is None or reading.asks(item) or reading.hypothetical(item) else said


def _said(reading: Reading, path: str, value: Any, said: MoneySaid, assumed: tuple[str, ...] = ()) -> Fact:
    return reading.fact(path, value, reading.items[said.amount.first], reading.items[said.amount.last], assumed=assumed)


def _numbers(reading: Reading) -> list[Item]:
    return [
        item
        for item in reading.items
        if item.is_a("NUMBER") and not item.used and item.value is not None and item.value % 1 == 0
    ]


def _partner(reading: Reading, _money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    if _says_no(reading) or _says_yes(reading):
        yield reading.fact("partner", _says_yes(reading), _words(reading)[0])


def _age(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    dates = [item for item in reading.items if item.is_a("DATE") and item.date_said]
    adult = asking.split(".")[0]
    if len(dates) == 1 and dates[0].date_said:
        day = dates[0].date_said.on(reading.today)
        if day and day.year < reading.today.year - 10:
            yield reading.fact(f"{adult}.birth_date", day.isoformat(), dates[0])
        return
    numbers = [item for item in _numbers(reading) if item.value is not None and YOUNGEST_ADULT <= item.value <= OLDEST]
    if (
        len(numbers) == 1
        and len(_numbers(reading)) <= 2
        and not any(item.is_a("PER") or item.norm == "£" for item in reading.items)
    ):
        yield reading.fact(f"{adult}.age", int(numbers[0].value or 0), numbers[0])


def _children(reading: Reading, _money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    if _says_no(reading):
        yield reading.fact("children", [], _words(reading)[0])
        return
    numbers = _numbers(reading)
    if not numbers or any(
        item.norm == "month" or item.is_a("PER", "HOURS", "BEDROOM", "EXPECTING") or item.norm == "£"
        for item in reading.items
    ):
        return
    children = _counted(reading, [int(item.value or 0) for item in numbers], numbers)
    if children is not None:
        yield reading.fact("children", children, numbers[0], numbers[-1])


def _counted(reading: Reading, values: list[int], items: list[Item]) -> list[dict[str, int]] | None:
    """ "2" is a number of children, "two, 4 and 9" a number and ages, "4 and 9" ages."""
    count, ages = values[0], values[1:]
    joined = len(items) > 1 and reading.text[items[0].end : items[1].start].strip() in ("and", "&", "n")
    if not ages:
        return [{}] * count if count <= MOST_CHILDREN else None
    if count == len(ages) and not joined:
        return [{"age": age} for age in ages] if max(ages) <= OLDEST_CHILD else None
    return [{"age": age} for age in values] if max(values) <= OLDEST_CHILD else None


def _childs_age(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    child = asking.split(".")[0]
    dates = [item for item in reading.items if item.is_a("DATE") and item.date_said]
    if len(dates) == 1 and dates[0].date_said and (day := dates[0].date_said.on(reading.today)):
        yield reading.fact(f"{child}.birth_date", day.isoformat(), dates[0])
        return
    numbers = [item for item in _numbers(reading) if (item.value or 0) <= OLDEST_CHILD]
    known = reading.household.get("children") or []
    if len(numbers) == 1 and len(_numbers(reading)) == 1:
        months = "month" in reading.text.lower()
        yield reading.fact(f"{child}.age", int(numbers[0].value or 0) // (12 if months else 1), numbers[0])
    elif len(numbers) == len(known) > 1:
        ages = [{**one, "age": int(item.value or 0)} for one, item in zip(known, numbers, strict=True)]
        yield reading.fact(
            "children", [{k: v for k, v in one.items() if k != "birth_date"} for one in ages], numbers[0], numbers[-1]
        )


def _earnings(reading: Reading, money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    said = _own_amount(reading, money)
    if said is None:
        if _says_no(reading):
            yield reading.fact(asking, [], _words(reading)[0])
        return
    if said.amount.high == 0:
        yield _said(reading, asking, [], said)
    elif said.amount.per != "hour":
        basis = {"basis": said.amount.basis} if said.amount.basis else {}
        per = said.amount.per or usual_interval(said.amount.high)
        basis = basis or ({"basis": "gross"} if per == "year" else {})
        job = {"amount": pounds(said.amount.high), "per": per, **basis}
        yield _said(reading, asking, [job], said, () if said.amount.per else ("per",))


def _basis(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    words = " ".join(item.norm for item in _words(reading))
    before, after = _BEFORE_TAX.search(words), _AFTER_TAX.search(words)
    if bool(before) != bool(after):
        yield reading.fact(asking, "gross" if before else "net", _words(reading)[0], _words(reading)[-1])


def _profit(reading: Reading, money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    said = _own_amount(reading, money)
    if said is not None:
        profit = {"profit": pounds(said.amount.high), "per": said.amount.per or "month"}
        yield _said(reading, asking, profit, said, () if said.amount.per else ("per",))


def _savings(reading: Reading, money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    said = _own_amount(reading, money)
    on = said is not None and "on" in (reading.norm(said.amount.first - step) for step in (1, 2))  # "on about 890"
    if said is not None and said.amount.per is None and not on:
        yield _said(reading, "savings", pounds(said.amount.high), said)
    elif said is None and _says_no(reading):
        yield reading.fact("savings", "0", _words(reading)[0])


def _rent(reading: Reading, money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    said = _own_amount(reading, money)
    if said is not None and not _comes_in(reading, said):
        rent = {"amount": pounds(said.amount.low), "per": said.amount.per or "month"}
        yield _said(reading, "housing.rent", rent, said, () if said.amount.per else ("per",))
    elif _says_no(reading):
        yield reading.fact("housing.tenure", "none", _words(reading)[0])


def _comes_in(reading: Reading, said: MoneySaid) -> bool:
    """ "she gets 900 a month": money that somebody has, so not the rent that was asked for."""
    clause = reading.clause(reading.items[said.amount.first])
    return any(item.norm in _RECEIVES for item in clause) or said.owner == 1


def _tenure(reading: Reading, _money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    if _says_no(reading):
        yield reading.fact("housing.tenure", "none", _words(reading)[0])


def _housing(reading: Reading, money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    yield from _rent(reading, money, asking)


def _bedrooms(reading: Reading, _money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    numbers = _numbers(reading)
    if len(numbers) == 1 and 0 < (numbers[0].value or 0) <= 9:
        yield reading.fact("housing.bedrooms", int(numbers[0].value or 0), numbers[0])


def _health(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    if _says_no(reading):
        yield reading.fact(asking, {"group": "none"}, _words(reading)[0])
        return
    groups = [item for item in reading.items if item.is_a("HEALTH") and item.id in ("lcw", "lcwra")]
    if (
        len(groups) == 1
        and len(_words(reading)) <= 6
        and not any(
            item.is_a("NO", "IF") or item.norm in ("applied", "waiting", "what", "whats", "refused")
            for item in reading.items
        )
    ):
        yield reading.fact(asking, {"group": groups[0].id}, groups[0])


def _yes_or_no(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    if _says_no(reading) or _says_yes(reading):
        yield reading.fact(asking, _says_yes(reading), _words(reading)[0])


# What Universal Credit does not count, so that "just child benefit" is a no.
_NOT_COUNTED = re.compile(
    r"^(?:no |nope |nah )?(?:i )?(?:just|only|get|gets|getting|apart from|except|other than|besides| )*"
    r"(?:my |the |some )?(?:(?:child|kid) benefit|pip|dla|adp|(?:child|kid) maintenance|"
    r"maintenance|csa|scottish (?:child|kid) payment|uc|"
    r"universal credit|wages?|my pay)(?: for (?:my |the )?\w+)?$"
)


def _none_of_them(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    if _says_no(reading) or _NOT_COUNTED.match(" ".join(word.norm for word in _words(reading))):
        yield reading.fact(asking, [], _words(reading)[0])


def _childcare(reading: Reading, money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    said = _own_amount(reading, money)
    if said is not None:
        costs = {"amount": pounds(said.amount.high), "per": said.amount.per or "month"}
        yield _said(reading, asking, costs, said, () if said.amount.per else ("per",))
    elif _says_no(reading):
        yield reading.fact(asking, {"amount": "0", "per": "month"}, _words(reading)[0])


def _sex(reading: Reading, _money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    said = [item for item in _words(reading) if item.norm in _SEXES]
    if len(said) == 1:
        yield reading.fact(asking, _SEXES[said[0].norm], said[0])


def _advance(reading: Reading, money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    said = _own_amount(reading, money)
    if said is not None:
        yield _said(reading, "advance", {"amount": pounds(said.amount.high)}, said)


def _claim_date(reading: Reading, _money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    dates = [item for item in reading.items if item.is_a("DATE") and item.date_said]
    if len(dates) == 1 and dates[0].date_said and (day := dates[0].date_said.on(reading.today)):
        yield reading.fact("claim_date", day.isoformat(), dates[0])


_NOBODY = re.compile(
    r"\b(?:nobody|noone|no one|alone|by myself|on my own|just me|only me|just myself)\b|^(?:me|myself|im single)$"
)
_ALL_NAMED = re.compile(
    r"^(?:its |theres |it is )?(?:just |only )?(?:me|us|i live with|my|the|on my own) .*\b(?:and|with)\b"
    r"|^(?:just|only)\b"
)


def _people(reading: Reading, _money: list[MoneySaid], _asking: str) -> Iterator[Fact]:
    """Everybody who lives there: "nobody", "me and my 2 kids", "just my wife"."""
    words = _words(reading)
    said = " ".join(word.norm for word in words)
    partners = [word for word in words if word.is_a("PARTNER", "LOVER")]
    children = any(word.is_a("KID", "KIDS", "BABY", "TWINS") for word in words)
    if not words or reading.asks(words[0]):
        return
    if partners:
        yield reading.fact("partner", True, partners[0])
    elif _says_no(reading) or _NOBODY.search(said) or _ALL_NAMED.match(said):
        yield reading.fact("partner", False, words[0])
    if not children and (_says_no(reading) or _NOBODY.search(said) or (partners and said.startswith(("just", "only")))):
        yield reading.fact("children", [], words[0])


def _health_or_care(reading: Reading, money: list[MoneySaid], asking: str) -> Iterator[Fact]:
    """ "no", "neither": both; else the decision that is named."""
    words, adult = _words(reading), asking.removesuffix("health_or_care")
    if words and (_says_no(reading) or words[0].norm == "neither"):
        yield reading.fact(f"{adult}health", {"group": "none"}, words[0])
        yield reading.fact(f"{adult}carer", False, words[0])
        return
    yield from _health(reading, money, f"{adult}health")
    few_hours = any(word.is_a("HOURS") and (word.value or 0) < _CARERS_HOURS for word in words)
    if re.search(r"\bcar(?:e|er|es|ing)\b", reading.text.lower()) and not few_hours and not reading.asks(words[0]):
        yield reading.fact(f"{adult}carer", True, words[0], words[-1])


_ANSWERS: tuple[tuple[str, _Answer], ...] = (
    (r"people", _people),
    (r"adults\[[01]\]\.health_or_care", _health_or_care),
    (r"partner|adults", _partner),
    (r"adults\[[01]\]\.(age|birth_date)", _age),
    (r"children", _children),
    (r"children\[\d+\]\.(age|birth_date)", _childs_age),
    (r"adults\[[01]\]\.earnings", _earnings),
    (r"adults\[[01]\]\.earnings\[\d+\]\.basis", _basis),
    (r"adults\[[01]\]\.self_employment", _profit),
    (r"savings", _savings),
    (r"housing\.rent", _rent),
    (r"housing\.tenure", _tenure),
    (r"housing", _housing),
    (r"housing\.bedrooms", _bedrooms),
    (r"adults\[[01]\]\.health", _health),
    (r"adults\[[01]\]\.(carer|student|main_carer)|in_greater_london", _yes_or_no),
    (r"children\[\d+\]\.childcare", _childcare),
    (r"children\[\d+\]\.sex", _sex),
    (r"adults\[[01]\]\.receives|other_income", _none_of_them),
    (r"advance", _advance),
    (r"claim_date", _claim_date),
)
