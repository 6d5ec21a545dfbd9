"""A column that is encrypted where keys are given: what advisers save about the households of other people.

RIGHTFUL_DATA_KEYS has one or more keys with commas between them. The first seals; all open, so that a new key can be
put in front and the old one taken away after `rightful database reseal`. Without keys the column is plain JSON, and
stays readable when keys come.
"""

from __future__ import annotations

import json
import os
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

SETTING = "RIGHTFUL_DATA_KEYS"
_SEALED = "gAAAA"  # how every Fernet token begins; no JSON does


class WrongKey(Exception):
    """Something is sealed with a key that is not given any more."""


class BadKey(Exception):
    """A key that is none."""


class Sealed(TypeDecorator[Any]):
    """JSON as text, sealed where there is a key."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        text = json.dumps(value, ensure_ascii=False)
        keys = _keys(os.environ.get(SETTING, ""))
        return keys.encrypt(text.encode()).decode() if keys else text

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:  # noqa: ARG002
        if value is None:
            return None
        if not value.startswith(_SEALED):
            return json.loads(value)
        keys = _keys(os.environ.get(SETTING, ""))
        try:
            if keys is None:
                raise InvalidToken
            return json.loads(keys.decrypt(value.encode()))
        except InvalidToken:
            raise WrongKey(f"This was sealed with a key that {SETTING} does not have.") from None


def check_keys() -> None:
    """Raises BadKey with a sentence for whoever starts the server."""
    _keys(os.environ.get(SETTING, ""))


@lru_cache(maxsize=4)
def _keys(said: str) -> MultiFernet | None:
    words = [word.strip() for word in said.split(",") if word.strip()]
    try:
        return MultiFernet([Fernet(word) for word in words]) if words else None
    except ValueError:
        raise BadKey(f"A key in {SETTING} is none. `rightful database new-key` makes one.") from None
