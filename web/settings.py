"""Every setting, read from the environment once, with its default."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


_SMALL = 4 * 1024**3  # bytes of memory


@dataclass(frozen=True)
class SignOn:
    """Single sign-on by OpenID Connect (docs/accounts.md)."""

    issuer: str
    client_id: str
    client_secret: str
    role_claim: str
    roles: Mapping[str, str]  # value of the claim -> role of ours
    domains: frozenset[str]  # whose people get an account when they first log in


@dataclass(frozen=True)
class Settings:
    """Ports are on the loopback interface; only the web server's is meant for anybody else."""

    database: str
    host: str
    port: int
    rasa_ports: tuple[int, ...]
    rasa_elsewhere: tuple[str, ...]
    rasa_host: str
    redis: str
    proxies: int
    actions_port: int
    keep_hours: int
    keep_days: int
    public_url: str
    secret_key: str
    limits: str
    secure_cookies: bool
    charities: Path | None
    places: Path | None
    starts_per_minute: int
    turns_per_minute: int
    contact: str
    sign_on: SignOn | None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        port = int(environment.get("RIGHTFUL_PORT", "8000"))
        public_url = environment.get("RIGHTFUL_PUBLIC_URL", f"http://127.0.0.1:{port}")
        return cls(
            database=environment.get("RIGHTFUL_DATABASE", f"sqlite:///{ROOT / 'var' / 'rightful.db'}"),
            host=environment.get("RIGHTFUL_HOST", "127.0.0.1"),
            port=port,
            rasa_ports=_rasa_ports(environment),
            # Rasa servers on other machines ("http://10.0.0.5:5005"), in place of those that are started here.
            rasa_elsewhere=tuple(_words(environment.get("RIGHTFUL_RASA_URLS", ""))),
            # Where Rasa listens: a private address when other machines are to reach it, never a public one.
            rasa_host=environment.get("RIGHTFUL_RASA_HOST", "127.0.0.1"),
            # "redis://:PASSWORD@HOST:6379": what several Rasa servers and web servers share.
            redis=environment.get("RIGHTFUL_REDIS", ""),
            # How many proxies of ours stand before the web server: the address of a visitor is what they say it is.
            proxies=int(environment.get("RIGHTFUL_PROXIES", "0")),
            actions_port=int(environment.get("RIGHTFUL_ACTIONS_PORT", "5055")),
            # A conversation's household is forgotten after so many hours without a message, and the redacted record of
            # what was said after so many days.
            keep_hours=int(environment.get("RIGHTFUL_KEEP_HOURS", "24")),
            keep_days=int(environment.get("RIGHTFUL_KEEP_DAYS", "90")),
            public_url=public_url,
            # Signs the cookies and forms of the workbench: the same in all web processes, and after a restart.
            secret_key=environment.get("RIGHTFUL_SECRET_KEY") or _kept_secret(),
            # Where rate limits are counted: in each process by itself, or in the Redis that all share.
            limits=environment.get("RIGHTFUL_REDIS") or "memory://",
            secure_cookies=public_url.startswith("https://"),
            # A folder with more charities than the example: one file each (docs/embedding.md).
            charities=Path(environment["RIGHTFUL_CHARITIES"]) if environment.get("RIGHTFUL_CHARITIES") else None,
            # A folder with areas of local help: one file each (docs/local-help.md).
            places=Path(environment["RIGHTFUL_PLACES"]) if environment.get("RIGHTFUL_PLACES") else None,
            # How many chats one address may begin, and how many messages it may send: a whole advice centre may be one.
            starts_per_minute=int(environment.get("RIGHTFUL_STARTS_PER_MINUTE", "20")),
            turns_per_minute=int(environment.get("RIGHTFUL_TURNS_PER_MINUTE", "60")),
            # Whom to write to about this server (an email address), for the accessibility statement.
            contact=environment.get("RIGHTFUL_CONTACT", ""),
            sign_on=_sign_on(environment),
        )

    @property
    def rasa_urls(self) -> tuple[str, ...]:
        return self.rasa_elsewhere or tuple(f"http://127.0.0.1:{port}" for port in self.rasa_ports)


def _sign_on(environment: Mapping[str, str]) -> SignOn | None:
    """Off unless an issuer is named."""
    issuer = environment.get("RIGHTFUL_OIDC_ISSUER", "")
    if not issuer:
        return None
    pairs = (pair.rpartition("=") for pair in _words(environment.get("RIGHTFUL_OIDC_ROLES", "")))
    return SignOn(
        issuer=issuer,
        client_id=environment["RIGHTFUL_OIDC_CLIENT_ID"],
        client_secret=environment["RIGHTFUL_OIDC_CLIENT_SECRET"],
        role_claim=environment.get("RIGHTFUL_OIDC_ROLE_CLAIM", ""),
        roles={value: role for value, _, role in pairs},
        domains=frozenset(_words(environment.get("RIGHTFUL_OIDC_DOMAINS", "").casefold())),
    )


def _rasa_ports(environment: Mapping[str, str]) -> tuple[int, ...]:
    """As many servers as RIGHTFUL_RASA_PROCESSES says, on ports from RIGHTFUL_RASA_PORT on. Each takes one core at most
    and about 700 MB of memory, so without a word there are two where there are two cores, and one on a small server."""
    first = int(environment.get("RIGHTFUL_RASA_PORT", "5005"))
    many = len(os.sched_getaffinity(0)) > 1 and os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") > _SMALL
    return tuple(range(first, first + int(environment.get("RIGHTFUL_RASA_PROCESSES", "2" if many else "1"))))


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _kept_secret() -> str:
    """Made once and kept beside the database, readable by its owner alone."""
    path = ROOT / "var" / "secret.key"
    path.parent.mkdir(exist_ok=True)
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
