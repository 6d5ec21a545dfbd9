"""The children: how many, and how old. Only those who live here; a baby who is not born yet is no child yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.components.reading import THIRD_PERSON_VERBS, Fact, Item, Reading

MOST_CHILDREN, OLDEST_CHILD = 12, 19
_LEAVING_AGE = 16
# What may follow a baby who is there; "baby bank", "baby milk" and "baby shower" are things.
_AFTER_A_BABY = ("and", "at", "who", "living", "now", "x", "so", "here")
# What may follow "my 17 year old" when that is a child; "my 18 year old car" is none.
_AFTER_MY_YOUNG_ONE = (
    "and",
    "is",
    "has",
    "was",
    "goes",
    "lives",
    "at",
    "who",
    "just",
    "a",
    "still",
    "started",
    "left",
    "does",
    "doing",
)
_HAS_A_BABY = ("with", "have", "got", "ive", "has", "and", "plus", "also")
_NOT_YET = {"to", "will", "might", "may", "gonna", "soon", "trying", "want", "having", "can", "would", "about", "not"}
_LINKS = (
    "is",
    "are",
    "aged",
    "age",
    "ages",
    "both",
    ":",
    "who",
    "whos",
    "and",
    "theyre",
    "shes",
    "hes",
    "he",
    "she",
    "-",
    "(",
    ",",
    "at",
    "home",
    "old",
    "year",
    "/",
)


@dataclass(slots=True)
class _Said:
    """What was said: a number of children, the ages of the group, and single children each with an age or None."""

    count: int | None = None
    ages: list[int] = field(default_factory=list)
    singles: list[int | None] = field(default_factory=list)
    none: bool = False
    disagrees: bool = False
    items: list[Item] = field(default_factory=list)


def children_facts(reading: Reading) -> Iterator[Fact]:
    said = _Said()
    about_one_child = bool(reading.asking and reading.asking.endswith(".sex"))  # "a boy" is then no new child
    if about_one_child or any(item.is_a("ELSEWHERE") and item.owner not in (None, 1) for item in reading.items):
        return
    for place, item in enumerate(reading.items):
        if not item.is_a("NO_KIDS", "KIDS", "KID", "BABY", "TWINS", "NUMBER") or _about_other_children(reading, place):
            continue
        if item.is_a("NO_KIDS"):
            said.none = True
            said.items.append(item)
        elif item.is_a("KIDS", "KID", "BABY", "TWINS"):
            _children_named(reading, place, said)
        elif item.is_a("NUMBER") and not item.used:
            _children_numbered(reading, place, said)
    children = _agreed(said)
    if children is not None:
        _put_to_school(reading, said, children)
        first, last = min(said.items, key=lambda i: i.start), max(said.items, key=lambda i: i.end)
        yield reading.fact("children", children, first, last)


def _put_to_school(reading: Reading, said: _Said, children: list[dict[str, Any]]) -> None:
    """Whether each child of 16 or over is in education, from what is said right behind their age (or before it)."""
    learns: dict[int, bool] = {}
    for place in range(len(reading.items)):
        studies = _studies(reading, place)
        if studies is None:
            continue
        for age in _ages_beside(reading, place, said):
            learns[age] = learns.get(age, False) or studies
    for child in children:
        if child.get("age", 0) >= _LEAVING_AGE and child["age"] in learns:
            child["in_education"] = learns[child["age"]]


def _studies(reading: Reading, place: int) -> bool | None:
    item = reading.items[place]
    if reading.hypothetical(item):
        return None
    if item.is_a("LEARNING"):
        return item.id == "yes"
    works = item.norm in ("works", "working") and reading.kind(place - 1) != "NO" and reading.norm(place + 1) != "for"
    return False if works and item.owner in ("child", "unclear") else None


def _ages_beside(reading: Reading, place: int, said: _Said) -> list[int]:
    """The nearest child's age in the sentence, all of them with "both", none where an adult is named in between."""
    item = reading.items[place]
    ages = [o for o in said.items if o.is_a("NUMBER") and o.used and o.sentence == item.sentence]
    before, after = [o for o in ages if o.start < item.start], [o for o in ages if o.start > item.start]
    if before and reading.norm(place - 1) in ("both", "all"):
        return [_years(age) for age in before]
    nearest = before[-1:] or after[:1]
    span = sorted([item.start, *(age.start for age in nearest)])
    between = [o for o in reading.items if span[0] < o.start < span[-1]]
    adult = any(o.is_a("SELF", "WE", "PARTNER", "LOVER", "STRANGER") for o in between)
    return [] if adult else [_years(age) for age in nearest]


