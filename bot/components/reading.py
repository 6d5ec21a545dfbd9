"""A message, read into items: what each word or number is, who it speaks of, and where the sentences break.

Knows the words (vocabulary.yaml) and the shape of numbers; knows nothing of benefits. spaCy finds the phrases with a
blank English pipeline, so no pretrained model is needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import spacy
import yaml
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.components.dates import DateSaid, dates_said

LONGEST_MESSAGE = 2000

_VOCABULARY = yaml.safe_load(Path(__file__).with_name("vocabulary.yaml").read_text(encoding="utf-8"))
_PLACES = yaml.safe_load(Path(__file__).with_name("places.yaml").read_text(encoding="utf-8"))
_SPELLINGS = {variant: norm for norm, variants in _VOCABULARY.pop("spellings").items() for variant in variants}

_TOKEN = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")

# Numbers that are never money, an age or a count: National Insurance number, postcode, telephone, time, address, share.
_NOT_A_QUANTITY = re.compile(
    r"\b[a-z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[a-d]\b"
    r"|\b[a-z]{1,2}[0-9][0-9a-z]? ?[0-9][a-z]{2}\b"
    r"|(?<![0-9.,£])(?:\+44 ?|0)[0-9]{2,4}(?:[ -]?[0-9]{3,4}){1,3}\b"
    r"|(?<![0-9.,£])[0-9]{7,}"
    r"|\b[0-9]{1,2}[:.][0-9]{2} ?(?:am|pm)\b|\b[0-9]{1,2}:[0-9]{2}\b|\b[0-9]{1,2} ?am\b|\b24/7\b|\bcovid.?19\b"
    r"|\bat [0-9]{1,2} ?pm\b|\b[0-9]{1,3}(?:\.[0-9]+)? ?(?:%|percent)"
    r"|\b(?:at|address|live in|living in) (?:flat|number|room|apartment|unit) [0-9]{1,4}[a-d]?\b"
    r"|\b(?:floor|bus|form|page|section|reg|regulation) [0-9]{1,4}\b"
    r"|\b[0-9]{1,4}[a-d]? [a-z]{3,} (?:street|st|road|rd|avenue|ave|lane|close|drive|terrace|crescent|court|grove)\b"
    r"|\b(?:since|in|from|until|till|before|after|during|year|of) (?:19|20)[0-9]{2}\b(?! ?(?:a|per|pounds|quid|p))"
    r"|\b20[0-9]{2} ?[/-] ?(?:20)?[0-9]{2}\b|\bhttps?://\S+|\S+@\S+",
    re.IGNORECASE,
)

_SMALL = dict(
    zip(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
            "thirty",
            "forty",
            "fifty",
            "sixty",
            "seventy",
            "eighty",
            "ninety",
        ],
        [*range(1, 21), *range(30, 100, 10)],
        strict=True,
    )
)

_PEOPLE = ("PARTNER", "LOVER", "STRANGER", "ADULT_KID", "KID", "KIDS", "BABY", "TWINS")
# Facts of the household: after one of these, a child or partner named before is spoken of no more.
_OF_ALL = ("RENT", "TENURE", "SAVINGS", "NO_SAVINGS", "SINGLE", "COUPLE", "ALONE")
THIRD_PERSON_VERBS = frozenset(
    [
        "is",
        "isnt",
        "has",
        "hasnt",
        "does",
        "doesnt",
        "works",
        "earns",
        "gets",
        "makes",
        "makes",
        "brings",
        "looks",
        "cares",
        "receives",
        "was",
        "claims",
    ]
)
_RULE_QUESTION = frozenset(
    [
        "is",
        "are",
        "does",
        "do",
        "what",
        "whats",
        "why",
        "which",
        "who",
        "whos",
        "can",
        "could",
        "should",
        "would",
        "when",
        "how",
        "where",
        "will",
        "cud",
        "shud",
        "wud",
    ]
)


@dataclass(slots=True)
class Item:
    """A phrase, number, date, break or plain word.

    `owner` is an adult's place (0, 1), "child", "both", "unclear", or None for somebody who is not of the household.
    """

    kind: str
    id: str
    norm: str
    start: int
    end: int
    sentence: int = 0
    clause: int = 0
    owner: Any = 0
    value: Decimal | None = None
    date_said: DateSaid | None = None
    used: bool = False

    def is_a(self, *kinds: str) -> bool:
        return self.kind in kinds


@dataclass(frozen=True, slots=True)
class Fact:
    """What a person said about the household. `at` is the character where they said it."""

    fact: str
    value: Any
    words: str
    at: int
    assumed: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    text: str
    items: list[Item]
    today: date
    asking: str | None
    household: dict[str, Any]

    def fact(self, path: str, value: Any, *items: Item, assumed: tuple[str, ...] = ()) -> Fact:
        """The fact, with the words from the earliest of the items to the last."""
        start, end = min(item.start for item in items), max(item.end for item in items)
        return Fact(path, value, self.text[start:end], start, assumed)

    def at(self, place: int) -> Item | None:
        return self.items[place] if 0 <= place < len(self.items) else None

    def norm(self, place: int) -> str:
        item = self.at(place)
        return item.norm if item else ""

    def kind(self, place: int) -> str:
        item = self.at(place)
        return item.kind if item else "BREAK"

    def sentence(self, item: Item) -> list[Item]:
        return [other for other in self.items if other.sentence == item.sentence]

    def clause(self, item: Item) -> list[Item]:
        return [other for other in self.items if other.clause == item.clause]

    @property
    def partner_known(self) -> bool:
        """Whether "he" or "she" can be the partner: one was described before, or is named in this message."""
        described = len(self.household.get("adults") or []) > 1 or self.household.get("partner") is True
        return described or any(item.is_a("PARTNER", "LOVER", "COUPLE") for item in self.items)

    def hypothetical(self, item: Item) -> bool:
        """Said under an "if": true of earnings that somebody tries out, not of who lives there."""
        before = [o for o in self.sentence(item) if o.start < item.start]
        hoped = ("wanna", "want", "thinking", "planning", "gonna")
        return any(o.is_a("IF") or o.norm == "when" or (o.norm in hoped and o.clause == item.clause) for o in before)

    def asks(self, item: Item) -> bool:
        """Whether the sentence opens as a question does."""
        words = [other for other in self.sentence(item) if not other.is_a("BREAK")]
        return bool(words) and words[0].norm.split(" ")[0] in _RULE_QUESTION

    def rule_question(self, item: Item) -> bool:
        """A question about the rules ("is it £500 for a couple?"), not about the person who asks."""
        ours = any(other.is_a("SELF", "WE", "IF") or other.owner == 1 for other in self.sentence(item))
        return self.asks(item) and not ours


def read(text: str, today: date, asking: str | None, household: dict[str, Any]) -> Reading:
    clean = _clean(text)
    hidden = [match.span() for match in _NOT_A_QUANTITY.finditer(clean)]
    said = dates_said(clean)
    items = _items(_NLP(clean), hidden, said)
    items = _join_numbers(items)
    _break_up(items)
    reading = Reading(clean, items, today, asking, household)
    _say_whose(reading)
    return reading


def _clean(text: str) -> str:
    text = text[:LONGEST_MESSAGE].replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", " - ")
    text = re.sub(r"\s*\n\s*", " . ", text)
    text = re.sub(r"(?<=[^\W\d_])-(?=[^\W\d_])", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _norm(word: str) -> str:
    word = word.lower()
    if word.endswith("'ll"):
        return word.replace("'ll", "will")
    word = word.replace("'", "")
    return _SPELLINGS.get(word, word)


class _Tokenizer:
    """Splits numbers from letters ("525pcm", "9h"), which spaCy's own English rules do not."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        found = list(_TOKEN.finditer(text))
        words = [match.group() for match in found]
        spaces = [text[match.end() : match.end() + 1] == " " for match in found]
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for token in doc:
            token.norm_ = _norm(token.text)
        return doc


