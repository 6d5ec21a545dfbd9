"""Services of Open Referral UK (HSDS, versions 1 and 3 as JSON) as an area of the directory.

A service is left out, with the reason, when nothing says when it was last checked, or when its words name no need of
ours: a person decides about those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError

from web.places import Place, needs_in

Json = dict[str, Any]

_DAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_LONGEST = 300  # of one field of an entry


class NotServices(Exception):
    """The JSON holds no services; `str()` says what it should hold."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A service that could not be taken, and why."""

    name: str
    why: str


def services(content: Any) -> list[Json]:
    """The services in a file: a page of an API (`contents` in version 3, `content` in 1), a list, or one service."""
    if isinstance(content, dict):
        content = content.get("contents", content.get("content", content.get("services", [content])))
    if not isinstance(content, list) or not all(isinstance(one, dict) and one.get("name") for one in content):
        raise NotServices("This is no list of services: each needs a name, as in Open Referral UK's /services.")
    return content


def taken(found: list[Json]) -> tuple[list[Place], list[LeftOut]]:
    """The services as places, and those that were left out."""
    places, left_out = [], []
    for service in found:
        try:
            place = _place(service)
        except ValidationError as error:
            fields = ", ".join(str(one["loc"][0]) for one in error.errors())
            place = LeftOut(str(service["name"]), f"not as it should be: {fields}")
        (places if isinstance(place, Place) else left_out).append(place)  # type: ignore[arg-type]
    return places, left_out


def as_file(area: str, nations: tuple[str, ...], places: list[Place]) -> str:
    """The file of an area, ready for bot/places."""
    content = {
        "area": area,
        "nations": list(nations),
        "places": [place.model_dump(mode="python", exclude_none=True) for place in places],
    }
    for one in content["places"]:
        one["needs"] = list(one["needs"])  # type: ignore[index]
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def _place(service: Json) -> Place | LeftOut:
    name = _words(service["name"])
    checked = service.get("assured_date") or service.get("last_modified")
    if service.get("status", "active") != "active":
        return LeftOut(name, "it is not active")
    if not checked:
        return LeftOut(name, "nothing says when it was last checked (assured_date)")
    needs = needs_in(" ".join([name, _words(service.get("description")), *_subjects(service)]))
    if not needs:
        return LeftOut(name, "no need of bot/needs.yaml is named in its words")
    return Place.model_validate(
        {
            "name": name[:100],
            "needs": needs,
            "what": _words(service.get("description")) or name,
            "whom": _words(service.get("eligibility_description")) or _first(_eligible(service)),
            "where": _first(_addresses(service)),
            "when": "; ".join(dict.fromkeys(_hours(service)))[:_LONGEST] or None,
            "phone": _first(_phones(service)),
            "email": service.get("email") or None,
            "url": _secure(service.get("url")),
            "checked": str(checked)[:10],
        }
    )


def _subjects(service: Json) -> Iterator[str]:
    """The names of its terms: attributes in version 3, taxonomies in version 1."""
    for one in _list(service, "attributes"):
        yield _words((one.get("taxonomy_term") or {}).get("name"))
    for one in _list(service, "service_taxonomys"):
        yield _words((one.get("taxonomy") or {}).get("name"))


def _eligible(service: Json) -> Iterator[str]:
    yield from (_words(one.get("eligibility")) for one in _list(service, "eligibilitys"))


def _phones(service: Json) -> Iterator[str]:
    holders = [service, *_list(service, "contacts")]
    yield from (str(phone.get("number") or "") for one in holders for phone in _list(one, "phones"))


def _addresses(service: Json) -> Iterator[str]:
    for there in _list(service, "service_at_locations"):
        location = there.get("location") or {}
        for one in [*_list(location, "addresses"), *_list(location, "physical_addresses")]:
            parts = [location.get("name"), one.get("address_1"), one.get("city"), one.get("postal_code")]
            yield ", ".join(_words(part) for part in parts if part)


def _hours(service: Json) -> Iterator[str]:
    holders = [service, *_list(service, "service_at_locations")]
    keys = ("schedules", "regular_schedules", "regular_schedule")
    for one in (schedule for holder in holders for key in keys for schedule in _list(holder, key)):
        days = " and ".join(_DAYS[day] for day in re.findall(r"MO|TU|WE|TH|FR|SA|SU", str(one.get("byday") or "")))
        times = " to ".join(str(one[key])[:5] for key in ("opens_at", "closes_at") if one.get(key))
        said = ", ".join(part for part in (days, times) if part)
        if said or one.get("description"):
            yield said or _words(one["description"])


def _list(holder: Json, key: str) -> list[Json]:
    found = holder.get(key)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _first(found: Iterator[str]) -> str | None:
    return next((one for one in found if one), None)


def _words(text: Any) -> str:
    """Plain words of a text that may hold tags and line breaks."""
    return " ".join(re.sub(r"<[^>]*>", " ", str(text or "")).split())[:_LONGEST]


def _secure(url: Any) -> str | None:
    return re.sub(r"^http://", "https://", str(url)) if url else None
