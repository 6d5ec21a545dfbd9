"""Runs the benches that are named, or all, and prints one table with the machine it was measured on."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable

from bench import __doc__ as how_to_read
from bench import estimate, policyengine, start, sweep, throughput, turn, widget
from bench.measure import Row, table
from bench.serving import DidNotAnswer
from web import model
from web.clock import today

BENCHES: dict[str, Callable[[], list[Row]]] = {
    "estimate": estimate.measure,
    "sweep": sweep.measure,
    "throughput": throughput.measure,
    "policyengine": policyengine.measure,
    "widget": widget.measure,
    "start": start.measure,
    "turn": turn.measure,
}
WITH_RASA = {"start", "turn"}


def main() -> None:
    """Exit status 1, with a sentence, when something could not be measured."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=how_to_read, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="name", help=f"one of {', '.join(BENCHES)} (default: all)")
    names = parser.parse_args().names or list(BENCHES)
    if unknown := set(names) - set(BENCHES):
        parser.error(f"There is no bench {', '.join(sorted(unknown))}.")
    if WITH_RASA & set(names) and not model.current().exists():
        sys.exit("There is no trained model for these files: run `make train` first.")
    facts, measured = machine(), []
    for name in names:
        print(f"Measuring: {name} ...", file=sys.stderr, flush=True)
        try:
            measured += BENCHES[name]()
        except (DidNotAnswer, subprocess.CalledProcessError) as error:
            sys.exit(f"{error}\nThe bench {name} stopped.")
    print(f"{facts}\n\n{table(measured)}")


def machine() -> str:
    """The day and the facts that times depend on."""
    cores = len(os.sched_getaffinity(0))
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    return (
        f"{today():%-d %B %Y}. {cores} cores, {platform.machine()}, Python {platform.python_version()}. "
        f"Load average before: {load}."
    )


if __name__ == "__main__":
    main()
