"""Pipelines for understanding, side by side: `.venv-rasa/bin/python -m bench.pipelines [NAME ...] [--share 0.25]`.

The task is to name the topic of a question. Each pipeline learns the same questions of the answer files (a share of
them, so that the neural ones end) in a process of its own, and is asked the questions of tests/questions, which none
of them saw: right first, right among three, time to learn, time for one question, and most memory.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import yaml

from bot.answer_files import FOLDERS, read_answers

QUESTIONS = Path("tests/questions")
Ask = Callable[[str], "list[str]"]
Pairs = "list[tuple[str, str]]"


def linear(spelling: Callable[[str], str], meaning: float = 0.0, lemmas: bool = False) -> Callable[[Pairs], Ask]:
    """A linear support vector machine on n-grams; with the sentence's meaning beside them where it has a weight."""

    def learn(pairs: Pairs) -> Ask:
        from sklearn.pipeline import make_union
        from sklearn.svm import LinearSVC

        from bot.components.ngrams import ngrams
        from bot.components.sentence_vectors import SentenceVectors

        lemma = _lemmas() if lemmas else str
        spelt = lambda text: lemma(spelling(text))  # noqa: E731
        numbers = make_union(ngrams(spelt), SentenceVectors(meaning)) if meaning else ngrams(spelt)
        vectors = numbers.fit_transform([text for text, _ in pairs])
        machine = LinearSVC(C=0.5, random_state=0).fit(vectors, [topic for _, topic in pairs])

        def ask(text: str) -> list[str]:
            scores = machine.decision_function(numbers.transform([text]))[0]
            return [str(machine.classes_[place]) for place in (-scores).argsort()[:3]]

        return ask

    return learn


def diet(layers: int, epochs: int) -> Callable[[Pairs], Ask]:
    """Rasa's DIET on its own count vectors of words and pieces of words."""
    pipeline = [
        {"name": "WhitespaceTokenizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4},
        {
            "name": "DIETClassifier",
            "epochs": epochs,
            "number_of_transformer_layers": layers,
            "transformer_size": 256,
            "entity_recognition": False,
            "random_seed": 1,
        },
    ]

    def learn(pairs: Pairs) -> Ask:
        from rasa.core.agent import Agent
        from rasa.model_training import train_nlu

        with tempfile.TemporaryDirectory() as folder:
            config, data = Path(folder, "config.yml"), Path(folder, "nlu.yml")
            recipe = {"recipe": "default.v1", "language": "en", "assistant_id": "bench", "pipeline": pipeline}
            config.write_text(yaml.safe_dump(recipe), encoding="utf-8")
            topics = {topic: [text for text, other in pairs if other == topic] for _, topic in pairs}
            nlu = [
                {"intent": topic, "examples": "".join(f"- {_bare(text)}\n" for text in texts)}
                for topic, texts in topics.items()
            ]
            data.write_text(yaml.safe_dump({"version": "3.1", "nlu": nlu}), encoding="utf-8")
            model = train_nlu(str(config), str(data), folder)
            agent = Agent.load(model)

        def ask(text: str) -> list[str]:
            parsed = asyncio.run(agent.parse_message(text))
            return [one["name"] for one in parsed["intent_ranking"][:3]]

        return ask

    return learn


def _plain(text: str) -> str:
    from bot.components.text_speak import plain

    return plain(text)


def _lemmas() -> Callable[[str], str]:
    """spaCy's lemmas from its lookup tables (the package spacy-lookups-data, which nothing else of ours needs)."""
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    return lambda text: " ".join(token.lemma_ for token in nlp(text))


def _bare(text: str) -> str:
    return " ".join(text.replace("[", "(").replace("]", ")").split())


PIPELINES: dict[str, Callable[[Pairs], Ask]] = {
    "n-grams as written": linear(str.lower),
    "n-grams, text speak made plain": linear(_plain),
    "n-grams, plain, spaCy lemmas": linear(_plain, lemmas=True),
    "n-grams, plain, and meaning": linear(_plain, meaning=1.5),
    "DIET without transformer layers": diet(0, 30),
    "DIET with two transformer layers": diet(2, 30),
}


def measure(name: str, share: float) -> dict[str, object]:
    """Learn and ask, in this process."""
    pairs = [(text, answer.topics[0]) for answer in read_answers(*FOLDERS).values() for text in answer.questions]
    random.Random(1).shuffle(pairs)  # noqa: S311 - the same share each time
    pairs = pairs[: round(len(pairs) * share)]
    asked = [
        json.loads(line) for path in sorted(QUESTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()
    ]
    start = time.perf_counter()
    ask = PIPELINES[name](pairs)
    learnt = time.perf_counter() - start
    times, first, three = [], 0, 0
    for question in asked:
        start = time.perf_counter()
        topics = ask(question["text"])
        times.append(time.perf_counter() - start)
        first += topics[0] == question["topic"]
        three += question["topic"] in topics
    return {
        "pipeline": name,
        "learnt from": len(pairs),
        "right first": f"{first / len(asked):.1%}",
        "among three": f"{three / len(asked):.1%}",
        "seconds to learn": round(learnt, 1),
        "ms a question": round(statistics.median(times) * 1000, 1),
        "MB at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def main() -> None:
    """Each pipeline in a process of its own, so that memory is its own; a row as soon as it is there."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", default=list(PIPELINES))
    parser.add_argument("--share", type=float, default=0.25)
    parser.add_argument("--alone", action="store_true", help="measure in this process")
    given = parser.parse_args()
    if given.alone:
        print(json.dumps(measure(given.names[0], given.share)))
        return
    for name in given.names:
        command = [sys.executable, "-m", "bench.pipelines", name, "--share", str(given.share), "--alone"]
        done = subprocess.run(command, capture_output=True, text=True)
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        why = (done.stderr.strip() or "no output").splitlines()[-1]
        print(lines[-1] if lines else f"{name}: not measured ({why})", flush=True)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
