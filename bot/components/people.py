"""Who the adults are: whether there is a partner, and how old each is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.components.children import MOST_CHILDREN, OLDEST_CHILD
from bot.components.reading import THIRD_PERSON_VERBS, Fact, Item, Reading

YOUNGEST_ADULT, OLDEST = 16, 110
_IS = ("is", "aged", "age", "whos", "are", ":", "am", "=", "turned", "just", "thats", "actually")
# Questions whose answer is no number, so that a number is something else: their age.
_TAKES_NO_NUMBER = re.compile(
    r"partner|adults|nation|other_income|housing\.tenure"
    r"|adults\[0\]\.(?:age|birth_date)|adults\[[01]\]\.(?:health|carer|student|receives)"
)
_APART = ("dont live together", "not living together", "dont live with me", "not living with me", "dont live here")
_BESIDE_AN_AGE = ("yes", "yeah", "yep", "ok", "sorry", "x", "mate", "about", "hi", "just", "oh")
_MOVES = {
    "move",
    "moves",
    "moved",
    "moving",
    "marry",
    "was",
    "were",
    "split",
    "had",
    "stays",
    "staying",
    "stay",
    "dies",
    "leaves",
    "die",
}


def partner_facts(reading: Reading) -> Iterator[Fact]:
    apart = _lives_elsewhere(reading)
    if apart:
        yield apart
        return
    for place, item in enumerate(reading.items):
        if not item.is_a("SINGLE", "ALONE", "COUPLE", "PARTNER", "LOVER"):
            continue
        imagined = reading.hypothetical(item) and not item.is_a("PARTNER")
        if imagined or reading.rule_question(item) or _asked_of_moves(reading, item):
            continue
        value = _partner(reading, place)
        if value is not None:
            beside = reading.items[place - 1] if reading.kind(place - 1) == "LEFT" else item
            yield reading.fact("partner", value, beside, item)
    yield from _works_for_themselves(reading)


def _lives_elsewhere(reading: Reading) -> Fact | None:
    """ "boyfriend works full time but we dont live together": no couple for Universal Credit."""
    apart = [item for item in reading.items if item.norm in _APART]
    someone = [item for item in reading.items if item.is_a("PARTNER", "LOVER")]
    if apart and someone and not reading.hypothetical(apart[0]) and not reading.rule_question(apart[0]):
        return reading.fact("partner", False, *apart, *someone)
    return None


def _works_for_themselves(reading: Reading) -> Iterator[Fact]:
    """ "hes self employed dunno what he makes": no amount, but somebody who is the partner."""
    known = len(reading.household.get("adults") or []) > 1 or reading.household.get("partner") is not None
    said = [item for item in reading.items if item.is_a("SELF_EMPLOYED") and item.owner == 1]
    if said and not known and not reading.hypothetical(said[0]) and not reading.rule_question(said[0]):
        yield reading.fact("partner", True, said[0])


def _asked_of_moves(reading: Reading, item: Item) -> bool:
    """ "my partner stays 3 nights": whether that makes a couple is what they ask."""
    return item.is_a("PARTNER", "LOVER") and any(o.norm in _MOVES for o in reading.clause(item))


def _partner(reading: Reading, place: int) -> bool | None:
    item = reading.items[place]
    if item.is_a("SINGLE"):
        return False if item.owner == 0 and reading.kind(place - 1) != "NO" else None
    if item.is_a("ALONE"):
        alone = reading.kind(place - 1) == "NUMBER" or len(reading.clause(item)) <= 2
        return False if alone and reading.norm(place - 1) != "been" else None
    if item.is_a("COUPLE"):
        return True if item.owner in (0, 1, "both") else None
    if item.is_a("PARTNER", "LOVER"):
        return _mention(reading, place)
    return None


def _mention(reading: Reading, place: int) -> bool | None:
    if _has_left(reading, place):
        return False
    item, before, after = reading.items[place], reading.norm(place - 1), reading.at(place + 1)
    if reading.kind(place - 1) in ("NO", "STRANGER") or before in ("a", "your", "their", "new", "any", "ex", "for"):
        return None
    described = after is not None and (
        after.is_a("NUMBER", "NO_WORK", "HOURS", "HEALTH", "SELF_EMPLOYED", "EARN")
        or after.norm.split(" ")[0] in THIRD_PERSON_VERBS - {"has", "was", "claims"}
    )
    named = item.is_a("PARTNER") and (" " in item.norm or item.norm in ("hubby", "missus"))
    return True if named or described or (before in ("me and", "and", "mi") and item.is_a("PARTNER")) else None


def _has_left(reading: Reading, place: int) -> bool:
    if reading.kind(place - 1) == "LEFT":
        return True
    after, then = reading.norm(place + 1), reading.norm(place + 2)
    if after in ("died", "passed", "moved out") or (after == "has" and then in ("died", "passed")):
        return True
    return after in ("left", "walked", "moved") and (
        then in ("me", "us", "out", "") or reading.kind(place + 2) == "BREAK"
    )


def age_facts(reading: Reading) -> Iterator[Fact]:
    """Ages of adults; the numbers are spent, so that nobody takes them for money."""
    for place, item in enumerate(reading.items):
        if item.is_a("NUMBER") and not item.used and not reading.rule_question(item):
            yield from _ages_at(reading, place)


_TURNING = re.compile(
    r"\b(?P<who>i|im|i am|ill be|hes|shes|he is|she is)(?: \w+)? turning (?P<age>\d{2})\b|^turning (?P<own>\d{2})\b"
)


def turning_facts(reading: Reading) -> Iterator[Fact]:
    """ "turning 25 in may": until then a year younger. Nobody's age where somebody only supposes it."""
    text = reading.text.lower().replace("'", "")
    said = _TURNING.search(text)
    if not said or re.search(r"\b(if|when|what)\b", text[: said.start()]):
        return
    age = int(said.group("age") or said.group("own")) - 1
    adult = int((said.group("who") or "i").startswith(("he", "she")))
    if age >= YOUNGEST_ADULT and (adult == 0 or reading.partner_known):
        yield Fact(f"adults[{adult}].age", age, said.group(), said.start())