def _pipeline() -> spacy.language.Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    ruler = nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "NORM"})
    labels = {label: ids if isinstance(ids, dict) else {"": ids} for label, ids in _VOCABULARY.items()}
    labels["PLACE"] = {f"{nation}|{place}": [place] for nation, places in _PLACES["towns"].items() for place in places}
    labels["AREA"] = _PLACES["areas"]
    labels["NOT_PLACE"] = {"": _PLACES["not_places"]}
    ruler.add_patterns(
        {"label": label, "id": name, "pattern": phrase}
        for label, ids in labels.items()
        for name, phrases in ids.items()
        for phrase in phrases
    )
    return nlp


_NLP = _pipeline()


def _items(doc: Doc, hidden: list[tuple[int, int]], said: list[DateSaid]) -> list[Item]:
    phrases = {span.start: span for span in doc.ents}
    dates = {one.start: one for one in said}
    items: list[Item] = []
    place = 0
    while place < len(doc):
        token = doc[place]
        start, end = token.idx, token.idx + len(token)
        if start in dates:
            one = dates[start]
            items.append(Item("DATE", "", doc.text[one.start : one.end].lower(), one.start, one.end, date_said=one))
            place = _after(doc, place, one.end)
        elif span := next(((a, b) for a, b in hidden if a <= start < b), None):
            items.append(Item("HIDDEN", "", token.norm_, start, span[1]))
            place = _after(doc, place, span[1])
        elif place in phrases:
            phrase = phrases[place]
            items.append(_phrase(phrase))
            place = phrase.end
        else:
            items.append(_plain(token.text, token.norm_, start, end))
            place += 1
    return items


