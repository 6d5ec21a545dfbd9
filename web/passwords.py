"""Passwords: how they are kept, how they are checked, and which are refused."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200  # hashing what is much longer costs time and makes nothing safer

_HASHER = PasswordHasher()  # the library's defaults, which follow RFC 9106
_FEWEST_DIFFERENT = 5
_NOT_IN_NAME = 8

# Words that people choose, with figures or signs around them or without.
_COMMON = frozenset(
    word
    for line in (
        "password passwordpassword mypassword newpassword yourpassword passwort passw0rd p@ssw0rd p@ssword",
        "changeme changemenow letmein letmeinnow letmeinplease welcome welcomeback opensesame trustno",
        "administrator administration admin root superuser guest test testing testpassword",
        "iloveyou iloveyoutoo iloveyousomuch ihateyou whatever nothing secret topsecret mysecret",
        "football liverpool manchester manchesterunited manunited arsenal chelsea everton rangers celtic",
        "princess sunshine superman batman spiderman starwars pokemon minecraft monkey dragon",
        "elephant butterfly chocolate strawberry summertime christmas birthday winter spring autumn summer",
        "england scotland wales unitedkingdom london birmingham edinburgh",
        "unbelievable interesting correcthorsebatterystaple",
        "universalcredit benefits charity adviser advisor citizensadvice rightful workbench",
    )
    for word in line.split()
)
# Runs along a keyboard, an alphabet or the figures, forwards and backwards.
_RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890123456789",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiop[]asdfghjkl;'#zxcvbnm,./",
    "1q2w3e4r5t6y7u8i9o0p",
)
_EASY_RUNS = tuple(run * 2 for row in _RUNS for run in (row, row[::-1]))


def hashed(password: str) -> str:
    return _HASHER.hash(_same_everywhere(password))


def matches(password_hash: str | None, password: str) -> bool:
    """Whether a password is the right one. Without a hash it takes as long, and is wrong."""
    try:
        _HASHER.verify(password_hash or _nobodys(), _same_everywhere(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_out_of_date(password_hash: str) -> bool:
    """Whether a hash was made with weaker settings than today's."""
    return _HASHER.check_needs_rehash(password_hash)


def problem(password: str, name: str) -> str | None:
    """What is wrong with a new password, with what would be right; None when it will do."""
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters. Three or four words that do not belong together work well."
    if len(password) > LONGEST:
        return f"Use at most {LONGEST} characters."
    if is_common(password):
        return "This password is one of the first that somebody would try. Choose words that do not belong together."
    if _is_like(name, password):
        return "This password is too close to your name. Choose something that has nothing to do with you."
    return None


def is_common(password: str) -> bool:
    text = password.casefold()
    bare = re.sub(r"[\W\d_]+", "", text)
    squeezed = re.sub(r"\s+", "", text)
    return (
        len(set(text)) < _FEWEST_DIFFERENT
        or any(squeezed in run for run in _EASY_RUNS)
        or any(_repeats(one, _COMMON) for one in (bare, text.strip("0123456789!?.*-_ ")))
        or _is_repeated(squeezed)
    )


def _repeats(text: str, words: frozenset[str]) -> bool:
    """Whether a text is one of the words, once or several times."""
    return any(text == word * max(1, len(text) // len(word)) for word in words)


def _is_repeated(text: str) -> bool:
    """Whether a text is a short piece again and again, like 1234 1234 1234."""
    return re.fullmatch(r"(.{1,6})\1+", text) is not None


def _is_like(name: str, password: str) -> bool:
    rest = password.casefold().replace(name.casefold(), "")
    return len(name) > 1 and len(rest) < len(password) and len(rest) < _NOT_IN_NAME


def _same_everywhere(password: str) -> str:
    """The same characters, however this keyboard composes them."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    """A hash that nobody's password has, to spend the same time on."""
    return hashed(secrets.token_urlsafe(32))