def _ages_at(reading: Reading, place: int) -> Iterator[Fact]:
    item = reading.items[place]
    if not _could_be_an_age(reading, place) or _will_be(reading, item):
        return
    second = place if _of_both(reading, place) else None
    second = _second_of_two(reading, place) or second
    if second is not None:
        for adult, which in enumerate((place, second)):
            yield _age(reading, adult, reading.items[which])
        return
    said = " ".join(reading.norm(p) for p in range(max(0, place - 3), place))
    adult = 0 if "my age" in said else _whose_age(reading, place)
    if adult in (0, 1):
        yield _age(reading, adult, item)


def _age(reading: Reading, adult: int, item: Item) -> Fact:
    item.used = True
    return reading.fact(f"adults[{adult}].age", int(item.value or 0), item)


def _will_be(reading: Reading, item: Item) -> bool:
    """ "when i turn 25", "if i was 25"."""
    return any(
        o.is_a("IF") or o.norm in ("when", "until", "turn", "til", "till")
        for o in reading.clause(item)
        if o.start < item.start
    )


def _could_be_an_age(reading: Reading, place: int) -> bool:
    value = reading.items[place].value
    if value is None or value % 1 or not YOUNGEST_ADULT <= value <= OLDEST or "." in reading.items[place].norm:
        return False
    after = reading.norm(place + 1)
    if reading.kind(place + 1) in ("PER", "BASIS", "BEDROOM", "KIDS", "KID") or after in (
        "k",
        "quid",
        "£",
        "grand",
        "hundred",
        "/",
        "-",
        "+",
        "to",
    ):
        return False
    if after in ("next", "soon", "tomorrow") or reading.kind(place + 1) == "EXPECTING":
        return False
    # A length of time, a distance, a share ("20 weeks pregnant"); but "66 and 1 month".
    return reading.kind(place + 1) != "UNIT" and reading.norm(place - 1) != "£"


def _of_both(reading: Reading, place: int) -> bool:
    """ "a couple both 30", "me and hubby are both 42"."""
    back = place - 1 - (reading.norm(place - 1) in ("aged", "age"))
    before = [o for o in reading.items[:place] if o.sentence == reading.items[place].sentence]
    two = any(o.is_a("COUPLE", "WE", "PARTNER", "LOVER") or o.norm == "were" for o in before)
    children = any(o.is_a("KID", "KIDS", "TWINS", "ADULT_KID") for o in before)
    return reading.norm(back) == "both" and two and not children


def _second_of_two(reading: Reading, place: int) -> int | None:
    """The second age of "we are married 43 and 46" and "me and my partner, 30 and 28"."""
    two = reading.norm(place + 1) in ("and", ",", "/") and reading.kind(place + 2) == "NUMBER"
    if not two or not _could_be_an_age(reading, place + 2):
        return None
    back = [reading.items[p] for p in range(max(0, place - 4), place)]
    if any(
        o.is_a("NUMBER", "RENT", "EARN", "SAVINGS", "KIDS", "KID", "HOURS", "JOB", "WORD")
        and o.norm not in (*_IS, "both", "and")
        for o in back
    ):
        return None
    couple = any(o.is_a("COUPLE", "WE", "PARTNER") or o.norm == "both" for o in back)
    return place + 2 if couple else None


