"""How hard a text is to read: Flesch reading ease (textstat), with terms of the field counted as plain words."""

from __future__ import annotations

import re

import textstat

# Terms that an answer explains, or that everybody who claims knows from their letters and their account.
GLOSSARY = (
    "Universal Credit",
    "assessment period",
    "standard allowance",
    "work allowance",
    "claimant commitment",
    "mandatory reconsideration",
    "Work Capability Assessment",
    "limited capability for work and work-related activity",
    "limited capability for work",
    "LCWRA",
    "LCW",
    "DWP",
)


def reading_ease(markdown: str) -> float:
    """Flesch reading ease of what a person reads; a line of a list counts as a sentence."""
    text = markdown
    for term in GLOSSARY:
        text = re.sub(rf"\b{re.escape(term)}\b", "plan", text)
    text = re.sub(r"[*\"“”]|^- ", "", text, flags=re.MULTILINE)
    sentences = [line if line.rstrip().endswith((".", "?", "!")) else f"{line}." for line in text.splitlines() if line]
    return float(textstat.flesch_reading_ease("\n".join(sentences)))
