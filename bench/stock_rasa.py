"""Rasa as it comes: two intents, a canned response and one custom action. The yardstick for a turn of ours."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from bench.serving import DidNotAnswer, free_port, stopped_in_the_end, wait_until_ready
from web import model
from web.stack import LOOPBACK, Part

MESSAGE = "good morning"
CANNED = "Hello."
TO_AN_ACTION, BY_THE_ACTION = "see you later", "Bye."

_FILES = {
    "config.yml": """
recipe: default.v1
language: en
assistant_id: stock
pipeline:
  - name: WhitespaceTokenizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: LogisticRegressionClassifier
policies:
  - name: RulePolicy
""",
    "domain.yml": f"""
version: "3.1"
intents: [greet, goodbye]
responses:
  utter_greet:
    - text: {CANNED}
actions: [action_goodbye]
""",
    "data/nlu.yml": """
version: "3.1"
nlu:
  - intent: greet
    examples: |
      - hello
      - hi there
      - good morning
      - good afternoon
      - hey
  - intent: goodbye
    examples: |
      - bye
      - goodbye
      - see you later
      - good night
      - that is all
""",
    "data/rules.yml": """
version: "3.1"
rules:
  - rule: greet
    steps:
      - intent: greet
      - action: utter_greet
  - rule: goodbye
    steps:
      - intent: goodbye
      - action: action_goodbye
""",
    "credentials.yml": "rest:\n",
    "endpoints.yml": "action_endpoint:\n  url: http://{host}:{actions_port}/webhook\n",
    "actions.py": f"""
from rasa_sdk import Action


class Goodbye(Action):
    def name(self):
        return "action_goodbye"

    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="{BY_THE_ACTION}")
        return []
""",
}


class StockRasa:
    """The REST channel of the yardstick."""

    def __init__(self, url: str, parts: list[subprocess.Popen[bytes]]) -> None:
        self._client = httpx.Client(base_url=url, timeout=60.0, limits=httpx.Limits(max_connections=None))
        self._parts = parts

    def processes(self) -> list[psutil.Process]:
        """Everything that runs for it."""
        own = [psutil.Process(part.pid) for part in self._parts]
        return own + [child for one in own for child in one.children(recursive=True)]

    def say(self, sender: str) -> None:
        """One message and its canned response. Raises DidNotAnswer when it is another."""
        self._ask(sender, MESSAGE, CANNED)

    def act(self, sender: str) -> None:
        """One message and what the custom action replies. Raises DidNotAnswer when it is another."""
        self._ask(sender, TO_AN_ACTION, BY_THE_ACTION)

    def _ask(self, sender: str, text: str, expected: str) -> None:
        body = {"sender": sender, "message": text}
        replies = self._client.post("/webhooks/rest/webhook", json=body).raise_for_status().json()
        if [reply.get("text") for reply in replies] != [expected]:
            raise DidNotAnswer(f"Stock Rasa did not say {expected!r}.")


@contextmanager
def stock_rasa() -> Iterator[StockRasa]:
    """Writes, trains and serves the yardstick in a folder of its own, and leaves nothing behind."""
    with tempfile.TemporaryDirectory() as name:
        folder, actions_port = Path(name), free_port()
        for file, text in _FILES.items():
            (folder / file).parent.mkdir(exist_ok=True)
            if file == "endpoints.yml":
                text = text.format(host=LOOPBACK, actions_port=actions_port)
            (folder / file).write_text(text.lstrip(), encoding="utf-8")
        rasa, port = str(model.RASA / "rasa"), free_port()
        subprocess.run(
            [rasa, "train", "--fixed-model-name", "stock", "--skip-validation"],
            cwd=folder,
            env=model.environment(),
            check=True,
            capture_output=True,
        )
        part = Part(
            "rasa",
            "stock Rasa",
            (rasa, "run", "--interface", LOOPBACK, "--port", f"{port}", "--model", "models/stock.tar.gz"),
            model.environment(),
            f"http://{LOOPBACK}:{port}/",
            port,
        )
        actions = Part(
            "actions",
            "stock action server",
            (sys.executable, "-m", "rasa_sdk", "--actions", "actions", "--port", f"{actions_port}"),
            model.environment(PYTHONPATH=name),
            f"http://{LOOPBACK}:{actions_port}/health",
            actions_port,
        )
        with _running(actions, folder) as beside, _running(part, folder) as process:
            wait_until_ready(beside, [actions])
            wait_until_ready(process, [part])
            yield StockRasa(part.ready, [beside, process])


@contextmanager
def _running(part: Part, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        part.command, cwd=folder, env=part.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with stopped_in_the_end(process):
        yield process