def _whose_age(reading: Reading, place: int) -> object:
    item = reading.items[place]
    back = place - 1
    said_age = reading.kind(place + 1) == "AGE" or reading.norm(back) in ("aged", "age")
    if reading.norm(place + 1) == "year" and reading.kind(place + 2) in ("BREAK", "SELF", "PARTNER"):
        back -= reading.norm(back) in ("have", "has")  # "he have 38 year"
    while reading.norm(back) in _IS:
        back -= 1
    before = reading.at(back)
    if before and before.sentence != item.sentence:
        before = None
    if before and before.is_a("SELF") and before.norm in ("i", "i am", "im", "me", "dwin", "imma", "mi"):
        return 0
    if before and before.is_a("PARTNER", "LOVER") and before.owner == 1:
        return 1
    if before and before.is_a("THIRD") and before.owner == 1 and before.norm != "him":
        return 1 if said_age or _nothing_else(reading, place) else None
    if before and before.norm in ("her", "him") and before.owner == 1:
        return 1 if reading.kind(back - 1) != "WORD" else None
    if before and before.is_a("SINGLE") and before.owner == 0 and _nothing_else(reading, place):
        return 0
    if said_age:
        return None if before and before.norm == "my" else item.owner
    told = _opens_the_message(reading, place) or _stands_alone(reading, place) or _in_a_list(reading, place)
    return 0 if told else None


_OF_A_HOUSEHOLD = ("SINGLE", "ALONE", "COUPLE", "PARTNER", "TENURE", "RENT", "NO_KIDS", "KIDS", "KID", "NO_WORK", "JOB")
_LONGEST_LIST_AGE = 75


def _in_a_list(reading: Reading, place: int) -> bool:
    """ "what would i get, 31, alone, no kids": a number by itself among facts about a household."""
    item = reading.items[place]
    me = (reading.household.get("adults") or [{}])[0]
    alone = [other for other in reading.clause(item) if not other.is_a("BREAK")] == [item]
    if not alone or item.id == "spelled" or (item.value or 0) > _LONGEST_LIST_AGE or me.get("age") is not None:
        return False
    before = [other for other in reading.items[:place] if not other.is_a("BREAK")]
    after = [other for other in reading.items[place + 1 :] if not other.is_a("BREAK")]
    money = before and before[-1].is_a("RENT", "SAVINGS", "EARN", "JOB", "HOURS", "BENEFIT", "INCOME")
    counted = after and after[0].is_a("PER", "UNIT", "BASIS", "KIDS", "KID", "BEDROOM")
    return not money and not counted and any(other.is_a(*_OF_A_HOUSEHOLD) for other in (*before, *after))


def _stands_alone(reading: Reading, place: int) -> bool:
    """ "34", "no, 34": the one number, with nothing that makes it money, while something else was asked."""
    item = reading.items[place]
    numbers = [o for o in reading.items if o.is_a("NUMBER", "HIDDEN", "DATE", "HOURS")]
    beside = [o for o in reading.clause(item) if o is not item and not o.is_a("BREAK", "NO")]
    counted = any(o.is_a("PER", "UNIT", "BASIS", "BEDROOM", "EXPECTING") or o.norm == "£" for o in reading.items)
    joined = reading.text[max(0, item.start - 1) : item.start] == "-"  # "abc-19"
    plain = (
        len(numbers) == 1
        and not counted
        and not joined
        and (item.value or 0) < 100
        and all(o.norm in _BESIDE_AN_AGE for o in beside)
    )
    return plain and reading.asking is not None and _age_is_free(reading, item)


def _age_is_free(reading: Reading, item: Item) -> bool:
    """Their age is not known, and the question asked takes no number of this size."""
    asking, value = reading.asking or "partner", item.value or 0
    me = (reading.household.get("adults") or [{}])[0]
    if me.get("age") is not None or me.get("birth_date") is not None:
        return False
    too_big = OLDEST_CHILD if asking.startswith("children[") else MOST_CHILDREN
    return bool(_TAKES_NO_NUMBER.fullmatch(asking)) or (asking.startswith("children") and value > too_big)


def _nothing_else(reading: Reading, place: int) -> bool:
    return reading.kind(place + 1) in ("BREAK", "WORD", "SELF", "NO_WORK", "NO_KIDS", "TENURE") or reading.norm(
        place + 1
    ) in (
        "and",
        "",
    )


def _opens_the_message(reading: Reading, place: int) -> bool:
    """ "27, rent a room", "52 alone", "39 partner 42": the first thing said, with people or the home after it."""
    item, after = reading.items[place], reading.at(place + 1)
    first = all(
        o.norm in ("hi", "hello", "hiya", "ok", "so", "well", ",", "helo") or o.is_a("PLACE")
        for o in reading.items[:place]
    )
    if not first or item.id == "spelled" or after is None:
        return False
    if after.is_a("ALONE", "SINGLE"):
        return True
    if reading.asking is not None and not _age_is_free(reading, item):
        return False
    if after.norm == "and" or after.is_a(
        "SINGLE", "PARTNER", "COUPLE", "NO_KIDS", "NO_WORK", "SELF", "TENURE", "STUDENT", "HEALTH"
    ):
        return after.norm != "and" or reading.norm(place + 3) == "month"
    return after.norm == "," and reading.kind(place + 2) not in ("NUMBER", "BREAK")
