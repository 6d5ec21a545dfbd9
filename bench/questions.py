"""How well questions that nobody trained on are understood: `python -m bench.questions [FILE.jsonl ...]`.

Each goes through `rightful ask --batch`: the gateway's own code and the trained model. Each line of a file has `text`
and its one `topic`. The report has the aims, a line for each topic, and each miss.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

QUESTIONS = Path("tests/questions")
OUT_OF_SCOPE = "out_of_scope_other"
CRISIS = ("crisis_food_money", "crisis_safety_suicide", "domestic_abuse")


@dataclass(frozen=True)
class Outcome:
    """A question, its topic, and what was replied."""

    text: str
    topic: str
    statuses: tuple[str, ...]
    topics: frozenset[str]
    answers: tuple[str, ...]
    confidence: float | None

    @property
    def right(self) -> bool:
        """The topic is among those of the replies; for what is out of scope, it was refused."""
        if self.topic == OUT_OF_SCOPE and {"refused", "not_sure"} & set(self.statuses):
            return True
        return self.topic in self.topics and set(self.statuses) != {"not_sure"}

    @property
    def wrong_and_confident(self) -> bool:
        return not self.right and bool({"answered", "estimated"} & set(self.statuses))


def ask(questions: Sequence[dict[str, Any]]) -> list[Outcome]:
    """Put the questions to the trained model, each as a conversation of its own."""
    with tempfile.TemporaryDirectory() as folder:
        batch = Path(folder) / "questions.jsonl"
        lines = [{"id": str(place), "text": one["text"]} for place, one in enumerate(questions)]
        batch.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        command = [str(Path(sys.executable).with_name("rightful")), "ask", "--batch", str(batch)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [_outcome(one, json.loads(line)["replies"]) for one, line in zip(questions, said, strict=True)]


def _outcome(question: dict[str, Any], replies: list[dict[str, Any]]) -> Outcome:
    return Outcome(
        text=question["text"],
        topic=question["topic"],
        statuses=tuple(reply["status"] for reply in replies),
        topics=frozenset(topic for reply in replies for topic in reply.get("topics") or ()),
        answers=tuple(reply["answer_id"] for reply in replies if reply.get("answer_id")),
        confidence=next((reply["confidence"] for reply in replies if reply.get("confidence") is not None), None),
    )


def report(name: str, outcomes: Sequence[Outcome]) -> str:
    """The aims, the topics, the misses."""
    by_topic = defaultdict(list)
    for one in outcomes:
        by_topic[one.topic].append(one.right)
    crisis = [one for one in outcomes if one.topic in CRISIS]
    refused = by_topic.get(OUT_OF_SCOPE, [])
    lines = [
        f"{name}: {len(outcomes)} questions",
        f"right topic: {_share([one.right for one in outcomes])}",
        f"wrong and confident: {_share([one.wrong_and_confident for one in outcomes])}",
        f"out of scope, refused: {_share(refused)}",
        f"crisis topics, answered as a crisis: {_share(['crisis' in one.statuses for one in crisis])}",
        f"statuses: {dict(Counter(one.statuses[0] for one in outcomes if one.statuses))}",
    ]
    lines += [f"  {topic}: {_share(right)}" for topic, right in sorted(by_topic.items()) if not all(right)]
    lines += [
        f"  - {one.topic}: {one.text!r} -> {', '.join(one.statuses)} {', '.join(one.answers)} "
        f"{', '.join(sorted(one.topics))}" + ("" if one.confidence is None else f" ({one.confidence:.2f})")
        for one in outcomes
        if not one.right
    ]
    return "\n".join(lines)


def _share(outcomes: Sequence[bool]) -> str:
    return f"{sum(outcomes)} of {len(outcomes)} ({sum(outcomes) / max(1, len(outcomes)):.1%})"


if __name__ == "__main__":
    for path in [Path(one) for one in sys.argv[1:]] or sorted(QUESTIONS.glob("*.jsonl")):
        asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        print(report(path.name, ask(asked)))
