"""The trained model: which one belongs to the files as they are, and training it when there is none.

Rasa's own cache looks at the classes of components only, so a change in a helper module or a data file would go
unnoticed. Here the name of the model is the digest of everything it is made from: what is learnt, the code that learns,
and the packages it learns with. The other components only read, so a change in them leaves the model as it is.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import subprocess
import tarfile
import zlib
from pathlib import Path

from web.settings import ROOT

MODELS = ROOT / "models"
RASA = ROOT / ".venv-rasa" / "bin"

_MADE_FROM = (
    "config.yml",
    "requirements/rasa.txt",
    *("bot/answers/*.md", "bot/rights/*.md", "bot/answers/*/*.md", "bot/rights/*/*.md", "bot/data/*", "bot/domain/*"),
    *("bot/answer_files.py", "bot/importer.py"),
    *(f"bot/components/{module}.py" for module in ("answer_ranker", "intent", "leaning", "ngrams", "sentence_vectors")),
    "bot/components/text_speak.*",
)

_PIECE = 1 << 20  # bytes


class TrainingFailed(Exception):
    """Training stopped; `str()` is what Rasa or the answer files said."""


def current() -> Path:
    """Where the model of the files as they are is, or will be."""
    return MODELS / f"{_digest()}.tar.gz"


def is_whole(model: Path) -> bool:
    """Whether a model is there and can be read to its end: a full disk or a broken copy may have cut it off."""
    try:
        with gzip.open(model) as packed:
            while packed.read(_PIECE):
                pass  # at the end its own check sum is compared
        return tarfile.is_tarfile(model)
    except (OSError, EOFError, zlib.error):
        return False


def train() -> bool:
    """Train when the inputs changed or the model is damaged; whether it was needed. Raises TrainingFailed."""
    model = current()
    if is_whole(model):
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


def ingredients() -> list[Path]:
    """The files that the model is made from."""
    return sorted(path for pattern in _MADE_FROM for path in ROOT.glob(pattern))


def _digest() -> str:
    content = hashlib.sha256()
    for path in ingredients():
        content.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return content.hexdigest()[:16]
