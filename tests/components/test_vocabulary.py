"""The word lists: nothing means two things, and nothing is spelled in two ways."""

from collections import Counter
from pathlib import Path

import yaml

import bot.components

FOLDER = Path(bot.components.__file__).parent
VOCABULARY = yaml.safe_load((FOLDER / "vocabulary.yaml").read_text(encoding="utf-8"))
PLACES = yaml.safe_load((FOLDER / "places.yaml").read_text(encoding="utf-8"))


def groups(label, ids):
    return [(f"{label}.{name}", phrases) for name, phrases in (ids.items() if isinstance(ids, dict) else [("", ids)])]


def test_no_phrase_has_two_meanings():
    lists = [g for label, ids in VOCABULARY.items() if label != "spellings" for g in groups(label, ids)]
    phrases = Counter(phrase for _, words in lists for phrase in words)
    assert [phrase for phrase, times in phrases.items() if times > 1] == []


def test_no_spelling_stands_for_two_words():
    spellings = Counter(variant for variants in VOCABULARY["spellings"].values() for variant in variants)
    assert [variant for variant, times in spellings.items() if times > 1] == []


def test_every_phrase_and_place_is_a_string():
    words = [w for label, ids in VOCABULARY.items() for _, listed in groups(label, ids) for w in listed]
    words += [w for part in ("towns", "areas") for listed in PLACES[part].values() for w in listed]
    assert [word for word in words if not isinstance(word, str)] == []


def test_no_place_is_in_two_nations():
    places = Counter(place for part in ("towns", "areas") for listed in PLACES[part].values() for place in set(listed))
    assert [place for place, times in places.items() if times > 1] == []
    assert set(PLACES["towns"]) == set(PLACES["areas"]) == {"england", "wales", "scotland", "northern_ireland"}
