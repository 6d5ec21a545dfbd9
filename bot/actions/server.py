"""The action server, on this machine only.

rasa_sdk's own command listens on every interface, so its application is started here instead. Nothing that a person
wrote is logged. Run as `python -m bot.actions.server PORT`.
"""

from __future__ import annotations

import logging
import sys

from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from sanic import Sanic

LOOPBACK = "127.0.0.1"


def application() -> Sanic:
    """The Sanic application with every action of `bot.actions`."""
    executor = ActionExecutor()
    executor.register_package("bot.actions")
    return create_app(executor, cors_origins=[])


def main() -> None:
    logging.basicConfig(level=logging.ERROR)
    application().run(host=LOOPBACK, port=int(sys.argv[1]), single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
