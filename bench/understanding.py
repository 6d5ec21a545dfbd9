"""Measures how well messages are understood: `python -m bench.understanding`, in Rasa's environment.

Two measures: the development questions of tests/questions/public.jsonl, asked of models trained on everything
else, and cross-validation on the answers' own questions. Each miss is printed.
"""

import json
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import yaml
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.model_selection import StratifiedKFold

from bot.answer_files import FOLDERS, read_answers
from bot.components.answer_ranker import RankingModel
from bot.components.intent import IntentModel
from bot.importer import ANSWER_ID, OUT_OF_SCOPE

QUESTIONS = Path("tests/questions/public.jsonl")
FOLDS = 4
OUT_OF_SCOPE_TOPIC = "out_of_scope_other"

# Topics that a conversation serves rather than an answer file, and the intents that lead there.
SERVED_BY = {
    "calculate_entitlement": {"estimate", "give_facts"},
    "what_if_hours": {"what_if", "estimate"},
    "chitchat": {"greet", "thanks", "goodbye", "why"},
    OUT_OF_SCOPE_TOPIC: {"out_of_scope"},
}


class Understanding:
    """The two models, trained as config.yml says, and the reply that their opinions lead to."""

    def __init__(self) -> None:
        """Train."""
        self.config = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
        data = TrainingDataImporter.load_nlu_importer_from_config("config.yml", None, ["bot/data"]).get_nlu_data()
        self.examples = data.intent_examples
        self.sentences = pairs_of(m for m in data.training_examples if m.get(ANSWER_ID) and not m.get(INTENT))
        self.questions = pairs_of(m for m in self.examples if m.get(ANSWER_ID))
        self.strangers = [m.get(TEXT) for m in self.examples if m.get(INTENT) == OUT_OF_SCOPE and not m.get(ANSWER_ID)]
        self.topics = {answer.id: set(answer.topics) for answer in read_answers(*FOLDERS).values()}
        settings = {part["name"].rpartition(".")[2]: part for part in self.config["pipeline"]}
        self.intent_settings = settings["LinearIntentClassifier"]
        self.ranker_settings = settings["AnswerRanker"]
        self.intents = self.new_intents([(m.get(TEXT), m.get(INTENT)) for m in self.examples])
        self.ranking = self.new_ranking(self.questions)

    def new_intents(self, pairs: list[tuple[str, str]]) -> IntentModel:
        """An intent model that has learnt these."""
        texts, intents = [text for text, _ in pairs], [intent for _, intent in pairs]
        return IntentModel(self.intent_settings["c"], self.intent_settings["balance"]).fit(texts, intents)

    def new_ranking(self, questions: list[tuple[str, str]]) -> RankingModel:
        """A ranking that has learnt these."""
        return RankingModel(self.ranker_settings["c"]).fit(questions, self.sentences, self.strangers)

    def reply(self, ranking: list[tuple[str, float]]) -> tuple[str, list[str]]:
        """Status and the answers in the reply."""
        first = ranking[0]
        if first[1] >= self.config["answering"]["answered_from"]:
            return "answered", [first[0]]
        offers = [answer for answer, share in ranking[:3] if share >= self.config["answering"]["clarify_from"]]
        return ("clarify" if offers else "not_sure"), offers


def development(understanding: Understanding) -> None:
    """Print the figures of the development questions, and each miss."""
    served = set().union(*understanding.topics.values()) | set(SERVED_BY)
    outcomes, kinds, refused = [], Counter(), []
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        text, topic = question["text"], question["topic"]
        intent, confidence = next(iter(understanding.intents.probabilities(text).items()))
        status, answers = understanding.reply(understanding.ranking.rank(text))
        topics = set().union(*(understanding.topics[answer] for answer in answers))
        if intent in SERVED_BY.get(topic, ()):
            right = True
        elif intent == "ask":
            right = topic in topics or (topic == OUT_OF_SCOPE_TOPIC and status == "not_sure")
        else:
            right, status = False, intent
        outcomes.append((right, topic in served))
        if topic == OUT_OF_SCOPE_TOPIC:
            refused.append(right)
        kinds["wrong and confident"] += not right and status == "answered"
        kinds["answered rightly"] += right and status == "answered" and intent == "ask"
        kinds["asked which one, rightly"] += right and status == "clarify" and intent == "ask"
        if not right:
            best = ", ".join(f"{a} {p:.2f}" for a, p in understanding.ranking.rank(text)[:3])
            print(f"  {topic}: {text!r} -> {status} ({intent} {confidence:.2f}; {best})")
    covered = [right for right, has_answer in outcomes if has_answer]
    print("Development questions")
    print(f"right topic: {share([right for right, _ in outcomes])}; topics with answers only: {share(covered)}")
    print(f"out of scope, refused: {share(refused)}")
    for kind, count in kinds.items():
        print(f"{kind}: {count}")


def pairs_of(messages: Iterable[Message]) -> list[tuple[str, str]]:
    """Text and answer id of each."""
    return [(m.get(TEXT), m.get(ANSWER_ID)) for m in messages]


def cross_validation(understanding: Understanding) -> None:
    """Print the held-out figures on our own examples."""
    questions, topics = understanding.questions, understanding.topics
    owners = [answer for _, answer in questions]
    first, topic_right, topic_offered, confidences = [], [], [], []
    for learn, held_out in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(questions, owners):
        ranking = understanding.new_ranking([questions[i] for i in learn])
        for i in held_out:
            best_three = ranking.rank(questions[i][0])[:3]
            fits = [bool(topics[answer] & topics[owners[i]]) for answer, _ in best_three]
            first.append(best_three[0][0] == owners[i])
            topic_right.append(fits[0])
            topic_offered.append(any(fits))
            confidences.append(best_three[0][1])
    print(f"ranking, held out: right answer first {share(first)}; right topic first {share(topic_right)};")
    print(f"  right topic among three {share(topic_offered)}; mean confidence {np.mean(confidences):.2f}")
    strange = [understanding.ranking.rank(text)[0] for text in understanding.strangers]
    misled = [confidence for answer, confidence in strange if OUT_OF_SCOPE_TOPIC not in topics[answer]]
    for least in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
        sure = [i for i, confidence in enumerate(confidences) if confidence >= least]
        print(
            f"  from {least}: {len(sure) / len(first):.1%} of the questions, of these right topic first "
            f"{share([topic_right[i] for i in sure])}, among three {share([topic_offered[i] for i in sure])}; "
            f"{sum(confidence >= least for confidence in misled) / len(strange):.1%} of the out of scope misled"
        )

    pairs = np.array([(m.get(TEXT), m.get(INTENT)) for m in understanding.examples], dtype=object)
    named: Counter = Counter()
    found: Counter = Counter()
    total: Counter = Counter(pairs[:, 1])
    for learn, held_out in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(pairs, list(pairs[:, 1])):
        intents = understanding.new_intents([tuple(pair) for pair in pairs[learn]])
        for text, intent in pairs[held_out]:
            best = next(iter(intents.probabilities(text)))
            named[best] += 1
            found[intent] += best == intent
    print(f"intents, held out: {sum(found.values()) / len(pairs):.1%}")
    for intent in sorted(total):
        print(f"  {intent}: found {found[intent]} of {total[intent]}, named {named[intent]} times")


def share(outcomes: list[bool]) -> str:
    """For example 7 of 8 (87.5%)."""
    return f"{sum(outcomes)} of {len(outcomes)} ({sum(outcomes) / max(1, len(outcomes)):.1%})"


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    trained = Understanding()
    development(trained)
    cross_validation(trained)
