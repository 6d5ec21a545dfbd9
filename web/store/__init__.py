"""The memory. Nothing else in this project speaks to a database.

A conversation's facts are forgotten hours after its last message; turns and receipts, which carry no name, days later;
all of it at once when the person asks. What an adviser saves has a retention date of its own.
"""

from sqlalchemy.orm import Session

from web.store import accounts, caseloads
from web.store.base import Base, Json, Moment, NotStorable, StoreNotThere, WrittenMeanwhile, digest
from web.store.conversations import (
    Conversation,
    Handover,
    Receipt,
    Turn,
    as_kept,
    find,
    last_said,
    new_code,
    receipts_since,
    turn_sent_as,
    turns_taken,
)
from web.store.database import Store, new_token
from web.store.migrate import columns
from web.store.scenarios import LONGEST_KEPT_DAYS, Scenario, add_scenario, forget_old_scenarios, scenario, scenarios_of
from web.store.sealed import WrongKey

__all__ = [
    "LONGEST_KEPT_DAYS",
    "Base",
    "Conversation",
    "Handover",
    "Json",
    "Moment",
    "NotStorable",
    "Receipt",
    "Scenario",
    "Session",
    "Store",
    "StoreNotThere",
    "Turn",
    "WrittenMeanwhile",
    "WrongKey",
    "accounts",
    "add_scenario",
    "as_kept",
    "caseloads",
    "columns",
    "digest",
    "find",
    "forget_old_scenarios",
    "last_said",
    "new_code",
    "new_token",
    "receipts_since",
    "scenario",
    "scenarios_of",
    "turn_sent_as",
    "turns_taken",
]