def _about_other_children(reading: Reading, place: int) -> bool:
    item = reading.items[place]
    if reading.rule_question(item) or reading.hypothetical(item):
        return True
    before = reading.at(place - 1)
    return before is not None and before.owner is None and before.sentence == item.sentence and not before.is_a("BREAK")


def _agreed(said: _Said) -> list[dict[str, Any]] | None:
    """One list from all that was said, or None where it does not agree."""
    if said.disagrees:
        return None
    if said.none:
        return None if said.count or said.ages or said.singles else []
    ages: list[int | None] = [*said.ages] if said.ages else [*said.singles]
    if not ages and said.count is None:
        return None
    if said.count is not None:
        if len(ages) > said.count:
            return None
        ages += [None] * (said.count - len(ages))
    return [{} if age is None else {"age": age} for age in ages]


def _children_named(reading: Reading, place: int, said: _Said) -> None:
    item = reading.items[place]
    before, after = reading.at(place - 1), reading.kind(place + 1)
    if after == "EXPECTING" or _is_expected(reading, item):
        return
    counted = before if before and before.is_a("NUMBER") and _is_a_count(before) and not before.used else None
    number = counted.value if counted else None
    if item.is_a("TWINS"):
        number = 2
    several = item.is_a("KIDS", "TWINS") or (number or 0) > 1
    ages = _ages_behind(reading, place, several) or ([] if several else _age_said_later(reading, place))
    if item.is_a("TWINS") and len(ages) == 1:
        ages = ages * 2
    if number is not None or item.is_a("KIDS"):
        _group(reading, place, said, counted, number, ages)
    elif ages:
        _single(said, item, ages[0])
    elif before and before.norm in ("a", "one", "a single") and item.is_a("KID"):
        said.singles.append(None)
        said.items.append(item)
    elif item.is_a("BABY") and _is_there(reading, place):
        _baby(reading, place, said)


def _is_expected(reading: Reading, item: Item) -> bool:
    """ "pregnant with twins", but not the two of "2 kids and im pregnant"."""
    clause = reading.clause(item)
    for due in (o for o in clause if o.is_a("EXPECTING")):
        span = sorted((item.start, due.start))
        if not any(o.norm in ("and", "plus") for o in clause if span[0] < o.start < span[1]):
            return True
    return False


def _is_there(reading: Reading, place: int) -> bool:
    """ "with a baby", "i have a baby", "me and my baby": born, theirs, and not a thing for babies."""
    item, after = reading.items[place], reading.at(place + 1)
    back = _before_the_baby(reading, place)
    first = reading.norm(back).split(" ")[-1]
    before = {o.norm for o in reading.clause(item) if o.start < item.start}
    if before & _NOT_YET or (after and after.is_a("WORD") and after.norm not in _AFTER_A_BABY):
        return False
    born = first == "had" and after is not None and after.is_a("PER", "DATE")
    joined = first != "and" or reading.kind(back - 1) in ("SELF", "SINGLE", "AGE", "KID", "KIDS", "NUMBER", "PARTNER")
    theirs = first == "and" or reading.items[back].owner in (0, 1, "both")
    return theirs and (born or (first in _HAS_A_BABY and joined))


