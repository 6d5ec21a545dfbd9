"""What the ranker's confidence means: read from `answering` in config.yml, where it is explained."""

from __future__ import annotations

from pathlib import Path

import yaml

_ANSWERING = yaml.safe_load((Path(__file__).parents[2] / "config.yml").read_text(encoding="utf-8"))["answering"]

ANSWERED_FROM: float = _ANSWERING["answered_from"]
CRISIS_FROM: float = _ANSWERING["crisis_from"]
PART_FROM: float = _ANSWERING["part_from"]
BESIDE_FROM: float = _ANSWERING["beside_from"]
CLARIFY_FROM: float = _ANSWERING["clarify_from"]
CLARIFY_BEST: float = _ANSWERING["clarify_best"]
