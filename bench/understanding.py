"""How well the models learn the answers' own questions, each held out: `python -m bench.understanding`.

In Rasa's environment. The whole programme on questions that it never saw is measured by `bench.questions`.
"""

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
from bot.importer import ANSWER_ID, TOPICS

FOLDS = 4


class Understanding:
    """The examples, and the two models as config.yml sets them."""

    def __init__(self) -> None:
        """Read."""
        self.config = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
        data = TrainingDataImporter.load_nlu_importer_from_config("config.yml", None, ["bot/data"]).get_nlu_data()
        self.examples = data.intent_examples
        self.sentences = pairs_of(m for m in data.training_examples if m.get(ANSWER_ID) and not m.get(INTENT))
        self.questions = pairs_of(m for m in self.examples if m.get(ANSWER_ID))
        self.strangers = [m.get(TEXT) for m in self.examples if not m.get(ANSWER_ID)]
        self.topics_of = {m.get(ANSWER_ID): m.get(TOPICS) for m in data.training_examples if m.get(ANSWER_ID)}
        self.topics = {answer.id: set(answer.topics) for answer in read_answers(*FOLDERS).values()}
        settings = {part["name"].rpartition(".")[2]: part for part in self.config["pipeline"]}
        self.intent_settings = settings["LinearIntentClassifier"]
        self.ranker_settings = settings["AnswerRanker"]

    def new_intents(self, pairs: list[tuple[str, str]]) -> IntentModel:
        """An intent model that has learnt these."""
        texts, intents = [text for text, _ in pairs], [intent for _, intent in pairs]
        return IntentModel(self.intent_settings["c"], self.intent_settings["balance"]).fit(texts, intents)

    def new_ranking(self, questions: list[tuple[str, str]]) -> RankingModel:
        """A ranking that has learnt these."""
        return RankingModel(self.ranker_settings["c"]).fit(questions, self.sentences, self.strangers, self.topics_of)


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
    for least in (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6):
        sure = [i for i, confidence in enumerate(confidences) if confidence >= least]
        print(
            f"  from {least}: {len(sure) / len(first):.1%} of the questions, of these right topic first "
            f"{share([topic_right[i] for i in sure])}, among three {share([topic_offered[i] for i in sure])}"
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
    cross_validation(Understanding())