def _after(doc: Doc, place: int, end: int) -> int:
    while place < len(doc) and doc[place].idx < end:
        place += 1
    return place


def _phrase(span: Any) -> Item:
    norm = " ".join(token.norm_ for token in span)
    kind = span.label_
    # "20 weeks" is a length of time; "500 a week" and "500 week" are a rate.
    if kind == "PER" and len(span) == 1 and span.text.lower().endswith("s"):
        kind = "UNIT"
    return Item(kind, span.ent_id_, norm, span.start_char, span.end_char)


def _plain(text: str, norm: str, start: int, end: int) -> Item:
    if _NUMBER.fullmatch(text):
        return Item("NUMBER", "", norm, start, end, value=Decimal(text.replace(",", "")))
    if norm in _SMALL:
        return Item("NUMBER", "spelled", norm, start, end, value=Decimal(_SMALL[norm]))
    return Item("BREAK" if text in ".?!;,()" or text == "-" else "WORD", text, norm, start, end)


def _join_numbers(items: list[Item]) -> list[Item]:
    """Makes one number of "thirty two", and hours of work of "16 hrs" and "16 hours a week"."""
    joined: list[Item] = []
    for item in items:
        before = joined[-1] if joined else None
        if before is None:
            joined.append(item)
        elif _tens_and_units(before, item):
            before.value, before.end = before.value + item.value, item.end  # type: ignore[operator]
            before.norm += " " + item.norm
        elif before.is_a("NUMBER") and item.norm == "hour" and item.is_a("UNIT"):
            _hours_or_hourly(joined, before, item)
        elif before.is_a("HOURS") and item.is_a("PER"):
            before.end, before.kind = item.end, "HOURS" if item.id == "week" else "HIDDEN"
        else:
            joined.append(item)
    return joined


def _tens_and_units(before: Item, item: Item) -> bool:
    if not (before.id == item.id == "spelled") or before.value is None or item.value is None:
        return False
    return before.value >= 20 and before.value % 10 == 0 and item.value < 10


