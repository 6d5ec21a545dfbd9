"""Takes out what identifies a person before anything is stored.

Structured things (National Insurance numbers, phone and bank numbers, emails, postcodes, references, links) are found
by their shape or by the words before them; names by the words that introduce them and by lists of names. What remains
is meant for audit, not for recognition. How well it works is measured in tests/web/test_redaction_recall.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from web.redaction.names import NAMES
from web.redaction.pattern import Finding, Pattern
from web.redaction.shapes import SHAPES

# Stands for each character that is taken out already, so that no later pattern reads it again. No message has it: the
# gateway takes out what cannot be printed.
_GONE = "\x00"


def redact(text: str) -> str:
    """The text with each finding replaced by what it was, in brackets."""
    return "".join(_replaced(text, findings(text), lambda finding: f"[{finding.kind}]"))


def findings(text: str) -> list[Finding]:
    """Everything in the text that identifies somebody, in order; no two overlap."""
    found: list[Finding] = []
    left = text
    for pattern in (*SHAPES, *NAMES):
        new = list(_found(pattern, left))
        left = "".join(_replaced(left, new, lambda finding: _GONE * (finding.end - finding.start)))
        found += new
    return sorted(found, key=lambda finding: finding.start)


def _found(pattern: Pattern, text: str) -> Iterator[Finding]:
    for match in pattern.regex.finditer(text):
        for group in pattern.groups:
            if match[group] and pattern.really(match[group]):
                yield Finding(*match.span(group), pattern.kind)


def _replaced(text: str, found: Iterable[Finding], by: Callable[[Finding], str]) -> Iterator[str]:
    at = 0
    for finding in found:
        yield text[at : finding.start]
        yield by(finding)
        at = finding.end
    yield text[at:]
