"""A real PostgreSQL from Debian's packages, for tests that run the same on both databases of the store."""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

from web.store import Store

# A test's database does not outlive the test, so nothing has to reach the disk.
_HASTE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


class PostgreSQL:
    """A server on a free port of the loopback interface, in a folder of its own; everything is gone when it stops."""

    def __init__(self, programs: Path, habits: tuple[str, ...] = _HASTE) -> None:
        self.habits = habits
        self.programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="rightful-postgresql-"))
        self.data = self.folder / "data"
        self.port = _free_port()
        self.password = secrets.token_hex(8)
        self._made = 0
        self._as = _somebody_else() if os.getuid() == 0 else []  # it refuses to run as root
        if self._as:
            os.chown(self.folder, pwd.getpwnam("nobody").pw_uid, -1)
        secret = self.folder / "password"
        secret.write_text(self.password)
        secret.chmod(0o644)
        self._run(
            "initdb", "-D", self.data, "-U", "tests", "-A", "scram-sha-256", f"--pwfile={secret}", "-N", "-E", "UTF8"
        )
        self.start()

    def start(self) -> None:
        settings = ("listen_addresses=127.0.0.1", f"port={self.port}", "unix_socket_directories=", *self.habits)
        options = [part for setting in settings for part in ("-c", setting)]
        command = ["setpriv", "--pdeathsig", "QUIT", *self._as, self.programs / "postgres", "-D", self.data, *options]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        until = time.monotonic() + 20
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < until, "PostgreSQL does not get ready"
            time.sleep(0.05)

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)  # waits for nobody who is still connected
        self.process.wait(20)
        shutil.rmtree(self.folder)

    def database(self, template: str = "template1") -> str:
        """A new database; returns its address."""
        self._made += 1
        name = f"test_{self._made}"
        with self._connected() as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")  # the quicker one
        return self.address(name)

    def address(self, name: str) -> str:
        return f"postgresql+psycopg://tests:{self.password}@127.0.0.1:{self.port}/{name}"

    def drop(self, address: str) -> None:
        with self._connected() as connection:
            connection.execute(f"DROP DATABASE {address.rpartition('/')[2]} WITH (FORCE)")

    def _connected(self) -> psycopg.Connection:
        where = {"host": "127.0.0.1", "port": self.port, "user": "tests", "password": self.password}
        return psycopg.connect(dbname="postgres", autocommit=True, connect_timeout=2, **where)

    def _answers(self) -> bool:
        try:
            self._connected().close()
        except psycopg.OperationalError:
            return False
        return True

    def _run(self, program: str, *arguments: str | Path) -> None:
        command = [*(["setpriv", *self._as] if self._as else []), self.programs / program, *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


def installed() -> Path | None:
    """The folder of the newest PostgreSQL's programs."""
    found = max(Path("/usr/lib/postgresql").glob("*/bin/postgres"), default=None)
    return found.parent if found else None


def migrated(server: PostgreSQL) -> str:
    """The name of a database with the latest tables, to copy others from."""
    address = server.database()
    store = Store(address)
    store.create()
    store.engine.dispose()  # nothing can be copied from a database that somebody is connected to
    return address.rpartition("/")[2]


def _somebody_else() -> list[str]:
    who = pwd.getpwnam("nobody")
    return [f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--clear-groups"]


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
