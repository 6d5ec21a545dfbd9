"""The day of the claim, said near a word of claiming; and birth dates, said near a word of being born."""

from __future__ import annotations

from collections.abc import Iterator

from bot.components.reading import Fact, Reading

_CLAIMED = {"claimed", "applied", "submitted", "hawlio", "signed", "made", "put", "started", "opened", "went", "did"}
_WILL_CLAIM = {"claim", "claiming", "apply", "applying"}
_NEEDS_CLAIM = {"submitted", "signed", "made", "put", "started", "opened", "went", "did"}
_NOT_THIS_CLAIM = frozenset(
    [
        "pip",
        "dla",
        "esa",
        "jsa",
        "carers",
        "job",
        "jobs",
        "appeal",
        "mr",
        "mandatory",
        "ended",
        "closed",
        "stopped",
        "cancelled",
        "couldnt",
        "cant",
        "didnt",
        "dont",
        "havent",
        "backdate",
        "backdated",
        "advance",
        "tax",
        "migration",
        "notice",
        "deadline",
        "interview",
        "refund",
        "before",
        "ex",
        "housing",
        "hardship",
        "insurance",
    ]
)
_BORN = {"born", "birthday", "dob", "birth"}
_FARTHEST = 8
_SHORT_CLAUSE = 4


def claim_date_facts(reading: Reading) -> Iterator[Fact]:
    for place, item in enumerate(reading.items):
        if item.is_a("DATE") and item.date_said and item.owner is not None and _is_of_the_claim(reading, place):
            future = not (_words_before(reading, place) & _CLAIMED)
            day = item.date_said.on(reading.today, future)
            if day:
                yield reading.fact("claim_date", day.isoformat(), item)


def _words_before(reading: Reading, place: int) -> set[str]:
    near = reading.items[max(0, place - _FARTHEST) : place]
    sentence = reading.items[place].sentence
    words: set[str] = set()
    for item in near:
        if item.sentence == sentence:
            words |= set(item.norm.split(" "))
    return words


def _is_of_the_claim(reading: Reading, place: int) -> bool:
    if _right_before(reading, place) & _CLAIMED - _NEEDS_CLAIM and not _right_before(reading, place) & _NOT_THIS_CLAIM:
        return not reading.rule_question(reading.items[place])
    words = _words_before(reading, place)
    clause = {word for item in reading.clause(reading.items[place]) for word in item.norm.split(" ")}
    if (
        words & _NOT_THIS_CLAIM
        or clause & (_NOT_THIS_CLAIM - {"advance"})
        or words & _BORN
        or reading.rule_question(reading.items[place])
    ):
        return False
    done = words & _CLAIMED
    if done <= {"went", "did"} and not _went_in(reading, place):
        return _intends(reading, place, words)
    if done and done <= _NEEDS_CLAIM:
        return bool({"claim", "application", "uc"} & (words | clause))
    return bool(done) or _intends(reading, place, words)


def _right_before(reading: Reading, place: int) -> set[str]:
    """The words of the same clause, where nothing but these stands before the day: "lost my job, applied 2nd nov"."""
    item = reading.items[place]
    before = [o for o in reading.clause(item) if o.start < item.start and not o.is_a("BREAK")]
    return {word for o in before for word in o.norm.split(" ")} if len(before) <= _SHORT_CLAUSE else set()


def _went_in(reading: Reading, place: int) -> bool:
    """ "claim went in monday", "i did my claim a week ago": the claim, not a walk, right before the day."""
    place -= reading.norm(place - 1) in ("on", "about")
    last = (reading.norm(place - 2), reading.norm(place - 1))
    return last == ("went", "in") or last[1] in ("claim", "application")


def _intends(reading: Reading, place: int, words: set[str]) -> bool:
    """ "if i claim on 1 dec", "my claim date is 3 november"."""
    dated = reading.norm(place - 1) in ("on", "is", "was", "date", "from", "the")
    return bool(words & _WILL_CLAIM) and dated and not {"end", "paid", "payment", "pay"} & words


def birth_date_facts(reading: Reading) -> Iterator[Fact]:
    for place, item in enumerate(reading.items):
        if not (item.is_a("DATE") and item.date_said and item.owner in (0, 1)):
            continue
        near = {
            word
            for o in reading.items[max(0, place - 4) : place]
            if o.sentence == item.sentence
            for word in o.norm.split(" ")
        }
        day = item.date_said.on(reading.today)
        # A day and month without a year is a birthday, not a birth date.
        if near & _BORN and day and day.year < reading.today.year - 10:
            yield reading.fact(f"adults[{item.owner}].birth_date", day.isoformat(), item)
