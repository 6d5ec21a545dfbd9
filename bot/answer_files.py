"""Reads and checks answer files: one Markdown file with YAML front matter an answer, the file's name is its id.

Standard library and PyYAML only, in the grammar of Python 3.10: both environments import this module.

    ---
    title: What the taper is
    topics: [taper_rate]
    jurisdiction: [england, scotland, wales, northern_ireland]
    questions:                    # at least MINIMUM_QUESTIONS different ways in which people ask it
      - how much do they take off my wages
    sources:
      - title: How your earnings affect your payments
        url: https://www.gov.uk/universal-credit/how-your-earnings-affect-your-payments
        law: UC Regs 2013 reg 22  # where the source is law
        checked: 2026-11-23
    reviewed: {on: 2026-11-23, next: 2027-04-12}
    ---
    The first sentence answers the question.

A translation stands in a folder with the language's name, in a file with the answer's:

    ---
    title: Beth yw'r tapr
    language: cy
    english: 4f1d...              # `english` of the answer that was translated: the digest of its title and text
    needs_adviser_review: true
    questions:
      - faint o fy nghyflog maen nhw'n ei dynnu
    ---

Optional keys: `needs_adviser_review: true` (a fact still needs an adviser's eye), `calculation` (one of CALCULATIONS:
the reply ends in that calculation), `local_help` (a list of NEEDS: places near somebody that help with these are shown
under the reply). A right (bot/rights) also has `group` and `status`, and `card: true` where it is
printed on the card for an appointment.

`python -m bot.answer_files [folder ...]` prints the mistakes and exits 1 when there are any.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

FOLDERS = (Path(__file__).parent / "answers", Path(__file__).parent / "rights")

TRANSLATED_TO = ("cy",)

MINIMUM_QUESTIONS = 12
JURISDICTIONS = ("england", "wales", "scotland", "northern_ireland")
CALCULATIONS = ("first_payment", "estimate", "lcwra_dates", "taper")
STATUSES = ("law", "official_promise", "proposed")
GROUPS = (
    "money",
    "time",
    "being heard",
    "health and access",
    "work and training",
    "privacy",
    "challenge",
    "dignity",
)
TOPICS = tuple(
    """
    five_week_wait advance_payment payment_date backdating claim_how eligibility
    lcwra_what lcwra_amount lcwra_2026_change wca_process fit_note lcw
    taper_rate work_allowance earnings_two_paydays better_off_in_work self_employed_mif childcare_costs
    child_element_two_child_limit carer_element housing_element_rent lha_bedrooms bedroom_tax non_dependant
    capital_savings unearned_income benefit_cap sanctions hardship_payment deductions_debt overpayment
    mandatory_reconsideration appeal complaint claimant_commitment work_coach employment_support
    reasonable_adjustments statement_of_rights data_privacy representative managed_migration_tp
    change_of_circumstances couple_joint_claim student pension_age pip carers_allowance child_benefit
    esa_jsa_newstyle council_tax free_school_meals_healthcare crisis_food_money crisis_safety_suicide
    domestic_abuse homelessness ni_scotland_wales_difference immigration local_help calculate_entitlement
    what_if_hours out_of_scope_other chitchat
    """.split()  # noqa: SIM905
)

# What local help can be for (bot/needs.yaml).
NEEDS = tuple(yaml.safe_load((Path(__file__).parent / "needs.yaml").read_text(encoding="utf-8")))

_REQUIRED = ("title", "topics", "questions", "jurisdiction", "sources", "reviewed")
_OPTIONAL = ("status", "group", "card", "needs_adviser_review", "calculation", "local_help")

_TRANSLATED = ("title", "language", "english", "questions")

_PLACEHOLDER = re.compile(r"\{[a-z0-9_]+(\.[a-z0-9_]+)+\}")
_PLACEHOLDERS = re.compile(r"\{[a-z0-9_.]+\}")
_MONTH = "(January|February|March|April|May|June|July|August|September|October|November|December|"
_MONTH += "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr)"
# What may hold a digit without being a figure of law: a date with its month, a form's name, a link, a list's number.
_NO_FIGURE = re.compile(
    rf"\b\d{{1,2}} {_MONTH}( \d{{4}})?\b|\b{_MONTH} \d{{4}}\b|\b[A-Z]{{2,}}\d+\b|\]\(https://[^)]*\)|^\d+\. ",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Source:
    """What an answer rests on. `law` names the regulation where the source is law; `checked` is when we last looked."""

    title: str
    url: str
    checked: date
    law: str | None = None


@dataclass(frozen=True)
class Reviewed:
    """When somebody last read the whole answer, and when it must be read again."""

    on: date
    next: date


@dataclass(frozen=True)
class AnswerFile:
    """One answer as written: placeholders are not filled. `version` is the SHA-256 of the file's bytes."""

    id: str
    title: str
    topics: tuple[str, ...]
    questions: tuple[str, ...]
    jurisdiction: tuple[str, ...]
    sources: tuple[Source, ...]
    reviewed: Reviewed
    text: str
    version: str
    status: str | None = None
    group: str | None = None
    on_card: bool = False
    needs_adviser_review: bool = False
    calculation: str | None = None
    local_help: tuple[str, ...] = ()

    @property
    def english(self) -> str:
        """The digest of what a translation translates; questions and sources are not part of it."""
        return hashlib.sha256(f"{self.title}\n{self.text}".encode()).hexdigest()