def _hours_or_hourly(joined: list[Item], number: Item, hour: Item) -> None:
    """ "20 hours" is work; the "hr" of "at 12.95 hr" is how often it is paid."""
    before = joined[-2].norm if len(joined) > 1 else ""
    if before in ("at", "@", "£"):
        joined.append(Item("PER", "hour", hour.norm, hour.start, hour.end))
    else:
        number.kind, number.end, number.norm = "HOURS", hour.end, number.norm + " hour"


def _break_up(items: list[Item]) -> None:
    sentence = clause = 0
    for item in items:
        item.sentence, item.clause = sentence, clause
        if item.is_a("BREAK") or item.norm == "but":
            clause += 1
            sentence += item.id in (".", "?", "!", ";")


def _say_whose(reading: Reading) -> None:
    """Marks each item with the person whom it speaks of.

    After a comma a partner, child or stranger is spoken of still only when a third-person verb follows: "partner 42,
    no job" does not say whose job, and gets no owner.
    """
    single = reading.household.get("partner") is False
    owner: Any = 0
    third: Any = None if single else 1
    for place, item in enumerate(reading.items):
        before = reading.at(place - 1)
        if before and before.sentence != item.sentence:
            owner = 0
        elif before and before.clause != item.clause and owner != 0:
            owner = _carried_on(owner, item)
        owner = _new_owner(reading, place, owner, third)
        if item.is_a("PARTNER", "LOVER", "STRANGER", "KID", "BABY", "ADULT_KID"):
            third = owner
        item.owner = owner


def _carried_on(owner: Any, item: Item) -> Any:
    if item.norm.split(" ")[0] in THIRD_PERSON_VERBS:
        return owner
    if owner == 1:
        return "unclear"
    return 0 if owner in ("child", "both") else owner


def _new_owner(reading: Reading, place: int, owner: Any, third: Any) -> Any:
    item = reading.items[place]
    if item.is_a("SELF") or (item.norm.split(" ")[0] in ("im", "i", "my") and not item.is_a(*_PEOPLE)):
        return 0
    if item.is_a(*_OF_ALL) and (owner in ("child", 1) or (owner is None and reading.kind(place - 1) == "BREAK")):
        return "unclear" if owner == 1 else 0
    if item.is_a("PARTNER", "LOVER"):
        return 1
    if item.is_a("WE"):
        return "both"
    if item.is_a("THIRD") or _is_the_other_of_two(reading, place):
        return third
    if item.is_a("STRANGER", "ADULT_KID"):
        return 0 if _is_self_as_parent(reading, place) else None
    if item.is_a("KID", "BABY", "KIDS", "TWINS"):
        return "child"
    if item.norm.split(" ")[0] in THIRD_PERSON_VERBS and owner == 0 and reading.kind(place - 1) != "SELF":
        return _of_a_verb(reading, place)
    return owner


def _is_the_other_of_two(reading: Reading, place: int) -> bool:
    """The "her" of "me 34 her 29" and "me 800 a month, her 600 a month", not that of "her 3 kids"."""
    before = reading.items[place - 1] if place else None
    beside = before is not None and (before.is_a("NUMBER", "PER", "AGE") or before.norm in (",", "and"))
    number = reading.kind(place + 1) == "NUMBER" or reading.norm(place + 1) == "£"
    counted = reading.kind(place + 2) in ("KID", "KIDS", "BEDROOM", "HOURS")
    me = any(o.is_a("SELF") for o in reading.items[:place])
    return reading.norm(place) == "her" and beside and number and me and not counted


def _of_a_verb(reading: Reading, place: int) -> Any:
    """ "one gets dla", "earns 900", with nobody named: not clear whose; but "it is", "what is" speak of nobody."""
    return "unclear" if reading.norm(place) in ("earns", "works", "makes", "gets", "has", "receives", "cares") else 0


def _is_self_as_parent(reading: Reading, place: int) -> bool:
    """ "mum of 2" and "a mum" speak of oneself; "mum is 66" does not."""
    return reading.items[place].norm in ("mum", "dad") and (
        reading.norm(place + 1) == "of" or reading.norm(place - 1) in ("a", "im a", "single", "im", "i am")
    )
