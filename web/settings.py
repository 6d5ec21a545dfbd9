"""Every setting, read from the environment once, with its default."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Settings:
    """Ports are on the loopback interface; only the web server's is meant for anybody else."""

    database: str
    host: str
    port: int
    rasa_port: int
    actions_port: int
    keep_hours: int
    keep_days: int
    public_url: str

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        port = int(environment.get("RIGHTFUL_PORT", "8000"))
        return cls(
            database=environment.get("RIGHTFUL_DATABASE", f"sqlite:///{ROOT / 'var' / 'rightful.db'}"),
            host=environment.get("RIGHTFUL_HOST", "127.0.0.1"),
            port=port,
            rasa_port=int(environment.get("RIGHTFUL_RASA_PORT", "5005")),
            actions_port=int(environment.get("RIGHTFUL_ACTIONS_PORT", "5055")),
            # A conversation's household is forgotten after so many hours without a message, and the redacted record of
            # what was said after so many days.
            keep_hours=int(environment.get("RIGHTFUL_KEEP_HOURS", "24")),
            keep_days=int(environment.get("RIGHTFUL_KEEP_DAYS", "90")),
            public_url=environment.get("RIGHTFUL_PUBLIC_URL", f"http://127.0.0.1:{port}"),
        )

    @property
    def rasa_url(self) -> str:
        return f"http://127.0.0.1:{self.rasa_port}"
