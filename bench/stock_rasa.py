"""Rasa as it comes: one intent, one rule, one canned response. The yardstick for a turn of ours."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.serving import DidNotAnswer, free_port, stopped_in_the_end, wait_until_ready
from web import model
from web.stack import LOOPBACK, Part

MESSAGE = "good morning"
CANNED = "Hello."

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
""",
    "credentials.yml": "rest:\n",
    "endpoints.yml": "",
}


class StockRasa:
    """The REST channel of the yardstick."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, timeout=30.0)

    def say(self, sender: str) -> None:
        """One message and its canned response. Raises DidNotAnswer when it is another."""
        body = {"sender": sender, "message": MESSAGE}
        replies = self._client.post("/webhooks/rest/webhook", json=body).raise_for_status().json()
        if [reply.get("text") for reply in replies] != [CANNED]:
            raise DidNotAnswer("Stock Rasa did not give its canned response.")


@contextmanager
def stock_rasa() -> Iterator[StockRasa]:
    """Writes, trains and serves the yardstick in a folder of its own, and leaves nothing behind."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in _FILES.items():
            (folder / file).parent.mkdir(exist_ok=True)
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
            "stock Rasa",
            (rasa, "run", "--interface", LOOPBACK, "--port", f"{port}", "--model", "models/stock.tar.gz"),
            model.environment(),
            f"http://{LOOPBACK}:{port}/",
            port,
        )
        process = subprocess.Popen(
            part.command, cwd=folder, env=part.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        with stopped_in_the_end(process):
            wait_until_ready(process, [part])
            yield StockRasa(part.ready)
