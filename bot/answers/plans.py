"""One reply for somebody with several troubles: all of them said back, an order, and one next step."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.answers import Library
from bot.answers.replies import payload, show_button
from bot.languages import N_, gettext, spoken
from bot.troubles import Trouble

_HEARD = N_("What I have heard: {troubles}.")
_ORDER = N_("I would take them in this order:")
_NEXT = N_("One next step: {step}")

# More than this is no order any more, but a list.
_IN_ORDER = 5


def plan(library: Library, found: list[Trouble], dangers: list[str], on: date, nation: str | None) -> dict[str, Any]:
    """The answer on several troubles, with theirs under it (`after`, in parts) and a button for each.

    `dangers` are answers on whom to call that have not been given yet: their buttons come first.

    Which are the most urgent is an order of ours and no rule: safety, food and a roof, then what has a time limit.
    """
    reply = payload(library, "several_troubles", on, nation, "answered", 1.0)
    heard = _said(gettext(_HEARD).format(troubles="; ".join(gettext(one.name) for one in found)))
    steps = [f"{number}. **{_begun(one.name)}.** {gettext(one.do)}" for number, one in enumerate(found[:_IN_ORDER], 1)]
    order = _said("\n".join([f"{gettext(_ORDER)}\n", *steps]))
    parts = [heard, order, _said(f"**{gettext(_NEXT).format(step=gettext(found[0].do))}**")]
    reply["text"] = "\n\n".join([reply["text"], *(part["text"] for part in parts)])
    reply["after"] = parts
    reply["topics"] = list(dict.fromkeys(topic for one in found for topic in library[one.answer_id].topics))
    reply["sources"] += [
        source
        for one in found[:_IN_ORDER]
        for source in payload(library, one.answer_id, on, nation, "answered")["sources"][:1]
        if source not in reply["sources"]
    ]
    more = dict.fromkeys([*dangers, *(one.answer_id for one in found[:_IN_ORDER])])
    reply["quick_replies"] = [show_button(library, answer_id) for answer_id in more]
    return reply


def _begun(name: str) -> str:
    said = gettext(name)
    return said[:1].upper() + said[1:]


def _said(text: str) -> dict[str, str]:
    return {"language": spoken(), "text": text}
