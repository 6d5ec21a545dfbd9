"""Rasa's memory between turns: which form is going on, for an hour, and nothing that anybody wrote.

In the process itself, or in a Redis that several processes share.

The gateway keeps the conversation. A stock tracker would keep every message a second time, and each turn would take
longer than the one before, because Rasa goes through all events each time.
"""

from __future__ import annotations

import time
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore, RedisTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.components.action_replies import check_replies_with_one_validator

KEEP_SECONDS = 60 * 60


class ForgetfulTrackerStore(InMemoryTrackerStore):
    """A tracker store that keeps the active loop of each conversation until it has not been used for an hour."""

    def __init__(self, domain: Domain, event_broker: Any = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker, **kwargs)
        check_replies_with_one_validator()  # this is the one thing of ours that Rasa makes when it begins to serve
        self._last_used: dict[str, float] = {}

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep what the next turn needs of a conversation, and let go of those that are over."""
        await self.stream_events(tracker)
        kept = DialogueStateTracker.from_events(tracker.sender_id, _kept(tracker), slots=self.domain.slots)
        self.store[tracker.sender_id] = self.serialise_tracker(kept)
        self._last_used[tracker.sender_id] = time.monotonic()
        self._let_go()

    def _let_go(self) -> None:
        oldest = time.monotonic() - KEEP_SECONDS
        for sender in [sender for sender, used in self._last_used.items() if used < oldest]:
            del self.store[sender], self._last_used[sender]


class SharedTrackerStore(RedisTrackerStore):
    """The same for several Rasa processes, on one machine or more: whichever takes a turn finds the active loop."""

    def __init__(self, domain: Domain, event_broker: Any = None, **kwargs: Any) -> None:
        super().__init__(domain, event_broker=event_broker, record_exp=KEEP_SECONDS, **kwargs)
        check_replies_with_one_validator()

    async def save(self, tracker: DialogueStateTracker, timeout: float | None = None) -> None:
        """Keep what the next turn needs; Redis lets go of it after an hour."""
        await self.stream_events(tracker)
        kept = DialogueStateTracker.from_events(tracker.sender_id, _kept(tracker), slots=self.domain.slots)
        key = self.key_prefix + tracker.sender_id
        self.red.set(key, self.serialise_tracker(kept), ex=int(timeout or KEEP_SECONDS))


def _kept(tracker: DialogueStateTracker) -> list[Event]:
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    if tracker.active_loop_name:
        events += [
            ActionExecuted(tracker.active_loop_name),
            ActiveLoop(tracker.active_loop_name),
            SlotSet(REQUESTED_SLOT, tracker.get_slot(REQUESTED_SLOT)),
        ]
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]
