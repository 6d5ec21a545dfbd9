"""Whatever is sent as a household is an estimate or one plain sentence, never a traceback: hypothesis, and atheris."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules
from rules.household import Household

ON = date(2026, 11, 23)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(["NaN", "-1", "1e400", "2026-02-30", "0000-00-00", "lcwra", "month", "\u202e", "\ud800"]),
)
NAMES = sorted(
    set(Household.model_fields) | {"age", "amount", "per", "health", "group", "rent", "tenure", "level", "days"}
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(NAMES), st.text(max_size=6)), inner, max_size=6),
    ),
    max_leaves=25,
)


@settings(max_examples=400, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING, max_size=8))
def test_anything_at_all_is_an_estimate_or_a_sentence(household):
    said = estimate_or_sentence(household)
    assert said.strip().endswith((".", "?", "!", "}"))
    assert "Traceback" not in said


def estimate_or_sentence(household):
    try:
        return json.dumps(rules.estimate(household, ON).as_json(), allow_nan=False)
    except rules.RulesError as error:
        return str(error)


def test_atheris_finds_nothing_else():
    """Guided by coverage; bounded in runs. A crash has its input in the output."""
    pytest.importorskip("atheris")
    harness = Path(__file__).with_name("fuzz_household.py")
    command = [sys.executable, str(harness), "-runs=3000", "-seed=1", "-max_len=400", "-max_total_time=60"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.returncode == 0, done.stderr[-3000:]