def _before_the_baby(reading: Reading, place: int) -> int:
    """The place before the "my", "a", "one" or "new" of the baby."""
    place -= 1
    while reading.norm(place) in ("a", "my", "our", "the", "one", "1", "new", "little", "small", "young", "just"):
        place -= 1
    return place


def _baby(reading: Reading, place: int, said: _Said) -> None:
    """One more than the group before it: "2 kids and a baby", "kids 4 and 9 and a baby"."""
    back = _before_the_baby(reading, place) - 1
    while reading.kind(back) in ("NUMBER", "AGE") or reading.norm(back) in ("and", "aged", ","):
        back -= 1
    of_group = reading.kind(back) == "KIDS" and said.items != []
    if of_group and said.count is not None:
        said.count += 1
    if of_group and said.ages:
        said.ages.append(0)
    else:
        said.singles.append(0)
    said.items.append(reading.items[place])


def _group(reading: Reading, place: int, said: _Said, counted: Item | None, number: Any, ages: list[Item]) -> None:
    item = reading.items[place]
    if number is None and len(ages) == 1:
        if reading.norm(place + 1) in ("are", "aged", "is") or (reading.asking or "").startswith("children["):
            return
        counted, number, ages = ages[0], ages[0].value, []
    if number is None and not ages:
        return
    if number is not None:
        said.disagrees = said.disagrees or said.count not in (None, number)
        said.count = int(number)
    said.ages += [int(a.value or 0) for a in ages]
    for spent in [*([counted] if counted else []), *ages]:
        spent.used = True
        said.items.append(spent)
    said.items.append(item)


def _single(said: _Said, item: Item, age: Item) -> None:
    age.used = True
    said.singles.append(_years(age))
    said.items += [item, age]


def _years(age: Item) -> int:
    return int(age.value or 0)


def _is_a_count(item: Item) -> bool:
    return item.value is not None and item.value % 1 == 0 and 1 <= item.value <= MOST_CHILDREN


def _ages_behind(reading: Reading, place: int, several: bool) -> list[Item]:
    """The ages that follow "kids", "son": as many as stand in a row (one, unless there are several children)."""
    found: list[Item] = []
    at = place + 1
    comma = False
    at += not several and reading.norm(at) == "of"  # "little girl of 4"
    while (item := reading.at(at)) is not None:
        if several and _names_one_of_them(reading, at):
            pass
        elif (
            item.is_a("NUMBER")
            and not item.used
            and _is_a_childs_age(reading, at, several)
            and not (comma and not several)
        ):
            _in_months(reading, at)
            found.append(item)
            if not several:
                return found
        elif item.is_a("NUMBER") or (item.norm not in (*_LINKS, "year old") and item.kind not in ("AGE", "UNIT")):
            break
        elif item.norm == ",":
            comma = True
        at += 1
    return found


def _names_one_of_them(reading: Reading, place: int) -> bool:
    """The "one" and "the other" of "2 kids, one is 4 and the other is 9"."""
    if reading.norm(place) not in ("one", "the", "other", "another"):
        return False
    after = reading.at(place + 1)
    in_figures = reading.norm(place) != "the" and after is not None and after.is_a("NUMBER") and after.id != "spelled"
    return reading.norm(place + 1) in ("is", "aged", "one", "other", "who") or in_figures


def _age_said_later(reading: Reading, place: int) -> list[Item]:
    """The 6 of "my son is autistic, hes 6"."""
    sentence = reading.items[place].sentence
    for at in range(place + 1, len(reading.items) - 1):
        item, number = reading.items[at], reading.items[at + 1]
        if item.sentence != sentence or item.is_a("SELF", "WE", "PARTNER", "KID", "KIDS", "BABY", "STRANGER"):
            return []
        if item.norm in ("hes", "shes") and item.owner == "child" and number.is_a("NUMBER") and not number.used:
            counted = reading.kind(at + 2) in ("PER", "BASIS", "BEDROOM", "HOURS", "KIDS", "UNIT")
            return [number] if not counted and (number.value or 0) <= OLDEST_CHILD else []
    return []


