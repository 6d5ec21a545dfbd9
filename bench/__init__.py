"""How fast and how large the programme is: `make bench`, or `.venv/bin/python -m bench [estimate] [turn] ...`.

How to read it. A machine that is busy or slow makes every time longer, so no time is asserted anywhere. What is
compared is measured by turns in one run: the last column says how many times as long as its yardstick a thing took, and
that ratio can be held against the one in docs/speed.md. `median` is the usual case (or the only value, where a thing is
measured once) and `p95` the slow one, which one in twenty exceeds. A load average above nought before the start means
that other programs were at work.

How well messages are understood is another question, asked in Rasa's environment: `bench/understanding.py`.
"""
