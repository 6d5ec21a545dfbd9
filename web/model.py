"""The trained model: which one belongs to the files as they are, and training it when there is none.

Rasa's own cache looks at the classes of components only, so a change in a helper module or a data file would go
unnoticed. Here the name of the model is the digest of everything it is made from.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from pathlib import Path

from web.settings import ROOT

MODELS = ROOT / "models"
RASA = ROOT / ".venv-rasa" / "bin"

_MADE_FROM = (ROOT / "bot", ROOT / "config.yml", ROOT / "requirements" / "rasa.txt")


class TrainingFailed(Exception):
    """Training stopped; `str()` is what Rasa or the answer files said."""


def current() -> Path:
    """Where the model of the files as they are is, or will be."""
    return MODELS / f"{_digest()}.tar.gz"


def train() -> bool:
    """Train when the inputs changed; whether it was needed. Raises TrainingFailed."""
    model = current()
    if model.exists():
        return False
    checked = _run(RASA / "python", "-m", "bot.answer_files")
    if checked.returncode:
        raise TrainingFailed(checked.stdout.strip())
    MODELS.mkdir(exist_ok=True)
    name = f"training-{os.getpid()}"
    trained = _run(
        RASA / "rasa",
        *("train", "--config", "config.yml", "--domain", "bot/domain", "--data", "bot/data"),
        *("--out", str(MODELS), "--fixed-model-name", name, "--force"),
    )
    made = MODELS / f"{name}.tar.gz"
    if trained.returncode or not made.exists():
        raise TrainingFailed((trained.stdout + trained.stderr).strip()[-3000:])
    made.replace(model)
    return True


def environment(**more: str) -> dict[str, str]:
    """The environment of every Rasa command: no telemetry, no word of what people write in a log."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "ERROR",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
        "PYTHONWARNINGS": "ignore",
        **more,
    }


def _run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 the commands are this project's own
        [str(part) for part in command], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )


def _digest() -> str:
    content = hashlib.sha256()
    for path in sorted(file for place in _MADE_FROM for file in _files(place)):
        content.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:16]


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