@dataclass(frozen=True)
class Translation:
    """An answer in another language. `english` is the digest of what was translated: an older one is out of date."""

    id: str
    language: str
    title: str
    questions: tuple[str, ...]
    text: str
    version: str
    english: str
    needs_adviser_review: bool

    def is_of(self, answer: AnswerFile) -> bool:
        """Whether the answer still says what was translated."""
        return self.english == answer.english


class AnswerFileError(Exception):
    """All mistakes found, one line each: `file:line: what is wrong, what to do`."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


def read_answers(*folders: str | Path) -> dict[str, AnswerFile]:
    """Every answer of the folders by id. Raises one AnswerFileError with all mistakes of all files."""
    mistakes: list[str] = []
    answers: dict[str, AnswerFile] = {}
    for path in [path for folder in folders for path in sorted(Path(folder).glob("*.md"))]:
        reader = _Reader(path)
        answer = reader.read()
        mistakes += reader.mistakes
        if answer and answer.id in answers:
            mistakes.append(f"{path}:1: an answer called {answer.id} exists already; give this file another name")
        elif answer:
            answers[answer.id] = answer
    mistakes += _asked_twice(answers)
    if mistakes:
        raise AnswerFileError(mistakes)
    return answers


def read_translations(answers: dict[str, AnswerFile], language: str, *folders: str | Path) -> dict[str, Translation]:
    """The translations of answers by id. Raises one AnswerFileError with all mistakes."""
    mistakes: list[str] = []
    found: dict[str, Translation] = {}
    for path in [path for folder in folders for path in sorted((Path(folder) / language).glob("*.md"))]:
        reader = _Reader(path)
        translation = reader.translation(answers.get(path.stem), language)
        mistakes += reader.mistakes
        if translation:
            found[translation.id] = translation
    if mistakes:
        raise AnswerFileError(mistakes)
    return found


def overdue(answers: dict[str, AnswerFile], on: date) -> list[str]:
    """The ids of the answers whose next review lies before `on`."""
    return sorted(answer.id for answer in answers.values() if answer.reviewed.next < on)


def _asked_twice(answers: dict[str, AnswerFile]) -> list[str]:
    """One question leads to one answer: the same words in two places would make the choice a matter of luck."""
    first: dict[str, str] = {}
    mistakes = []
    for answer in answers.values():
        for question in answer.questions:
            words = " ".join(re.findall(r"\w+", question.lower().replace("'", "")))
            if words in first:
                mistakes.append(
                    f'{answer.id}.md:1: the question "{question}" is also in {first[words]}; keep it in one place'
                )
            first.setdefault(words, answer.id)
    return mistakes


class _Reader:
    """Reads one file and collects its mistakes with their lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.mistakes: list[str] = []
        self.lines: dict[str, int] = {}

    def read(self) -> AnswerFile | None:
        raw = self.path.read_bytes()
        parts = re.match(r"---\n(.*?\n)---\n(.*)\Z", raw.decode("utf-8"), re.DOTALL)
        if not parts:
            self.mistake(1, "there is no front matter", "begin the file with --- , the keys, and --- again")
            return None
        front = self.front_matter(parts[1])
        if front is None:
            return None
        answer = self.answer(front, parts[2].strip() + "\n", hashlib.sha256(raw).hexdigest())
        self.check_text(parts[2], first_line=parts[1].count("\n") + 3)
        return None if self.mistakes else answer

    def translation(self, answer: AnswerFile | None, language: str) -> Translation | None:
        raw = self.path.read_bytes()
        parts = re.match(r"---\n(.*?\n)---\n(.*)\Z", raw.decode("utf-8"), re.DOTALL)
        front = self.front_matter(parts[1], _TRANSLATED, (*_TRANSLATED, "needs_adviser_review")) if parts else None
        if parts is None or front is None or answer is None:
            self.mistake(1, "this is no translation of an answer", "name it as the answer, with its front matter")
            return None
        if front.get("language") != language:
            self.mistake("language", f"the folder is that of {language}", "write the same language")
        first_line = parts[1].count("\n") + 3
        self.check_text(parts[2], first_line)
        if sorted(_PLACEHOLDERS.findall(parts[2])) != sorted(_PLACEHOLDERS.findall(answer.text)):
            self.mistake(first_line, "it names other figures or contacts than the answer", "name the same ones")
        return Translation(
            id=self.path.stem,
            language=language,
            title=str(front.get("title")),
            questions=self.questions(front, minimum=1),
            text=parts[2].strip() + "\n",
            version=hashlib.sha256(raw).hexdigest(),
            english=str(front.get("english")),
            needs_adviser_review=front.get("needs_adviser_review") is True,
        )

    def mistake(self, where: int | str, wrong: str, todo: str) -> None:
        line = where if isinstance(where, int) else self.lines.get(where, 1)
        self.mistakes.append(f"{self.path}:{line}: {wrong}, {todo}")

    def front_matter(
        self, text: str, required: tuple[str, ...] = _REQUIRED, known: tuple[str, ...] = _REQUIRED + _OPTIONAL
    ) -> dict | None:
        try:
            node = yaml.compose(text, Loader=yaml.SafeLoader)
            front = yaml.safe_load(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            self.mistake(line, "the front matter is not YAML", "quote words with a colon in them")
            return None
        if not isinstance(front, dict):
            self.mistake(1, "the front matter has no keys", "write title, topics, questions and the others")
            return None
        self.lines = {key.value: key.start_mark.line + 2 for key, _ in node.value}
        for key in required:
            if not front.get(key):
                self.mistake(1, f"{key} is missing", f"add {key}")
        for key in front:
            if key not in known:
                self.mistake(key, f"{key} is not a key of an answer", "remove it or correct its spelling")
        return front

    def answer(self, front: dict, text: str, version: str) -> AnswerFile:
        self.check_right(front)
        return AnswerFile(
            id=self.path.stem,
            title=str(front.get("title")),
            topics=self.listed(front, "topics", TOPICS),
            questions=self.questions(front),
            jurisdiction=self.listed(front, "jurisdiction", JURISDICTIONS),
            sources=self.sources(front),
            reviewed=self.reviewed(front),
            text=text,
            version=version,
            status=self.chosen(front, "status", STATUSES),
            group=self.chosen(front, "group", GROUPS),
            on_card=front.get("card") is True,
            needs_adviser_review=front.get("needs_adviser_review") is True,
            calculation=self.chosen(front, "calculation", CALCULATIONS),
            local_help=self.listed(front, "local_help", NEEDS) if "local_help" in front else (),
        )

    def listed(self, front: dict, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
        values = front.get(key) or []
        if not isinstance(values, list):
            self.mistake(key, f"{key} is not a list", "write it as [one, another]")
            return ()
        for value in values:
            if value not in allowed:
                self.mistake(key, f"{value} is not one of the {key}", f"choose from {', '.join(allowed)}")
        return tuple(values)

    def chosen(self, front: dict, key: str, allowed: tuple[str, ...]) -> str | None:
        value = front.get(key)
        if value is not None and value not in allowed:
            self.mistake(key, f"{value} is not a {key}", f"choose from {', '.join(allowed)}")
        return value

    def check_right(self, front: dict) -> None:
        if ("group" in front) != ("status" in front):
            self.mistake("group", "a right has both a group and a status", "write both, or neither for an answer")
        if front.get("card") and front.get("status") not in ("law", "official_promise"):
            self.mistake("card", "the card is for rights of law and for promises", "remove card")

    def questions(self, front: dict, minimum: int = MINIMUM_QUESTIONS) -> tuple[str, ...]:
        questions = front.get("questions") or []
        if not isinstance(questions, list) or not all(isinstance(question, str) for question in questions):
            self.mistake("questions", "questions is not a list of sentences", "put - before each and quote odd ones")
            return ()
        if len(questions) < minimum:
            self.mistake("questions", f"there are {len(questions)} questions", f"write at least {minimum}")
        return tuple(questions)

    def sources(self, front: dict) -> tuple[Source, ...]:
        sources = []
        entries = front.get("sources") or []
        for entry in entries if isinstance(entries, list) else [entries]:
            if not isinstance(entry, dict) or not {"title", "url", "checked"} <= set(entry):
                self.mistake("sources", "a source is incomplete", "give its title, url and checked (a date)")
            elif set(entry) - {"title", "url", "checked", "law"}:
                self.mistake("sources", "a source has an unknown key", "keep title, url, law and checked")
            elif not str(entry["url"]).startswith("https://"):
                self.mistake("sources", f"{entry['url']} is not a safe address", "use one that begins with https://")
            elif type(entry["checked"]) is not date:
                self.mistake("sources", f"{entry['checked']} is not a date", "write checked as 2026-11-23")
            else:
                sources.append(Source(**entry))
        return tuple(sources)

    def reviewed(self, front: dict) -> Reviewed:
        entry = front.get("reviewed")
        days = [entry.get(key) if isinstance(entry, dict) else None for key in ("on", "next")]
        # YAML reads a bare `on` as the value true, so the key is looked for under both names.
        if isinstance(entry, dict) and True in entry:
            days[0] = entry[True]
        if not all(type(day) is date for day in days):
            self.mistake("reviewed", "reviewed has no two dates", "write {on: 2026-11-23, next: 2027-04-12}")
            return Reviewed(date.min, date.min)
        if days[1] <= days[0]:
            self.mistake("reviewed", "the next review is not after the last", "give a later date as next")
        return Reviewed(*days)

    def check_text(self, text: str, first_line: int) -> None:
        """No figure is typed: amounts and time limits name a parameter, telephone numbers name a contact."""
        if not text.strip():
            self.mistake(first_line, "there is no text", "write the answer under the front matter")
        for number, line in enumerate(text.splitlines(), start=first_line):
            bare = _PLACEHOLDER.sub("", line)
            if re.search(r"[{}]", bare):
                self.mistake(number, "a placeholder is not well formed", "write {file.parameter} or {contact.name}")
            if re.search(r"[\d%]", _NO_FIGURE.sub("", bare)):
                self.mistake(number, "a figure is typed", "name a parameter or a contact in braces instead")


def main(arguments: list[str]) -> int:
    """Prints the mistakes of the folders (all answers and rights when none is named); 1 when there are any."""
    folders = arguments or FOLDERS
    try:
        answers = read_answers(*folders)
        for language in TRANSLATED_TO:
            read_translations(answers, language, *folders)
    except AnswerFileError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(f"{len(answers)} answers, no mistakes")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