def _is_a_childs_age(reading: Reading, place: int, several: bool) -> bool:
    item, after = reading.items[place], reading.at(place + 1)
    if item.value is None or item.value % 1 or item.value > OLDEST_CHILD or reading.norm(place - 1) in ("£", "under"):
        return False
    if after is None or (after.norm in ("month", "week") and after.is_a("UNIT")):
        return True
    if after.norm in ("born", "is", "was", "at", "in") and item.id == "spelled":
        return False  # "one born 2015 one born 2018" counts them
    # "son 7 daughter 4": the 7 is an age; "kids 2 boys" is a number of boys.
    if after.is_a("KID", "BABY"):
        return not several
    # "son 18 works": he is 18; of a small number before a verb it is not clear what it counts.
    verb = after.norm in THIRD_PERSON_VERBS and item.value < _LEAVING_AGE
    counted = after.is_a("PER", "BASIS", "BEDROOM", "HOURS", "KIDS", "UNIT", "TWINS") or verb
    return not counted and after.norm not in ("k", "quid", "£", "grand", "hundred", "of")


def _in_months(reading: Reading, place: int) -> None:
    """A baby of 6 months is 0 years old."""
    item, after = reading.items[place], reading.at(place + 1)
    if after and after.is_a("UNIT", "PER") and after.norm in ("month", "week") and item.value is not None:
        item.value = item.value // (12 if after.norm == "month" else 52)


def _children_numbered(reading: Reading, place: int, said: _Said) -> None:
    """ "mum of 2", "2 both under 6", "a 4 year old", "one at home age 16"."""
    item, after = reading.items[place], reading.at(place + 1)
    if (
        reading.norm(place - 1) == "of"
        and reading.norm(place - 2) in ("mum", "dad", "single mum", "single dad", "parent", "single parent")
        and _is_a_count(item)
    ) or (_under(reading, place) and _is_a_count(item)):
        _count(said, item)
    elif _years_old(reading, place, after):
        _in_months(reading, place)
        _single(said, item, item)
    elif reading.norm(place + 1) == "at" and reading.norm(place + 2) == "home" and item.value == 1:
        ages = _ages_behind(reading, place, several=False)
        if ages:
            item.used = True
            _single(said, item, ages[0])


def _under(reading: Reading, place: int) -> bool:
    step = 2 if reading.norm(place + 1) == "both" else 1
    limit = reading.at(place + step + 1)
    if reading.norm(place + step) == "under" and limit and limit.is_a("NUMBER") and not limit.used:
        limit.used = (limit.value or 99) <= 20
        return limit.used
    return False


def _years_old(reading: Reading, place: int, after: Item | None) -> bool:
    item = reading.items[place]
    old = after is not None and (after.is_a("AGE") or (after.norm == "month" and reading.norm(place + 2) == "old"))
    adult_before = reading.kind(place - 1) in ("SELF", "PARTNER", "LOVER", "THIRD") and not _my_young_one(
        reading, place
    )
    about_adult = adult_before or reading.norm(place - 1) in ("is", "am", "was")
    return old and not about_adult and item.owner is not None and item.value is not None and item.value <= OLDEST_CHILD


def _my_young_one(reading: Reading, place: int) -> bool:
    """ "my 17 year old is at college", not "my 18 year old sister" or "my 15 year old car"."""
    after = reading.at(place + 2)
    another = after is not None and (
        after.is_a("STRANGER", "PARTNER", "LOVER") or (after.is_a("WORD") and after.norm not in _AFTER_MY_YOUNG_ONE)
    )
    return reading.norm(place - 1) == "my" and not another


def _count(said: _Said, item: Item) -> None:
    item.used = True
    if said.count in (None, int(item.value or 0)):
        said.count = int(item.value or 0)
        said.items.append(item)
