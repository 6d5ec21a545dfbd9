"""Lends the example questions of the answer files to Rasa's training."""

from __future__ import annotations

import re

from rasa.shared.exceptions import RasaException
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.answer_files import FOLDERS, TRANSLATED_TO, AnswerFile, AnswerFileError, read_answers, read_translations

ASK = "ask"
OUT_OF_SCOPE = "out_of_scope"
# Answers that a conversation gives of itself: what leads to them is no question about a rule.
STANDING = {
    "greeting": "greet",
    "thanks": "thanks",
    "goodbye": "goodbye",
    "stopped": "stop",
    "handover_to_a_person": "handover",
}
ANSWER_ID = "answer_id"
JURISDICTION = "jurisdiction"
TOPICS = "topics"


class AnswerImporter(RasaFileImporter):
    """Rasa's own file importer, and what the answer files say.

    Each question of an answer is an example of `ask`, or of the intent that leads to the answer; each sentence of
    its text is an example of no intent. Both carry the answer's id, its topics and the nations it holds in. A mistake
    in an answer file stops training with the file's own message.
    """

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of bot/data and those of the answers; where both have the same words, bot/data decides."""
        data = super().get_nlu_data(language)
        intents = {m.get(TEXT).lower(): m.get(INTENT) for m in data.intent_examples}
        return data.merge(TrainingData(answer_examples(intents)))


def answer_examples(intents: dict[str, str]) -> list[Message]:
    """The questions of each answer, its title among them, and the sentences of its text, in every language.

    `intents`: the intent of words (in lower case) that is settled already.
    """
    try:
        answers = read_answers(*FOLDERS)
        translations = [read_translations(answers, language, *FOLDERS) for language in TRANSLATED_TO]
    except AnswerFileError as mistakes:
        raise RasaException(str(mistakes)) from mistakes
    examples = []
    for answer in answers.values():
        belongs = {ANSWER_ID: answer.id, JURISDICTION: list(answer.jurisdiction), TOPICS: list(answer.topics)}
        also = [those[answer.id] for those in translations if answer.id in those]
        asked = [answer.title, *answer.questions, *(text for one in also for text in (one.title, *one.questions))]
        for question in dict.fromkeys(asked):
            intent = intents.get(question.lower(), leads_to(answer))
            examples.append(Message({TEXT: question, INTENT: intent, **belongs}))
        for text in (answer.text, *(one.text for one in also)):
            examples += [Message({TEXT: sentence, **belongs}) for sentence in sentences(text)]
    return examples


def leads_to(answer: AnswerFile) -> str:
    """The intent of the answer's questions."""
    if answer.topics[0] == "out_of_scope_other":
        return OUT_OF_SCOPE
    return STANDING.get(answer.id, ASK)


def sentences(text: str) -> list[str]:
    """The sentences of an answer's text, of four words or more, without placeholders, addresses and other marks."""
    words = re.sub(r"\{[^}]*\}|(?<=\])\([^)]*\)|[*#\[\]]|^[-\d.]+ ", "", text, flags=re.MULTILINE)
    parts = (part.split() for part in re.split(r"(?<=[.!?:])\s+|\n+", words))
    return [" ".join(part) for part in parts if len(part) >= 4]
